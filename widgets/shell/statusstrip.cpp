// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/statusstrip.h"
#include "models/functionmodel.h"
#include "models/logstore.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

/// Caption, number in the code family, rest; hairline at its right. An item that leads nowhere takes no focus.
class ItemButton final : public QAbstractButton {
 public:
  ItemButton(StatusStrip::Item item, bool leads, QWidget* parent) : QAbstractButton(parent), item(item) {
    setAttribute(Qt::WA_Hover, leads);
    setFocusPolicy(leads ? Qt::TabFocus : Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    followTheme(this);
  }
  void show(const QString& caption, const QString& value, const QString& rest = {}, const QString& tip = {}) {
    if (caption != text() || value != m_value || rest != m_rest) {
      setText(caption);
      m_value = value;
      m_rest = rest;
      // What it is, not what it shows: a moving number is no name.
      setAccessibleName(caption.isEmpty() ? value : caption);
      setAccessibleDescription(QString(value + u' ' + rest).trimmed());
      updateGeometry();
      update();
    }
    setToolTip(tip);
  }
  void setInk(const QColor& dot, const QColor& value) {
    m_dot = dot;
    m_ink = value;
    update();
  }
  [[nodiscard]] QSize sizeHint() const override {
    const Theme& theme = Theme::current();
    int width = 2 * theme.px(9) + 1, parts = 0;
    const auto add = [&](int part) { width += part + (parts++ ? theme.px(6) : 0); };
    if (m_dot.isValid()) add(theme.px(8));
    if (!text().isEmpty()) add(QFontMetrics(theme.ui(11)).horizontalAdvance(text()));
    if (!m_value.isEmpty()) add(QFontMetrics(theme.code(11)).horizontalAdvance(m_value));
    if (!m_rest.isEmpty()) add(QFontMetrics(theme.ui(11)).horizontalAdvance(m_rest));
    return QSize(width, theme.px(23));
  }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
  const StatusStrip::Item item;
  bool line = true;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const bool lit = focusPolicy() != Qt::NoFocus && underMouse();
    if (lit) painter.fillRect(rect(), c.surface.hover);
    if (line) painter.fillRect(width() - 1, 0, 1, height(), c.border.hairline);
    const int gap = theme.px(6);
    int x = theme.px(9);
    if (m_dot.isValid()) {
      const int dot = theme.px(8);
      bevel::rounded(painter, QRectF(x, (height() - dot) / 2.0, dot, dot), m_dot, QColor(), dot / 2.0);
      x += dot + gap;
    }
    const auto word = [&](const QString& text, const QFont& font, const QColor& ink) {
      if (text.isEmpty()) return;
      painter.setFont(font);
      painter.setPen(ink);
      const int w = painter.fontMetrics().horizontalAdvance(text);
      painter.drawText(QRect(x, 0, w + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
      x += w + gap;
    };
    word(text(), theme.ui(11), lit ? c.text.primary : c.text.secondary);
    word(m_value, theme.code(11), m_ink.isValid() ? m_ink : c.text.primary);
    word(m_rest, theme.ui(11), c.text.secondary);
    if (hasFocus()) bevel::focusFrame(painter, rect().adjusted(1, 1, -2, -1), theme.px(3));
  }

 private:
  QString m_value, m_rest;
  QColor m_dot, m_ink;
};

StatusStrip::StatusStrip(ModelHub& hub, QWidget* parent) : Surface(Fill::Rail, parent), m_hub(hub) {
  setObjectName(u"statusBar"_s);
  setEdges(Qt::TopEdge);
  auto* row = new QHBoxLayout(this);
  row->setSpacing(0);
  for (const auto& [item, name] :
       {std::pair(Item::Engine, u"statusEngine"_s), std::pair(Item::Cpu, u"statusCpu"_s),
        std::pair(Item::Memory, u"statusMemory"_s), std::pair(Item::Instances, u"statusInstances"_s),
        std::pair(Item::Queue, u"statusQueue"_s), std::pair(Item::DeadLetters, u"statusDeadLetters"_s),
        std::pair(Item::LogLines, u"statusLogLines"_s)})
    row->addWidget(add(item, name));
  row->addStretch(1);
  row->addWidget(add(Item::Zone, u"statusZone"_s));
  row->addWidget(add(Item::Version, u"statusVersion"_s));
  m_items.back()->line = false;
  m_lines.setInterval(250);
  m_lines.setSingleShot(true);
  connect(&m_lines, &QTimer::timeout, this, &StatusStrip::refresh);
  connect(&hub.logs(), &LogStore::appended, this, [this] {
    if (!m_lines.isActive()) m_lines.start();
  });
  // The same samples as the headers and tables of the views, told in the same turn.
  for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) connect(&hub.functions(), changed, this, &StatusStrip::refresh);
  connect(&hub.functions(), &QAbstractItemModel::dataChanged, this, [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
    if (roles.contains(FunctionModel::InstancesRole)) refresh();
  });
  connect(&hub, &ModelHub::statusChanged, this, &StatusStrip::refresh);
  followTheme(this, [this] { rescale(); });
}

ItemButton* StatusStrip::add(Item item, const QString& objectName) {
  const bool leads = item != Item::Zone && item != Item::Version && item != Item::DeadLetters;
  auto* button = new ItemButton(item, leads, this);
  button->setObjectName(objectName);
  if (leads) connect(button, &QAbstractButton::clicked, this, [this, item] { Q_EMIT triggered(item); });
  m_items.push_back(button);
  return button;
}

void StatusStrip::rescale() {
  const Theme& theme = Theme::current();
  setFixedHeight(theme.px(24));
  layout()->setContentsMargins(theme.px(4), 1, theme.px(4), 0);
  refresh();
}

void StatusStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  Surface::changeEvent(event);
}

void StatusStrip::refresh() {
  const Colors& c = Theme::current().colors();
  const EngineStatus& s = m_hub.status();
  const bool lost = m_hub.loss().has_value();
  const bool known = s.connected || lost;  // lost: the last values, dimmed
  const FunctionSample gauges = m_hub.functions().allGauges();
  const int living = gauges.starting + gauges.init + gauges.busy + gauges.idle + gauges.frozen;
  // What a cloud does not tell is not shown as nothing.
  const bool remote = !m_hub.backend().capabilities().instances;
  for (ItemButton* button : m_items) {
    if (remote && button->item >= Item::Cpu && button->item <= Item::DeadLetters) {
      button->hide();
      continue;
    }
    switch (button->item) {
      case Item::Engine:
        if (lost || (!known && !s.message.isEmpty())) {
          button->show(tr("Engine not connected"), {}, {}, m_hub.loss() ? EngineWords::text(*m_hub.loss()) : EngineWords::text(s.message));
          button->setInk(c.semantic.error, {});
        } else if (!known) {
          button->show(remote ? tr("Reading the functions") : tr("Engine starting"), {});
          button->setInk(c.text.tertiary, {});
        } else if (s.message.isEmpty() && s.paused) {
          button->show(tr("Arrivals paused"), {}, {}, tr("Events wait until arrivals are resumed: the button at the top right."));
          button->setInk(c.semantic.warning, c.semantic.warning);
        } else if (s.message.isEmpty() && remote) {
          button->show(tr("Answering"), {}, {}, s.api);
          button->setInk(c.semantic.success, {});
        } else if (s.message.isEmpty()) {
          button->show(tr("Engine healthy"), {}, {}, s.isolation.isEmpty() ? QString() : tr("Isolation: %1").arg(EngineWords::text(s.isolation)));
          button->setInk(c.semantic.success, {});
        } else {
          button->show(tr("Engine needs attention"), {}, {}, EngineWords::text(s.message));
          button->setInk(c.semantic.warning, {});
        }
        break;
      case Item::Cpu: {
        const int cores = qMax(1, s.cores);
        button->show(tr("CPU"), known ? QString(format::count(qRound(s.cpuPercent / cores)) + u" %"_s) : format::none(),
                     !known ? QString() : cores == 1 ? tr("of 1 core") : tr("of %1 cores").arg(cores),
                     tr("CPU time of the engine and its instances over the last second, of all cores."));
        break;
      }
      case Item::Memory:
        button->show(tr("Memory"),
                     known ? QString(format::count(qRound64(static_cast<double>(s.memoryBytes) / (1024.0 * 1024.0))) + u" MB"_s)
                           : format::none(),
                     {}, tr("Resident memory of the engine and its instances, now."));
        break;
      case Item::Instances:
        button->show(tr("Instances"), known ? QString(format::count(living) + u" / "_s + format::count(s.instanceLimit)) : format::none(),
                     {}, tr("Living instances of all functions, of what the account quota allows."));
        break;
      case Item::Queue:
        button->show(tr("Queue"), known ? format::count(gauges.queued) : format::none(), {},
                     tr("Events accepted and not yet given to an instance."));
        button->setInk({}, gauges.queued > 0 ? c.semantic.warning : QColor());
        break;
      case Item::DeadLetters:
        button->show(tr("Dead letters"), format::count(s.deadLetters), {},
                     tr("Events past their retries or their age, not yet retried or discarded."));
        button->setInk({}, c.semantic.error);
        button->setVisible(s.deadLetters > 0);
        break;
      case Item::LogLines:
        button->show(tr("Log lines"), format::count(m_hub.logs().size()), {},
                     m_hub.logs().dropped() ? tr("%1 lines were left out.").arg(format::count(static_cast<int64_t>(m_hub.logs().dropped())))
                                            : tr("Lines held by the console."));
        break;
      case Item::Zone: button->show(format::zone(), {}, {}, tr("Time zone of all times shown.")); break;
      case Item::Version:
        button->show({}, QStringLiteral(SCFDESK_VERSION), {}, tr("Version of SCF Desk."));
        button->setInk({}, c.text.tertiary);
        break;
    }
    if (lost && button->item != Item::Engine) button->setInk({}, c.text.tertiary);
    else if (button->item == Item::Cpu || button->item == Item::Memory || button->item == Item::Instances || button->item == Item::LogLines) button->setInk({}, {});
  }
}

}  // namespace scfdesk
