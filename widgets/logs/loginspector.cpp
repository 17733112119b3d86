// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/loginspector.h"
#include "models/data/jsontext.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/logs/ansitext.h"
#include "widgets/test/phasebar.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kWidth = 344;
constexpr qsizetype kShownBytes = 64 * 1024;    // of one line; Copy gives all of it
constexpr int kSameLines = 12;
constexpr qint64 kLookedAt = 20'000;            // lines to each side for those of the same request
constexpr int kSoonMs = 100;
constexpr int kTextRows = 12;

DeskButton* wide(const QString& objectName, const QString& icon, const QString& key) {
  auto* button = new DeskButton(QString());
  button->setObjectName(objectName);
  button->setIconName(icon);
  button->setKeyHint(key);
  button->setSpread(true);
  return button;
}
}  // namespace

QString unfoldedLine(QByteArrayView line, qsizetype most, bool* cut) {
  if (cut) *cut = line.size() > most;
  const QByteArrayView trimmed = line.trimmed();
  if (line.size() <= most && !trimmed.isEmpty() && (trimmed.front() == '{' || trimmed.front() == '[')) {
    if (const auto laidOut = formatJson(trimmed)) return QString::fromUtf8(*laidOut);
  }
  return AnsiText::of(line, most).text;
}

LogInspector::LogInspector(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"logs_inspector"_s);
  m_title = new PaneTitle({});
  m_copy = new DeskButton(u"copy"_s, QString(), u"Ctrl C"_s);
  m_copy->setObjectName(u"logs_inspector_copy"_s);
  m_close = new DeskButton(u"x"_s, QString(), QString());
  m_close->setObjectName(u"logs_inspector_close"_s);
  m_title->addRight(m_copy);
  m_title->addRight(m_close);
  auto* body = new Surface(Surface::Fill::Panel);
  m_area = new QScrollArea;
  m_area->setFrameShape(QFrame::NoFrame);
  m_area->setWidgetResizable(true);
  m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_area->setFocusPolicy(Qt::NoFocus);
  m_area->setWidget(body);
  m_status = new Chip({});
  m_sentence = new Label(Label::Role::Dense, Tone::Secondary, {});
  m_sentence->setWordWrap(true);
  m_text = new QPlainTextEdit;
  m_text->setObjectName(u"logs_inspector_text"_s);
  m_text->setReadOnly(true);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
  m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  m_text->setTabChangesFocus(true);
  auto* grid = new QGridLayout;
  grid->setColumnStretch(1, 1);
  for (int i = 0; i < 6; ++i) {
    Figure f{new Label(Label::Role::Dense, Tone::Tertiary, {}), new Label(Label::Role::Code, Tone::Primary, {})};
    f.value->setElided(Qt::ElideRight);
    f.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(f.name, i, 0);
    grid->addWidget(f.value, i, 1);
    m_figures.append(f);
  }
  m_request = new QWidget;
  auto* request = new QVBoxLayout(m_request);
  request->setContentsMargins(0, 0, 0, 0);
  auto* heading = new QHBoxLayout;
  m_invocation = new Label(Label::Role::DenseStrong);
  m_how = new Label(Label::Role::Caption, Tone::Tertiary, {});
  heading->addWidget(m_invocation);
  heading->addStretch(1);
  heading->addWidget(m_how);
  m_phases = new PhaseBar;
  m_jump = wide(u"logs_jump"_s, u"jump"_s, u"Enter"_s);
  m_only = wide(u"logs_only"_s, u"filter"_s, u"R"_s);
  m_time = wide(u"logs_time"_s, u"scale"_s, u"T"_s);
  m_event = wide(u"logs_event"_s, u"retry"_s, u"E"_s);
  auto* same = new QHBoxLayout;
  m_same = new Label(Label::Role::DenseStrong);
  m_sameCount = new Label(Label::Role::Caption, Tone::Tertiary, {});
  same->addWidget(m_same);
  same->addWidget(m_sameCount);
  same->addStretch(1);
  request->addWidget(new Hairline);
  request->addLayout(heading);
  request->addWidget(m_phases);
  for (DeskButton* b : {m_jump, m_only, m_time, m_event}) request->addWidget(b);
  request->addWidget(new Hairline);
  request->addLayout(same);
  for (int i = 0; i < kSameLines; ++i) {
    auto* label = new Label(Label::Role::CodeSmall, Tone::Secondary, {});
    label->setElided(Qt::ElideRight);
    label->hide();
    m_sameLines.append(label);
    request->addWidget(label);
  }
  auto* column = new QVBoxLayout(body);
  column->addWidget(m_status, 0, Qt::AlignLeft);
  column->addWidget(m_sentence);
  column->addLayout(grid);
  column->addWidget(m_text);
  column->addWidget(m_request);
  column->addStretch(1);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(m_title);
  all->addWidget(m_area, 1);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &LogInspector::refresh);
  connect(&hub.invocations(), &InvocationModel::invocationUpdated, this, [this](quint64 id) {
    if (isVisible() && id == m_record.invocation) m_soon.start();
  });
  connect(m_copy, &DeskButton::clicked, this, [this] { QApplication::clipboard()->setText(QString::fromUtf8(m_line)); });
  connect(m_close, &DeskButton::clicked, this, &LogInspector::closed);
  connect(m_jump, &DeskButton::clicked, this, [this] { Q_EMIT invocationWanted(m_record.invocation); });
  connect(m_only, &DeskButton::clicked, this, [this] { Q_EMIT onlyRequestWanted(m_facts.requestId); });
  connect(m_time, &DeskButton::clicked, this, [this] { Q_EMIT timeWanted(m_record.at); });
  connect(m_event, &DeskButton::clicked, this, [this] { Q_EMIT eventWanted(m_record.invocation); });
  followTheme(this, [this] { rescale(); });
  showNothing();
}

QSize LogInspector::sizeHint() const { return {Theme::current().px(kWidth), Theme::current().px(400)}; }

void LogInspector::rescale() {
  const Theme& t = Theme::current();
  QLayout* column = m_area->widget()->layout();
  column->setContentsMargins(t.px(16), t.px(12), t.px(16), t.px(12));
  column->setSpacing(t.px(10));
  m_request->layout()->setSpacing(t.px(7));
  m_text->setFont(t.code(12));
  QPalette palette = m_text->palette();
  palette.setColor(QPalette::Base, t.colors().surface.sunken);
  palette.setColor(QPalette::Text, t.colors().text.primary);
  m_text->setPalette(palette);
}

void LogInspector::show(qint64 absolute, const LogLine& line, const RequestFacts& facts, bool held) {
  const bool same = absolute == m_absolute && m_line == line.text;
  m_facts = facts;
  m_held = held;
  m_absolute = absolute;
  m_record = line.record;
  if (!same) {
    m_line = line.text.toByteArray();
    bool cut = false;
    QString text = unfoldedLine(m_line, kShownBytes, &cut);
    if (cut) text += u'\n' + tr("%1 of %2 are shown. Copy takes all.").arg(format::bytes(kShownBytes).text(), format::bytes(m_line.size()).text());
    m_text->setPlainText(text);
    const int rows = std::clamp<int>(static_cast<int>(text.count(u'\n')) + 1 + static_cast<int>(text.size() / 44), 2, kTextRows);
    m_text->setFixedHeight(rows * m_text->fontMetrics().lineSpacing() + Theme::current().px(12));
  }
  refresh();
}

void LogInspector::showNothing() {
  m_absolute = -1;
  m_facts = {};
  m_record = {};
  m_line.clear();
  m_text->clear();
  refresh();
}

QString LogInspector::lineText() const { return m_text->toPlainText(); }

QStringList LogInspector::sameRequest() const {
  QStringList lines;
  for (const Label* label : m_sameLines)
    if (!label->isHidden()) lines << label->text();
  return lines;
}

void LogInspector::refresh() {
  m_soon.stop();
  setAccessibleName(tr("Log line"));
  const bool any = m_absolute >= 0;
  m_title->setTitle(any && m_held ? tr("Line %1").arg(format::count(m_absolute + 1)) : tr("Line"));
  m_copy->setAccessibleName(tr("Copy the line"));
  m_copy->setToolTip(tr("Copy the line"));
  m_close->setAccessibleName(tr("Close the inspector"));
  m_close->setToolTip(tr("Close the inspector"));
  m_copy->setEnabled(any);
  m_text->setAccessibleName(tr("Text of the line"));
  m_text->setVisible(any);
  m_invocation->setText(tr("Invocation"));
  m_jump->setText(tr("Jump to invocation"));
  m_only->setText(tr("Show only this request"));
  m_time->setText(tr("Take time there"));
  m_event->setText(tr("Load event into Test"));
  m_same->setText(tr("Same request"));
  const Invocation* invocation = m_record.invocation ? m_hub.invocations().invocation(m_record.invocation) : nullptr;
  const FunctionInfo* info = m_hub.functions().info(m_record.function);
  if (m_held && m_record.invocation) m_facts = m_hub.logs().requests().of(m_record.invocation);
  const RequestFacts& facts = m_facts;
  const bool ended = any && facts.known && facts.finished;
  m_status->setVisible(ended);
  if (ended) {
    const bool failed = facts.statusCode != status::kSuccess;
    m_status->setKind(failed ? Chip::Kind::Error : Chip::Kind::Ok);
    m_status->setIconName(failed ? u"x"_s : u"check"_s);
    m_status->setCode(QString::number(facts.statusCode), true);
    m_status->setText(ReplyWords::codeName(facts.statusCode));
  }
  const QString sentence = invocation && invocation->finished ? ReplyWords::of(*invocation, info).sentence : QString();
  m_sentence->setText(any ? sentence : tr("Select a line to see all of it, the invocation behind it and the other lines of its request."));
  m_sentence->setVisible(!m_sentence->text().isEmpty());
  fillFigures(invocation);
  m_request->setVisible(any && m_facts.known);
  m_phases->setVisible(invocation != nullptr);
  m_jump->setEnabled(invocation != nullptr);
  m_event->setEnabled(invocation != nullptr);
  if (invocation) {
    m_phases->setPhases(phasesOf(*invocation, m_hub.time().now()));
    const QString how = invocation->cold ? tr("cold") : tr("warm");
    m_how->setText(invocation->retryNum > 0 ? tr("%1, attempt %2").arg(how, QString::number(invocation->retryNum + 1)) : how);
  } else {
    m_how->setText({});
  }
  fillRequestLines();
}

void LogInspector::fillFigures(const Invocation* v) {
  const bool any = m_absolute >= 0;
  const FunctionInfo* info = m_hub.functions().info(m_record.function);
  const RequestFacts& facts = m_facts;
  const QList<QPair<QString, QString>> figures{
      {tr("Time"), format::clock(m_record.at, 3)},
      {tr("Function"), info ? info->key.name : m_record.function ? format::none() : tr("engine")},
      {tr("Level"), logLevelName(m_record.level)},
      {tr("Instance"), m_record.instance ? instanceName(m_record.instance) : QString()},
      {tr("Request"), QString::fromLatin1(facts.requestId)},
      {tr("Trigger"), v ? QString(sourceName(v->source) + u", "_s + (v->mode == InvokeMode::Async ? tr("async") : tr("sync"))) : QString()},
  };
  for (int i = 0; i < m_figures.size(); ++i) {
    m_figures[i].name->setText(figures[i].first);
    m_figures[i].value->setText(figures[i].second);
    m_figures[i].name->setVisible(any && !figures[i].second.isEmpty());
    m_figures[i].value->setVisible(any && !figures[i].second.isEmpty());
  }
}

void LogInspector::fillRequestLines() {
  QList<QPair<qint64, QString>> lines;
  int count = 0;
  const LogStore& store = m_hub.logs();
  const qint64 here = m_absolute - store.base();
  if (m_held && m_absolute >= 0 && m_record.invocation && here >= 0) {
    for (qint64 i = std::max<qint64>(0, here - kLookedAt); i < std::min(store.size(), here + kLookedAt); ++i) {
      const LogLine line = store.at(i);
      if (line.record.invocation != m_record.invocation) continue;
      ++count;
      if (lines.size() < kSameLines || i <= here + kSameLines / 2) lines.append({i, QString(format::clock(line.record.at, 3) + u"  "_s + AnsiText::of(line.text, 200).text)});
      if (lines.size() > kSameLines) lines.removeFirst();
    }
  }
  m_same->setVisible(m_held);
  m_sameCount->setText(m_held ? tr("%n line(s)", nullptr, count) : QString());
  for (int i = 0; i < kSameLines; ++i) {
    Label* label = m_sameLines[i];
    label->setVisible(i < lines.size());
    if (i >= lines.size()) continue;
    label->setText(lines[i].second);
    label->setTone(lines[i].first == here ? Tone::Primary : store.at(lines[i].first).record.level == LogLevel::Error ? Tone::Error : Tone::Secondary);
  }
}

void LogInspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
