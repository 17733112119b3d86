// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/sessionpane.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/sessiontrack.h"
#include "widgets/theme/theme.h"
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kAskMs = 100;
constexpr int kAround = 60;  // decisions that are shown before and behind the playhead
const QString kSuffix = u".scfsession"_s;
}  // namespace

SessionPane::SessionPane(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_backend(hub.backend()) {
  setObjectName(u"simulate_session"_s);
  const Theme& t = Theme::current();
  m_timer.setSingleShot(true);
  const auto button = [](const QString& text, const QString& id, const QString& icon) {
    auto* b = new DeskButton(text);
    b->setObjectName(u"simulate_session_%1"_s.arg(id));
    b->setIconName(icon);
    return b;
  };
  m_verdict = new Label(Label::Role::BodyStrong, tr("Open a session file, or replay what this engine has decided."));
  m_verdict->setObjectName(u"simulate_session_verdict"_s);
  m_verdict->setWordWrap(true);
  m_about = new Label(Label::Role::Dense, Tone::Secondary, {});
  m_about->setObjectName(u"simulate_session_about"_s);
  m_about->setWordWrap(true);
  m_open = button(tr("Open session"), u"open"_s, u"link"_s);
  m_save = button(tr("Save session"), u"save"_s, u"save"_s);
  m_save->setToolTip(tr("Events, code hashes, settings, logs and decisions of this engine, as one file. Values of variables and keys are not in it."));
  m_own = button(tr("Replay this engine"), u"own"_s, u"retry"_s);
  m_load = button(tr("Simulate its load"), u"load"_s, u"sim"_s);
  m_cancel = button(tr("Cancel"), u"cancel"_s, {});
  auto* words = new QVBoxLayout;
  words->addWidget(m_verdict);
  words->addWidget(m_about);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(t.px(12), t.px(10), t.px(12), t.px(10));
  row->setSpacing(t.px(8));
  row->addLayout(words, 1);
  for (DeskButton* b : {m_cancel, m_load, m_own, m_open, m_save}) row->addWidget(b, 0, Qt::AlignTop);
  m_banner = new Banner;
  m_banner->setObjectName(u"simulate_session_banner"_s);
  m_track = new SessionTrack;
  m_functions = new RowTable(tr("Functions of the session"));
  m_functions->setObjectName(u"simulate_session_functions"_s);
  m_functions->setColumns({{tr("Function"), 0}, {tr("Memory"), 72, true}, {tr("Code"), 82}, {tr("Events"), 60, true}});
  m_decisions = new RowTable(tr("Decisions around the playhead"));
  m_decisions->setObjectName(u"simulate_session_decisions"_s);
  m_decisions->setColumns({{tr("Time"), 124}, {tr("Function"), 120}, {tr("Decision"), 0}});
  m_log = new RowTable(tr("Log of the session"));
  m_log->setObjectName(u"simulate_session_log"_s);
  m_log->setColumns({{tr("Time"), 124}, {tr("Function"), 120}, {tr("Log"), 0}});
  auto* tables = new HairlineSplitter(Qt::Horizontal);
  // Decisions and log take turns: their texts are long.
  auto* around = new QWidget;
  auto* aroundColumn = new QVBoxLayout(around);
  aroundColumn->setContentsMargins(0, 0, 0, 0);
  aroundColumn->setSpacing(0);
  auto* which = new SegmentedControl(tr("What is shown around the playhead"));
  which->setObjectName(u"simulate_session_around"_s);
  which->addSegment(tr("Decisions"));
  which->addSegment(tr("Log"));
  which->setCompact(true);
  auto* whichRow = new QHBoxLayout;
  whichRow->setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6));
  whichRow->addWidget(which);
  whichRow->addStretch(1);
  auto* pages = new QStackedWidget;
  pages->addWidget(m_decisions);
  pages->addWidget(m_log);
  connect(which, &SegmentedControl::currentChanged, pages, &QStackedWidget::setCurrentIndex);
  aroundColumn->addLayout(whichRow);
  aroundColumn->addWidget(new Hairline);
  aroundColumn->addWidget(pages, 1);
  tables->addWidget(m_functions);
  tables->addWidget(around);
  tables->setSizes({t.px(340), t.px(640)});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(m_banner);
  column->addWidget(m_track, 1);
  column->addWidget(new Hairline);
  column->addWidget(tables, 1);
  m_cancel->hide();
  m_load->setEnabled(false);
  connect(&m_timer, &QTimer::timeout, this, &SessionPane::ask);
  connect(m_track, &SessionTrack::playheadMoved, this, &SessionPane::fillTables);
  connect(m_track, &SessionTrack::playheadMoved, this, [this](qint64 at) { m_hub.time().guest().setCursor(at); });
  connect(&hub.time().guest(), &GuestTime::cursorChanged, this, [this] {
    if (m_session && isVisible()) m_track->setPlayhead(m_hub.time().guest().cursor());
  });
  connect(m_banner, &Banner::actionTriggered, m_banner, &Banner::clear);
  connect(m_own, &QPushButton::clicked, this, [this] { open({}); });
  connect(m_open, &QPushButton::clicked, this, [this] {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open session"), {}, tr("Sessions (*%1)").arg(kSuffix));
    if (!file.isEmpty()) open(file);
  });
  connect(m_save, &QPushButton::clicked, this, [this] {
    const QString file = QFileDialog::getSaveFileName(this, tr("Save session"), QString(u"session"_s + kSuffix), tr("Sessions (*%1)").arg(kSuffix));
    if (!file.isEmpty()) save(file);
  });
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    ++m_turn;
    m_timer.stop();
    m_cancel->hide();
    if (!m_target.isEmpty()) m_backend.local("POST", m_target, "{\"action\":\"cancel\"}", this, [](const Result<QByteArray>&) {});
  });
  connect(m_load, &QPushButton::clicked, this, [this] {
    if (!m_session) return;
    // The chosen one, or the one with the most events.
    const QString chosen = m_functions->currentKey();
    const SimSession::Function* most = nullptr;
    for (const SimSession::Function& f : m_session->functions) {
      if (f.arrivals.empty()) continue;
      if (f.name == chosen) {
        most = &f;
        break;
      }
      if (!most || f.arrivals.size() > most->arrivals.size()) most = &f;
    }
    if (most) Q_EMIT loadWanted(*most);
  });
}

SessionPane::~SessionPane() = default;

QString SessionPane::verdict() const { return m_verdict->text(); }

void SessionPane::say(const Error& error) {
  m_cancel->hide();
  m_banner->show(error, tr("Close"));
}

void SessionPane::save(const QString& name) {
  const QString file = QFileInfo(name).suffix().isEmpty() ? QString(name + kSuffix) : name;
  m_save->setEnabled(false);
  m_backend.local("GET", "/-/session", {}, this, [this, file](const Result<QByteArray>& bytes) {
    m_save->setEnabled(true);
    if (!bytes) return say(bytes.error());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(*bytes) != bytes->size() || !out.commit())
      return say({u"Local.FileUnwritable"_s, tr("%1 could not be written: %2").arg(file, out.errorString()), tr("Choose another folder.")});
    m_about->setText(tr("Saved as %1, %2").arg(file, format::bytes(bytes->size()).text()));
  });
}

void SessionPane::open(const QString& name) {
  if (name.isEmpty()) return begin({}, {});
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) return say({u"Local.FileUnreadable"_s, tr("%1 could not be read: %2").arg(name, file.errorString()), {}});
  const QByteArray bytes = file.readAll();
  if (bytes.isEmpty()) return say({u"Local.FileUnreadable"_s, tr("%1 is empty.").arg(name), {}});
  begin(bytes, QFileInfo(name).fileName());
}

void SessionPane::begin(const QByteArray& file, const QString& name) {
  const quint64 turn = ++m_turn;
  m_name = name;
  m_banner->clear();
  m_cancel->show();
  m_backend.local("POST", "/-/session", file, this, [this, turn](const Result<QByteArray>& reply) {
    if (turn != m_turn) return;
    if (!reply) return say(reply.error());
    m_target = "/-/simulate/" + QByteArray::number(QJsonDocument::fromJson(*reply)[u"id"_s].toInteger());
    m_timer.start(0);
  });
}

void SessionPane::ask() {
  const quint64 turn = m_turn;
  m_backend.local("GET", m_target, {}, this, [this, turn](const Result<QByteArray>& reply) {
    if (turn != m_turn) return;
    if (!reply) return say(reply.error());
    const QJsonObject state = QJsonDocument::fromJson(*reply).object();
    const QString phase = state[u"state"_s].toString();
    const QJsonObject error = state[u"error"_s].toObject();
    if (phase == u"failed"_s) return say({error[u"code"_s].toString(), error[u"message"_s].toString(), error[u"next"_s].toString()});
    if (phase == u"reading"_s || phase == u"running"_s) {
      m_about->setText(tr("Replaying, %1 %").arg(static_cast<int>(state[u"progress"_s].toDouble() * 100)));
      return m_timer.start(kAskMs);
    }
    m_cancel->hide();
    if (phase == u"done"_s) show(SimSession::fromJson(state[u"results"_s].toArray().at(0).toObject()));
  });
}

void SessionPane::show(SimSession session) {
  m_track->setSession(nullptr);
  m_session = std::move(session);
  const SimSession& s = *m_session;
  const QString counts = tr("%1 events, %2 decisions").arg(format::count(s.events), format::count(s.decisions));
  m_verdict->setTone(s.same ? Tone::Success : Tone::Error);
  if (s.same)
    m_verdict->setText(tr("Replayed with the same hash: %1, %2.").arg(s.replayedHash, counts));
  else if (s.differsAt > 0)
    m_verdict->setText(tr("Decision %1 at %2 differs. Recorded: %3. Replayed: %4.").arg(format::count(s.differsAt), format::clock(s.differsUs, 3), s.recorded, s.replayed));
  else
    m_verdict->setText(tr("Not the same: %1.").arg(s.trouble.isEmpty() ? tr("recorded hash %1, replayed %2").arg(s.recordedHash, s.replayedHash) : s.trouble));
  QStringList about{m_name.isEmpty() ? tr("This engine") : m_name, tr("engine %1").arg(s.engine), tr("%1 to %2").arg(format::clock(s.from, 1), format::clock(s.to(), 1))};
  if (s.forgotten > 0) about << tr("%1 earlier events are no longer kept").arg(format::count(s.forgotten));
  if (!s.complete) about << tr("invocations and log are cut");
  m_about->setText(about.join(u" · "_s));
  m_track->setSession(&s);
  showInStrip(isVisible());
  QList<Row> rows;
  for (const SimSession::Function& f : s.functions)
    rows << Row{f.version > 0 ? QString(f.name + u':' + QString::number(f.version)) : f.name,
                {{f.version > 0 ? tr("%1, version %2").arg(f.name, QString::number(f.version)) : f.name}, {QString(QString::number(f.memoryMb) + u" MB"), Tone::Secondary, true},
                 {f.code.isEmpty() ? tr("folder") : f.code.left(8), Tone::Secondary, !f.code.isEmpty()}, {format::count(static_cast<qint64>(f.arrivals.size())), Tone::Primary, true}},
                f.code};
  m_functions->setRows(rows);
  m_load->setEnabled(std::any_of(s.functions.begin(), s.functions.end(), [](const SimSession::Function& f) { return !f.arrivals.empty(); }));
  fillTables();
}

void SessionPane::showInStrip(bool shown) {
  GuestTime& guest = m_hub.time().guest();
  if (!shown || !m_session) return guest.setCourse({});
  GuestCourse course{m_name.isEmpty() ? tr("this engine") : m_name, m_session->from, m_session->stepUs, m_session->busy, m_session->refused, m_session->cold};
  const TimeUs at = m_track->playhead();
  guest.setCourse(std::move(course));
  guest.setCursor(at);
}

void SessionPane::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showInStrip(true);
}

void SessionPane::hideEvent(QHideEvent* event) {
  showInStrip(false);
  QWidget::hideEvent(event);
}

/// What happened around the playhead.
void SessionPane::fillTables() {
  if (!m_session) return;
  const auto around = [&](const auto& all, RowTable* table) {
    const TimeUs at = m_track->playhead();
    const auto middle = std::upper_bound(all.begin(), all.end(), at, [](TimeUs t, const auto& one) { return t < one.at; }) - all.begin();
    QList<Row> rows;
    for (ptrdiff_t i = std::max<ptrdiff_t>(0, middle - kAround); i < std::min<ptrdiff_t>(std::ssize(all), middle + kAround); ++i) {
      const auto& one = all[static_cast<size_t>(i)];
      rows << Row{QString::number(i), {{format::clock(one.at, 3), Tone::Tertiary, true}, {one.function, Tone::Secondary}, {one.text, i < middle ? Tone::Primary : Tone::Tertiary}}, one.text};
    }
    table->setRows(rows);
    if (middle > 0) table->choose(QString::number(middle - 1));
  };
  around(m_session->told, m_decisions);
  around(m_session->log, m_log);
}

}  // namespace scfdesk
