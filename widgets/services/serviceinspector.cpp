// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/serviceinspector.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/metric.h"
#include "widgets/services/servicegraph.h"
#include "widgets/services/servicevariables.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
// What services count, as the engine names it.
[[maybe_unused]] const char* const kCounted[] = {QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Keys"), QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Items"), QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Tables"),
                                               QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Commands"), QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Statements"), QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Transactions"),
                                               QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Messages")};

/// Margins of a section, in token pixels.
void pad(QWidget* widget, QLayout* layout) {
  followTheme(widget, [layout] {
    const Theme& theme = Theme::current();
    layout->setContentsMargins(theme.px(16), theme.px(10), theme.px(14), theme.px(12));
    layout->setSpacing(theme.px(6));
  });
}
}  // namespace

ServiceInspector::ServiceInspector(QWidget* parent) : Surface(Surface::Fill::Panel, parent) {
  setObjectName(u"services_inspector"_s);
  setEdges(Qt::LeftEdge);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(1, 0, 0, 0);
  outer->setSpacing(0);
  auto* head = new Surface(Surface::Fill::Panel, this);
  head->setEdges(Qt::BottomEdge);
  auto* row = new QHBoxLayout(head);
  m_title = new Label(Label::Role::DenseStrong, {}, head);
  m_chip = new Chip({}, Chip::Kind::Plain, head);
  m_console = new DeskButton(tr("Open console"), DeskButton::Kind::Default, head);
  m_console->setObjectName(u"services_console"_s);
  m_console->setIconName(u"term"_s);
  m_console->setCompact(true);
  connect(m_console, &DeskButton::clicked, this, &ServiceInspector::consoleWanted);
  row->addWidget(m_title);
  row->addWidget(m_chip);
  row->addStretch(1);
  row->addWidget(m_console);
  followTheme(head, [head, row] {
    const Theme& theme = Theme::current();
    head->setFixedHeight(theme.px(32));
    row->setContentsMargins(theme.px(12), 0, theme.px(12), 1);
    row->setSpacing(theme.px(8));
  });
  outer->addWidget(head);
  m_banner = new Banner(this);
  connect(m_banner, &Banner::actionTriggered, this, [this] {
    if (m_info.missing()) QGuiApplication::clipboard()->setText(m_info.error.next);
    else Q_EMIT actionWanted(u"start"_s);
  });
  outer->addWidget(m_banner);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* body = new Surface(Surface::Fill::Panel, scroll);
  m_column = new QVBoxLayout(body);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  scroll->setWidget(body);
  outer->addWidget(scroll, 1);
  makeFigures();
  makeEnvironment();
  makeReceivers();
  makeData();
  m_column->addStretch(1);
  followTheme(this, [this] { setFixedWidth(Theme::current().px(368)); });
}

QWidget* ServiceInspector::section(const QString& title, DeskButton* button) {
  auto* box = new Surface(Surface::Fill::Panel, this);
  box->setEdges(Qt::BottomEdge);
  auto* column = new QVBoxLayout(box);
  pad(box, column);
  if (!title.isEmpty()) {
    auto* row = new QHBoxLayout;
    row->addWidget(new Label(Label::Role::DenseStrong, title, box));
    row->addStretch(1);
    if (button) {
      button->setParent(box);
      row->addWidget(button);
    }
    column->addLayout(row);
  }
  m_column->addWidget(box);
  return box;
}

void ServiceInspector::makeFigures() {
  m_figures = section({}, nullptr);
  auto* row = new QHBoxLayout;
  m_rate = new Metric(tr("Commands"), m_figures);
  m_rate->setToolTip(tr("Commands answered per second, between the last two readings of the server's own statistics."));
  m_hits = new Metric(tr("Hit rate"), m_figures);
  m_hits->setToolTip(tr("Reads that were found ÷ all reads, since the server started, by its own statistics."));
  m_keys = new Metric(tr("Keys"), m_figures);
  m_keys->setToolTip(tr("What the server holds now, by its own statistics."));
  for (Metric* m : {m_rate, m_hits, m_keys}) row->addWidget(m, 1);
  qobject_cast<QVBoxLayout*>(m_figures->layout())->addLayout(row);
  m_graph = new ServiceGraph(m_figures);
  m_figures->layout()->addWidget(m_graph);
}

void ServiceInspector::makeEnvironment() {
  auto* copy = new DeskButton(tr("Copy all"), DeskButton::Kind::Flat);
  copy->setObjectName(u"services_copyall"_s);
  copy->setAccessibleName(tr("Copy all variables"));
  copy->setIconName(u"copy"_s);
  copy->setCompact(true);
  QWidget* box = section(tr("Environment for functions"), copy);
  m_variables = new ServiceVariables(box);
  box->layout()->addWidget(m_variables);
  connect(copy, &DeskButton::clicked, m_variables, &ServiceVariables::copyAll);
}

void ServiceInspector::makeReceivers() {
  m_addFunction = new DeskButton(tr("Function"), DeskButton::Kind::Flat);
  m_addFunction->setObjectName(u"services_addfunction"_s);
  m_addFunction->setAccessibleName(tr("Add to a function"));
  m_addFunction->setIconName(u"plus"_s);
  m_addFunction->setCompact(true);
  connect(m_addFunction, &DeskButton::clicked, this, &ServiceInspector::chooseFunction);
  m_receivers = section(tr("Added to"), m_addFunction);
  m_noFunction = new Label(Label::Role::Dense, Tone::Secondary, tr("No function gets this connection yet."), m_receivers);
  m_noFunction->setWordWrap(true);
  m_receivers->layout()->addWidget(m_noFunction);
}

void ServiceInspector::makeData() {
  m_data = section(tr("Data"), nullptr);
  m_dataText = new Label(Label::Role::Dense, Tone::Secondary, {}, m_data);
  m_dataText->setObjectName(u"services_data"_s);
  m_dataText->setWordWrap(true);
  m_data->layout()->addWidget(m_dataText);
  auto* row = new QHBoxLayout;
  const auto add = [&](const QString& text, const QString& icon, const QString& action, DeskButton::Kind kind) {
    auto* button = new DeskButton(text, kind, m_data);
    button->setObjectName(u"services_"_s + action);
    button->setIconName(icon);
    connect(button, &DeskButton::clicked, this, [this, action] { Q_EMIT actionWanted(action); });
    row->addWidget(button);
    return button;
  };
  m_snapshot = add(tr("Take snapshot"), u"save"_s, u"snapshot"_s, DeskButton::Kind::Default);
  m_restore = add(tr("Restore"), u"retry"_s, u"restore"_s, DeskButton::Kind::Default);
  row->addStretch(1);
  m_reset = add(tr("Reset data"), u"trash"_s, u"reset"_s, DeskButton::Kind::Danger);
  qobject_cast<QVBoxLayout*>(m_data->layout())->addLayout(row);
}

void ServiceInspector::setInfo(const ServiceInfo& info, const std::vector<int>& rates, qint64 nowUs) {
  m_info = info;
  m_title->setText(info.title);
  m_chip->setText(serviceStateText(info).toLower());
  m_chip->setKind(info.running() ? Chip::Kind::Ok : info.starting() ? Chip::Kind::Warn : info.state == u"failed"_s ? Chip::Kind::Error : Chip::Kind::Plain);
  m_console->setVisible(!info.builtIn);
  m_console->setEnabled(info.running());
  if (info.missing()) m_banner->show(tr("Not installed: %1").arg(info.error.next), tr("Copy command"), Banner::Kind::Warning);
  else if (!info.error.message.isEmpty()) m_banner->show(info.error, info.registered ? QString() : tr("Start again"));
  else if (!info.note.isEmpty()) m_banner->show(EngineWords::text(info.note), {}, Banner::Kind::Warning);
  else m_banner->clear();
  m_figures->setVisible(!info.builtIn);
  m_rate->setCaption(info.commands.isEmpty() ? tr("Commands") : QCoreApplication::translate("scfdesk::ServicesView", info.commands.toUtf8().constData()));
  m_keys->setCaption(info.things.isEmpty() ? tr("Keys") : QCoreApplication::translate("scfdesk::ServicesView", info.things.toUtf8().constData()));
  if (info.commandsPerSecond) m_rate->setValue(format::count(qint64(*info.commandsPerSecond + 0.5)), u"/ s"_s);
  else m_rate->setValue(format::none(), {});
  if (info.hitRate) m_hits->setValue(QString::number(*info.hitRate * 100, 'f', 1), u"%"_s);
  else m_hits->setValue(format::none(), {});
  m_keys->setValue(info.keys ? format::count(*info.keys) : format::none(), {});
  m_graph->setValues(rates, nowUs);
  m_variables->setVariables(info.variables);
  showReceivers();
  showData();
}

void ServiceInspector::showReceivers() {
  m_addFunction->setEnabled(!m_info.variables.isEmpty());
  if (m_shownFunctions == m_info.functions) return;
  m_shownFunctions = m_info.functions;
  for (QWidget* old : m_receivers->findChildren<QWidget*>(u"services_receiver"_s)) delete old;
  m_noFunction->setVisible(m_info.functions.isEmpty());
  for (const QString& function : m_info.functions) {
    auto* line = new QWidget(m_receivers);
    line->setObjectName(u"services_receiver"_s);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    const QString shown = function.startsWith(u"default/"_s) ? function.mid(8) : function;
    row->addWidget(new Label(Label::Role::Body, shown, line), 1);
    auto* drop = new DeskButton(u"x"_s, tr("Take %1 away from %2").arg(m_info.title, shown), {}, line);
    drop->setCompact(true);
    connect(drop, &DeskButton::clicked, this, [this, function] {
      QStringList left = m_info.functions;
      left.removeAll(function);
      Q_EMIT functionsWanted(left);
    });
    row->addWidget(drop);
    m_receivers->layout()->addWidget(line);
  }
}

void ServiceInspector::showData() {
  m_data->setVisible(!m_info.builtIn);
  const bool own = !m_info.registered && m_info.kind != u"ckafka"_s;
  m_snapshot->setVisible(own && m_info.keeps);
  m_restore->setVisible(own && m_info.keeps);
  const bool idle = m_info.work.isEmpty() && !m_info.missing();
  m_snapshot->setEnabled(idle && m_info.port > 0 && !m_info.variables.isEmpty());
  m_restore->setEnabled(idle && m_info.snapshotMs > 0);
  m_reset->setEnabled(idle && (m_info.registered || !m_info.variables.isEmpty()));
  m_reset->setText(m_info.registered ? tr("Remove") : tr("Reset data"));
  m_reset->setAccessibleName(m_info.registered ? tr("Remove %1").arg(m_info.title) : tr("Reset the data of %1").arg(m_info.title));
  if (m_info.registered) m_dataText->setText(tr("A server that was registered by its address. SCF Desk starts and ends nothing there."));
  else if (!m_info.keeps) m_dataText->setText(tr("Data is in memory and goes when it stops."));
  else if (m_info.snapshotMs) m_dataText->setText(tr("Last snapshot %1, %2. Data survives restarts until you reset it.").arg(format::dateTime(m_info.snapshotMs * 1000), format::bytes(m_info.snapshotBytes).text()));
  else m_dataText->setText(tr("No snapshot yet. Data survives restarts until you reset it."));
}

void ServiceInspector::chooseFunction() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (const QString& function : m_all) {
    if (m_info.functions.contains(function)) continue;
    menu->addAction(function.startsWith(u"default/"_s) ? function.mid(8) : function, this, [this, function] {
      QStringList more = m_info.functions;
      more << function;
      Q_EMIT functionsWanted(more);
    });
  }
  if (menu->isEmpty()) menu->addAction(tr("Every function has it"))->setEnabled(false);
  menu->popup(m_addFunction->mapToGlobal(QPoint(0, m_addFunction->height())));
}

}  // namespace scfdesk
