// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/validationline.h"
#include "models/data/limits.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kHeightPx = 24;
constexpr int kIconPx = 14;
}  // namespace

ValidationLine::ValidationLine(QWidget* parent) : QWidget(parent) {
  setObjectName(u"test_validation"_s);
  m_icon = new Label(Label::Role::Dense, {}, this);
  m_verdict = new Label(Label::Role::Dense, {}, this);
  m_verdict->setObjectName(u"test_verdict"_s);
  m_verdict->setElided(Qt::ElideRight);
  m_size = new Label(Label::Role::CodeSmall, Tone::Tertiary, {}, this);
  m_size->setObjectName(u"test_size"_s);
  m_limit = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_caret = new Label(Label::Role::CodeSmall, Tone::Tertiary, {}, this);
  m_caret->setObjectName(u"test_caret"_s);
  auto* row = new QHBoxLayout(this);
  row->addWidget(m_icon);
  row->addWidget(m_verdict);
  row->addSpacing(Theme::current().px(6));
  row->addWidget(m_size);
  row->addWidget(m_limit);
  row->addStretch(1);
  row->addWidget(m_caret);
  connect(&Theme::current(), &Theme::changed, this, &ValidationLine::rescale);
  rescale();
  refresh();
}

void ValidationLine::rescale() {
  const Theme& theme = Theme::current();
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->setContentsMargins(theme.px(12), 0, theme.px(12), 0);
  row->setSpacing(theme.px(6));
  setFixedHeight(theme.px(kHeightPx));
  refresh();
}

void ValidationLine::setVerdict(const std::vector<JsonError>& issues, qint64 bytes, InvokeMode mode) {
  m_issue = issues.empty() ? std::optional<JsonError>() : issues.front();
  m_bytes = bytes;
  m_mode = mode;
  m_said.clear();
  refresh();
}

void ValidationLine::setShape(const QString& title, const std::vector<ShapeIssue>& differences) {
  m_shape = title;
  m_differences = differences.size();
  m_difference = differences.empty() ? std::optional<ShapeIssue>() : differences.front();
}

void ValidationLine::setCaret(int line, int column) {
  m_line = line;
  m_column = column;
  m_caret->setText(tr("Ln %1, Col %2").arg(line).arg(column));
}

void ValidationLine::say(const QString& text, bool failure) {
  m_said = text;
  m_saidFailure = failure;
  refresh();
}

QString ValidationLine::text() const { return m_verdict->text(); }

void ValidationLine::refresh() {
  const Theme& theme = Theme::current();
  const bool async = m_mode == InvokeMode::Async;
  const bool large = m_bytes > (async ? limits::kAsyncEventBytes : limits::kSyncEventBytes);
  m_blocked.clear();
  if (m_issue) {
    m_blocked = tr("The event is not valid JSON: line %1, column %2: %3").arg(m_issue->line).arg(m_issue->column).arg(EngineWords::text(m_issue->message));
  } else if (large) {
    m_blocked = async ? tr("The event is larger than 128 KB, the limit for async. Make it smaller, or fire it sync.")
                      : tr("The event is larger than 6 MB, the limit for sync. Make it smaller.");
  }
  const bool bad = m_said.isEmpty() ? !m_blocked.isEmpty() : m_saidFailure;
  const bool differs = m_said.isEmpty() && m_blocked.isEmpty() && m_difference;
  const auto& semantic = theme.colors().semantic;
  m_icon->setPixmap(theme.pixmap(bad ? u"x"_s : differs ? u"warn"_s : u"check"_s, kIconPx, bad ? semantic.error : differs ? semantic.warning : semantic.success, devicePixelRatioF()));
  m_verdict->setTone(bad ? Tone::Error : differs ? Tone::Warning : Tone::Success);
  if (!m_said.isEmpty()) m_verdict->setText(m_said);
  else if (m_issue) m_verdict->setText(tr("Line %1, column %2: %3. F8 next").arg(m_issue->line).arg(m_issue->column).arg(EngineWords::text(m_issue->message)));
  else if (differs) m_verdict->setText(tr("%1. Line %2, column %3. F8 next").arg(shapeSentence(*m_difference)).arg(m_difference->line).arg(m_difference->column));
  else if (large) m_verdict->setText(async ? tr("Too large for async") : tr("Too large for sync"));
  else m_verdict->setText(m_variables == 0   ? tr("Valid JSON")
                          : m_variables == 1 ? tr("Valid JSON, 1 variable")
                                             : tr("Valid JSON, %1 variables").arg(m_variables));
  m_size->setText(format::bytes(m_bytes).text());
  m_verdict->setToolTip(toolTip());
  // Where something is wrong its sentence has the room; the limit is a word of it when it is what is wrong.
  for (Label* figure : {m_size, m_limit}) figure->setVisible(!(m_said.isEmpty() && (m_issue || differs)));
  m_limit->setText(async ? tr("of 128 KB async limit") : tr("of 6 MB sync limit"));
  setCaret(m_line, m_column);
}

QString ValidationLine::toolTip() const {
  if (m_issue) return m_blocked;
  if (m_bytes > kShapeBytes) return tr("The shape is checked up to 1 MB.");
  if (m_shape.isEmpty()) return {};
  if (!m_difference) return tr("Has the shape of %1").arg(m_shape);
  const QString counted = m_differences == 1 ? tr("Differs from the shape of %1 in 1 place. It can be fired all the same.").arg(m_shape)
                                             : tr("Differs from the shape of %1 in %2 places. It can be fired all the same.").arg(m_shape).arg(m_differences);
  QString what = shapeSentence(*m_difference);
  if (m_difference->path != m_difference->key && !m_difference->path.isEmpty()) what += u"  ("_s + m_difference->path + u')';
  return what + u'\n' + counted;
}

void ValidationLine::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

void ValidationLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Colors& c = Theme::current().colors();
  painter.fillRect(rect(), c.surface.panel);
  painter.fillRect(0, 0, width(), 1, c.border.hairline);
}

}  // namespace scfdesk
