// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/debugstrip.h"
#include "models/modelhub.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/test/codeview.h"
#include "widgets/theme/theme.h"
#include <QRadioButton>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kAskMs = 400;
constexpr int kCodeLines = 8;
constexpr int kLinePx = 20;
enum Editor { VsCode, JetBrains, Neovim };
}  // namespace

DebugStrip::DebugStrip(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"test_debug_strip"_s);
  m_title = new Label(Label::Role::DenseStrong, {}, this);
  m_text = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_text->setObjectName(u"test_debug_state"_s);
  m_text->setWordWrap(true);
  m_next = new Label(Label::Role::Code, Tone::Secondary, {}, this);
  m_next->setObjectName(u"test_debug_next"_s);
  m_next->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_next->setWordWrap(true);
  m_copyAddress = new DeskButton(u"copy"_s, tr("Copy the address"), {}, this);
  m_copyAddress->setObjectName(u"test_debug_copy_address"_s);
  m_copyAddress->setCompact(true);
  m_stop = new DeskButton({}, DeskButton::Kind::Default, this);
  m_stop->setObjectName(u"test_debug_stop"_s);
  m_stop->setCompact(true);
  m_close = new DeskButton(u"x"_s, tr("Close"), {}, this);
  m_close->setObjectName(u"test_debug_close"_s);
  m_close->setCompact(true);
  m_editorRow = new QWidget(this);
  m_editor = new SegmentedControl(tr("Editor"), m_editorRow);
  m_editor->setObjectName(u"test_debug_editor"_s);
  m_editor->setCompact(true);
  for (const QString& name : {u"VS Code"_s, u"JetBrains"_s, u"Neovim"_s}) m_editor->addSegment(name);
  m_copy = new DeskButton({}, DeskButton::Kind::Flat, m_editorRow);
  m_copy->setObjectName(u"test_debug_copy"_s);
  m_copy->setIconName(u"copy"_s);
  m_copy->setCompact(true);
  auto* chooser = new QHBoxLayout(m_editorRow);
  chooser->setContentsMargins(0, 0, 0, 0);
  chooser->addWidget(m_editor);
  chooser->addStretch(1);
  chooser->addWidget(m_copy);
  m_code = new CodeView(CodeView::Surface::Input, this);
  m_code->setObjectName(u"test_debug_configuration"_s);
  m_code->setReadOnly(true);

  auto* column = new QVBoxLayout(this);
  auto* head = new QHBoxLayout;
  head->addWidget(m_title);
  head->addStretch(1);
  for (QWidget* button : {static_cast<QWidget*>(m_copyAddress), static_cast<QWidget*>(m_stop), static_cast<QWidget*>(m_close)}) head->addWidget(button);
  column->addLayout(head);
  column->addWidget(m_text);
  column->addWidget(m_next);
  column->addWidget(m_editorRow);
  column->addWidget(m_code);

  m_ticker.setInterval(kAskMs);
  connect(&m_ticker, &QTimer::timeout, this, &DebugStrip::ask);
  connect(m_stop, &QPushButton::clicked, this, &DebugStrip::stop);
  connect(m_close, &QPushButton::clicked, this, [this] { setVisible(false); });
  connect(m_copyAddress, &QPushButton::clicked, this, [this] {
    QGuiApplication::clipboard()->setText(u"%1:%2"_s.arg(m_session[u"host"_s].toString()).arg(m_session[u"port"_s].toInt()));
  });
  connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(configuration()); });
  connect(m_editor, &SegmentedControl::currentChanged, this, &DebugStrip::refresh);
  connect(&Theme::current(), &Theme::changed, this, &DebugStrip::rescale);
  hide();
  retranslate();
  rescale();
}

void DebugStrip::rescale() {
  const Theme& theme = Theme::current();
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(10));
  column->setSpacing(theme.px(8));
  m_code->setFixedHeight(theme.px(kCodeLines * kLinePx));
  update();
}

void DebugStrip::retranslate() {
  m_title->setText(tr("Debug next event"));
  m_stop->setText(tr("Stop debugging"));
  m_copyAddress->setAccessibleName(tr("Copy the address"));
  m_copyAddress->setToolTip(tr("Copy the address"));
  m_close->setAccessibleName(tr("Close"));
  m_close->setToolTip(tr("Close"));
  m_editor->setAccessibleName(tr("Editor"));
  for (int i = VsCode; i <= Neovim; ++i) m_editor->setSegmentText(i, m_editor->segment(i)->text());  // their names say whose they are
  m_copy->setText(tr("Copy"));
  m_copy->setAccessibleName(tr("Copy the configuration for the editor"));
  m_code->setAccessibleName(tr("Configuration for the editor"));
  refresh();
}

void DebugStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void DebugStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Colors& c = Theme::current().colors();
  painter.fillRect(rect(), c.surface.panel);
  painter.fillRect(0, 0, width(), 1, c.border.hairline);
}

QString DebugStrip::target() const {
  return u"/-/debug/%1/%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(m_key.ns)), QString::fromLatin1(QUrl::toPercentEncoding(m_key.name)));
}

void DebugStrip::setFunction(const FunctionKey& key) {
  if (key == m_key) return;
  m_key = key;
  m_session = {};
  hide();
  setLive(false);
  if (!key.name.isEmpty() && m_hub.status().connected) ask();
}

void DebugStrip::start() {
  if (m_key.name.isEmpty() || m_live) return;
  calls::post(m_hub, target(), {{u"action"_s, u"start"_s}}, this, [this, key = m_key](const Result<QJsonObject>& answer) {
    if (key != m_key) return;
    if (!answer) return showError(answer.error());
    m_session = {};
    show(*answer);
    setVisible(true);
  });
}

void DebugStrip::stop() {
  calls::post(m_hub, target(), {{u"action"_s, u"stop"_s}}, this, [this, key = m_key](const Result<QJsonObject>& answer) {
    if (key == m_key && answer) show(*answer);
  });
}

void DebugStrip::ask() {
  calls::get(m_hub, target(), this, [this, key = m_key](const Result<QJsonObject>& answer) {
    if (key != m_key) return;
    if (answer) return show(*answer);
    setLive(false);  // there is none
  });
}

void DebugStrip::show(const QJsonObject& session) {
  const QString state = session[u"state"_s].toString();
  const bool over = state == u"done" || state == u"failed";
  const bool known = m_live;
  m_session = session;
  setLive(!over);
  if (m_live) setVisible(true);
  if (over && !known && isHidden()) return;  // one that was over before this function was shown
  refresh();
}

void DebugStrip::showError(const Error& error) {
  m_session = {{u"state"_s, u"failed"_s}, {u"error"_s, QJsonObject{{u"message"_s, error.message}, {u"next"_s, error.next}}}};
  setLive(false);
  setVisible(true);
  refresh();
}

void DebugStrip::setLive(bool live) {
  live ? m_ticker.start() : m_ticker.stop();
  if (live == m_live) return;
  m_live = live;
  Q_EMIT liveChanged(live);
}

QString DebugStrip::sentence() const {
  const QString state = m_session[u"state"_s].toString();
  const QString address = u"%1:%2"_s.arg(m_session[u"host"_s].toString()).arg(m_session[u"port"_s].toInt());
  const bool attached = m_session[u"attached"_s].toBool();
  if (state == u"starting") return tr("Starting an instance under the debugger. An editor attaches to %1.").arg(address);
  if (state == u"ready") return attached ? tr("A debugger is attached. Set a breakpoint, then fire an event.") : tr("Attach an editor to %1, then fire an event.").arg(address);
  if (state == u"waiting") return attached ? tr("The event runs in a moment.") : tr("An event waits for a debugger at %1.").arg(address);
  const bool loaded = m_session.contains(u"timeLeftMs"_s);  // its event runs
  if (state == u"loading") return tr("Loading the code under the debugger.");
  if (state == u"paused" && !loaded) return tr("Paused while the code loads, before any event.");
  const QString left = QString::number(double(m_session[u"timeLeftMs"_s].toInteger()) / 1000, 'f', 1);
  if (state == u"running") return tr("The event runs; %1 s of its time are left.").arg(left);
  if (state == u"paused") return tr("Paused. Its clock stands at %1 s left.").arg(left);
  if (const QJsonObject error = m_session[u"error"_s].toObject(); !error.isEmpty()) return EngineWords::text(error[u"message"_s].toString());
  const int code = m_session[u"code"_s].toInt();
  return code == 0 ? tr("Stopped. Its event went to another instance.") : tr("The event has ended with %1.").arg(code);
}

QString DebugStrip::jetbrains() const {
  const QString protocol = m_session[u"protocol"_s].toString();
  const QString kind = protocol == u"inspector" ? u"Attach to Node.js/Chrome"_s : protocol == u"jdwp" ? u"Remote JVM Debug"_s : protocol == u"delve" ? u"Go Remote"_s : u"Attach to DAP"_s;
  return tr("Run > Edit Configurations > + > %1\nHost: %2\nPort: %3\nMap %4 on this machine to %5.")
      .arg(kind, m_session[u"host"_s].toString())
      .arg(m_session[u"port"_s].toInt())
      .arg(m_session[u"localRoot"_s].toString().isEmpty() ? tr("the project folder") : m_session[u"localRoot"_s].toString(), m_session[u"remoteRoot"_s].toString());
}

QString DebugStrip::configuration() const {
  switch (m_editor->currentIndex()) {
    case JetBrains: return jetbrains();
    case Neovim: return m_session[u"nvim"_s].toString();
    default: return m_session[u"vscode"_s].toString();
  }
}

void DebugStrip::refresh() {
  // Once a debugger is there nobody needs its configuration, and the event has the room.
  const bool configured = m_live && m_session.contains(u"vscode"_s) && !m_session[u"attached"_s].toBool();
  const QJsonObject error = m_session[u"error"_s].toObject();
  m_text->setText(m_session.isEmpty() ? QString() : sentence());
  m_text->setTone(!error.isEmpty() ? Tone::Error : m_session[u"state"_s].toString() == u"paused" ? Tone::Warning : Tone::Secondary);
  m_next->setText(error[u"next"_s].toString());
  m_next->setVisible(!m_next->text().isEmpty());
  m_copyAddress->setVisible(configured);
  m_stop->setVisible(m_live);
  m_close->setVisible(!m_live);
  m_editorRow->setVisible(configured);
  m_code->setVisible(configured);
  if (!configured) return;
  m_code->setLanguage(m_editor->currentIndex() == VsCode ? CodeView::Language::Json : CodeView::Language::Plain);
  const QByteArray text = configuration().trimmed().toUtf8();
  if (text != m_code->bytes()) m_code->setBytes(text);
}

}  // namespace scfdesk
