// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/topbar.h"
#include "models/connections.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/keyhint.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/theme/followtheme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

/// "● Embedded engine 127.0.0.1:9700 ⌄"
class ConnectionButton final : public QPushButton {
 public:
  explicit ConnectionButton(QWidget* parent) : QPushButton(parent) {
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    followTheme(this);
  }
  void show(const QColor& dot, const QString& name, const QString& address, const QString& chip = {}, const QColor& ink = {}) {
    m_dot = dot;
    m_chip = chip;
    m_ink = ink;
    m_address = address;
    setText(name);
    setAccessibleName(QStringList{name, chip, address}.join(u' ').simplified());
    updateGeometry();
    update();
  }
  [[nodiscard]] QSize sizeHint() const override {
    const Theme& theme = Theme::current();
    const int name = QFontMetrics(theme.ui(12, QFont::DemiBold)).horizontalAdvance(text());
    const int address = m_address.isEmpty() ? 0 : QFontMetrics(theme.code(11)).horizontalAdvance(m_address) + theme.px(6);
    return QSize(theme.px(8 + 8 + 6 + 6 + 14 + 8) + name + address + chipWidth(), theme.px(28));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    if (underMouse() || isDown()) bevel::rounded(painter, rect(), c.surface.hover, QColor(), theme.px(4));
    const int gap = theme.px(6);
    int x = theme.px(8);
    const int dot = theme.px(8);
    bevel::rounded(painter, QRectF(x, (height() - dot) / 2.0, dot, dot), m_dot, QColor(), dot / 2.0);
    x += dot + gap;
    const auto word = [&](const QString& text, const QFont& font, const QColor& ink) {
      painter.setFont(font);
      painter.setPen(ink);
      const int w = painter.fontMetrics().horizontalAdvance(text);
      painter.drawText(QRect(x, 0, w + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
      x += w + gap;
    };
    word(text(), theme.ui(12, QFont::DemiBold), m_chip.isEmpty() ? c.text.primary : m_ink);
    if (!m_chip.isEmpty()) {
      const QRect chip(x, (height() - theme.px(16)) / 2, chipWidth() - gap, theme.px(16));
      bevel::rounded(painter, chip, QColor(), m_ink, theme.px(3));
      painter.setFont(theme.ui(10, QFont::DemiBold));
      painter.setPen(m_ink);
      painter.drawText(chip, Qt::AlignCenter, m_chip);
      x += chipWidth();
    }
    if (!m_address.isEmpty()) word(m_address, theme.code(11), c.text.tertiary);
    const int side = theme.px(14);
    painter.drawPixmap(x, (height() - side) / 2, theme.pixmap(u"down"_s, 14, c.text.tertiary, devicePixelRatioF()));
    if (hasFocus()) bevel::focusFrame(painter, rect(), theme.px(4));
  }

 private:
  [[nodiscard]] int chipWidth() const {
    const Theme& theme = Theme::current();
    return m_chip.isEmpty() ? 0 : QFontMetrics(theme.ui(10, QFont::DemiBold)).horizontalAdvance(m_chip) + theme.px(8 + 6);
  }
  QColor m_dot, m_ink;
  QString m_chip;  ///< "REMOTE", "CLOUD"
  QString m_address;
};

/// Looks like a field, acts like a button: the palette itself opens over it.
class PaletteField final : public QAbstractButton {
 public:
  explicit PaletteField(QWidget* parent) : QAbstractButton(parent) {
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    followTheme(this);
  }
  [[nodiscard]] QSize sizeHint() const override { return QSize(Theme::current().px(420), Theme::current().px(28)); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const QColor edge = underMouse() ? c.border.control : c.border.normal;
    bevel::rounded(painter, rect(), c.surface.window, hasFocus() ? QColor() : edge, theme.px(4));
    if (hasFocus()) bevel::focusFrame(painter, rect(), theme.px(4));
    const int side = theme.px(14), pad = theme.px(8);
    painter.drawPixmap(pad, (height() - side) / 2, theme.pixmap(u"search"_s, 14, c.text.tertiary, devicePixelRatioF()));
    const QString key = u"Ctrl K"_s;
    const int hint = KeyHint::widthOf(key);
    KeyHint::paint(painter, QRect(width() - pad - hint, 0, hint, height()), key, c.text.tertiary, c.border.normal);
    painter.setFont(theme.ui(12));
    painter.setPen(c.text.tertiary);
    const QRect words = rect().adjusted(pad + side + theme.px(6), 0, -hint - 2 * pad, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
  }
};

TopBar::TopBar(ModelHub& hub, QWidget* parent)
    : Surface(Fill::Rail, parent),
      m_hub(hub),
      m_left(new QWidget(this)),
      m_right(new QWidget(this)),
      m_connection(new ConnectionButton(m_left)),
      m_palette(new PaletteField(this)),
      m_pause(new DeskButton(QString(), DeskButton::Kind::Flat, m_right)),
      m_theme(new DeskButton(u"sun"_s, QString(), QString(), m_right)),
      m_help(new DeskButton(u"help"_s, QString(), QString(), m_right)),
      m_menu(new QMenu(this)) {
  setObjectName(u"topBar"_s);
  setEdges(Qt::BottomEdge);
  m_connection->setObjectName(u"connectionButton"_s);
  m_palette->setObjectName(u"paletteButton"_s);
  m_pause->setObjectName(u"pauseButton"_s);
  m_theme->setObjectName(u"themeButton"_s);
  m_help->setObjectName(u"keysButton"_s);
  m_menu->setObjectName(u"connectionMenu"_s);
  m_pause->setIconName(u"pause"_s);
  for (DeskButton* button : {m_pause, m_theme, m_help}) button->setCompact(true);
  auto* left = new QHBoxLayout(m_left);
  left->setContentsMargins(0, 0, 0, 0);
  left->addWidget(m_connection);
  auto* right = new QHBoxLayout(m_right);
  right->setContentsMargins(0, 0, 0, 0);
  for (DeskButton* button : {m_pause, m_theme, m_help}) right->addWidget(button);
  connect(m_connection, &QPushButton::clicked, this, [this] {
    m_menu->popup(m_connection->mapToGlobal(QPoint(0, m_connection->height() + 2)));
  });
  connect(m_palette, &QAbstractButton::pressed, this, &TopBar::paletteRequested);
  connect(m_theme, &DeskButton::clicked, this, &TopBar::themeToggled);
  connect(m_help, &DeskButton::clicked, this, &TopBar::keysRequested);
  connect(m_pause, &DeskButton::clicked, this, [this] { m_hub.backend().setPaused(!m_hub.status().paused); });
  connect(&hub, &ModelHub::statusChanged, this, &TopBar::refresh);
  setTabOrder(m_connection, m_palette);
  setTabOrder(m_palette, m_pause);
  retranslate();
  followTheme(this, [this] { rescale(); });
}

void TopBar::retranslate() {
  m_palette->setText(tr("Search functions, requests, commands"));
  m_palette->setAccessibleName(m_palette->text());
  m_palette->setToolTip(tr("Open the command palette") + u"  Ctrl K"_s);
  m_theme->setAccessibleName(tr("Switch between dark and light"));
  m_theme->setToolTip(m_theme->accessibleName());
  m_help->setAccessibleName(tr("Keys of this view"));
  m_help->setToolTip(m_help->accessibleName() + u"  ?"_s);
  refresh();
}

void TopBar::rescale() {
  setFixedHeight(Theme::current().px(40));
  m_right->layout()->setSpacing(Theme::current().px(4));
  refresh();
  place();
}

void TopBar::place() {
  const Theme& theme = Theme::current();
  const int inner = height() - 1;
  const auto centred = [&](QWidget* widget, int x, QSize size) {
    widget->setGeometry(x, (inner - size.height()) / 2, size.width(), size.height());
  };
  const QSize left = m_left->sizeHint(), right = m_right->sizeHint();
  centred(m_left, theme.px(8), left);
  centred(m_right, width() - theme.px(12) - right.width(), right);
  // In the middle of the window, not of the room that is left; gives way when it is narrow.
  const int room = width() - 2 * qMax(left.width(), right.width()) - theme.px(56);
  const int field = qBound(theme.px(160), room, theme.px(420));
  centred(m_palette, (width() - field) / 2, QSize(field, theme.px(28)));
}

void TopBar::resizeEvent(QResizeEvent* event) {
  Surface::resizeEvent(event);
  place();
}

void TopBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Surface::changeEvent(event);
}

void TopBar::refresh() {
  const Colors& c = Theme::current().colors();
  const EngineStatus& status = m_hub.status();
  Connections* connections = Connections::of(m_hub);
  const ConnectionProfile at = connections ? connections->current() : embeddedConnection();
  const bool remote = at.kind != ConnectionKind::Embedded;
  if (remote) {
    const QColor dot = m_hub.loss() ? c.semantic.error : !status.connected ? c.text.tertiary : status.message.isEmpty() ? c.semantic.success : c.semantic.warning;
    const TimeUs heard = connections->heardAt();
    const qint64 age = heard ? std::max<qint64>(0, (m_hub.time().now() - heard) / 1'000'000) : 0;
    m_connection->show(dot, at.name, heard ? tr("read %1 s ago").arg(age) : tr("reading ..."), at.kind == ConnectionKind::Cloud ? tr("CLOUD") : tr("REMOTE"),
                       at.kind == ConnectionKind::Cloud ? c.semantic.warning : c.accent.text);
    m_connection->setToolTip(QStringList{at.endpoint, at.region, connections->account(), status.message}.join(u' ').simplified());
  } else if (m_hub.loss() || (!status.connected && !status.message.isEmpty()))
    m_connection->show(c.semantic.error, tr("Engine not connected"), status.api);
  else if (!status.connected)
    m_connection->show(c.text.tertiary, tr("Engine starting"), {});
  else
    m_connection->show(status.message.isEmpty() ? c.semantic.success : c.semantic.warning, tr("Embedded engine"), status.api);
  m_pause->setVisible(!remote);
  m_pause->setText(status.paused ? tr("Resume arrivals") : tr("Pause arrivals"));
  m_pause->setIconName(status.paused ? u"play"_s : u"pause"_s);
  m_pause->setAccessibleName(m_pause->text());
  m_pause->setToolTip(status.paused ? tr("Events wait until arrivals are resumed.")
                                    : tr("Events wait instead of being started; running ones end."));
  m_pause->setStrong(status.paused);
  m_pause->setEnabled(status.connected);
  if (!status.connected) m_pause->setToolTip(m_hub.loss() ? engineMissing(m_hub) : tr("The engine is starting."));
  m_pause->setAccessibleDescription(m_pause->toolTip());
  place();
}

}  // namespace scfdesk
