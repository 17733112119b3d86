// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/servicesview.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/functions/askdialog.h"
#include "widgets/services/bucketpane.h"
#include "widgets/services/kafkapane.h"
#include "widgets/services/objectevents.h"
#include "widgets/services/registerdialog.h"
#include "widgets/services/serviceconsole.h"
#include "widgets/services/servicegraph.h"
#include "widgets/services/serviceinspector.h"
#include "widgets/services/servicerow.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kBelow = 290;  // token pixels that buckets or topics have at least
}

ServicesView::ServicesView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"services"_s);
  setAccessibleName(tr("Services"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHeader());
  m_banner = new Banner(this);
  connect(m_banner, &Banner::actionTriggered, m_banner, &Banner::clear);
  column->addWidget(m_banner);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  auto* left = new QVBoxLayout;
  left->setSpacing(0);
  left->addWidget(new ServiceHeader(this));
  auto* scroll = m_scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* rows = new Surface(Surface::Fill::Panel, scroll);
  m_list = new QVBoxLayout(rows);
  m_list->setContentsMargins(0, 0, 0, 0);
  m_list->setSpacing(0);
  m_list->addStretch(1);
  scroll->setWidget(rows);
  left->addWidget(scroll, 100);
  m_below = new QStackedWidget(this);
  m_buckets = new BucketPane(hub.backend(), m_below);
  connect(&m_buckets->events(), &ObjectEvents::invocationWanted, this, &ServicesView::invocationWanted);
  connect(&m_buckets->events(), &ObjectEvents::logsWanted, this, &ServicesView::logsWanted);
  m_kafka = new KafkaPane(hub.backend(), m_below);
  m_below->addWidget(m_buckets);
  m_below->addWidget(m_kafka);
  left->addWidget(m_below, 1);
  row->addLayout(left, 1);
  m_inspector = new ServiceInspector(this);
  row->addWidget(m_inspector);
  column->addLayout(row, 1);
  connect(m_inspector, &ServiceInspector::actionWanted, this, [this](const QString& action) {
    if (const ServiceInfo* i = info(m_selected)) action == u"snapshot"_s || action == u"start"_s ? act(i->name, action) : confirm(*i, action);
  });
  connect(m_inspector, &ServiceInspector::functionsWanted, this, [this](const QStringList& functions) { send(m_selected, serviceFunctions(functions)); });
  connect(m_inspector, &ServiceInspector::consoleWanted, this, [this] {
    if (const ServiceInfo* i = info(m_selected)) (new ServiceConsole(m_hub.backend(), *i, this))->QDialog::show();
  });
  m_timer.setInterval(kAskMs);
  connect(&m_timer, &QTimer::timeout, this, &ServicesView::ask);
  followTheme(this, [this] { giveRoom(); });
}

QWidget* ServicesView::makeHeader() {
  auto* header = new Surface(Surface::Fill::Panel, this);
  header->setEdges(Qt::BottomEdge);
  auto* row = new QHBoxLayout(header);
  auto* where = new Label(Label::Role::Caption, Tone::Tertiary, tr("local state for your functions"), header);
  const auto tellPlace = [this, where] {
    if (!m_hub.status().dataDir.isEmpty()) where->setText(tr("local state for your functions, kept in %1").arg(QString(m_hub.status().dataDir + u"/services"_s)));
  };
  connect(&m_hub, &ModelHub::statusChanged, where, tellPlace);
  tellPlace();
  const auto add = [&](const QString& text, const QString& icon, const QString& name, DeskButton::Kind kind, auto slot) {
    auto* button = new DeskButton(text, kind, header);
    button->setObjectName(u"services_"_s + name);
    button->setIconName(icon);
    button->setAccessibleName(text);
    connect(button, &DeskButton::clicked, this, slot);
    needsEngine(button, m_hub);
    return button;
  };
  row->addWidget(new Label(Label::Role::Title, tr("Services"), header));
  where->setElided(Qt::ElideMiddle);
  row->addWidget(where, 1);
  const auto each = [this](const QString& action, auto fits) {
    for (const ServiceInfo& s : m_services)
      if (!s.builtIn && !s.registered && fits(s)) act(s.name, action);
  };
  row->addWidget(add(tr("Register server"), u"plug"_s, u"register"_s, DeskButton::Kind::Default, [this] { enroll(); }));
  row->addWidget(add(tr("Start all"), u"play"_s, u"startall"_s, DeskButton::Kind::Default, [each] { each(u"start"_s, [](const ServiceInfo& s) { return !s.running() && !s.missing() && !s.starting(); }); }));
  row->addWidget(add(tr("Stop all"), u"stop"_s, u"stopall"_s, DeskButton::Kind::Default, [each] { each(u"stop"_s, [](const ServiceInfo& s) { return s.running() || s.starting(); }); }));
  row->addWidget(add(tr("New bucket"), u"plus"_s, u"newbucket"_s, DeskButton::Kind::Primary, [this] { m_buckets->newBucket(); }));
  followTheme(header, [header, row] {
    const Theme& theme = Theme::current();
    header->setFixedHeight(theme.px(48));
    row->setContentsMargins(theme.px(16), 0, theme.px(12), 1);
    row->setSpacing(theme.px(10));
  });
  return header;
}

const ServiceInfo* ServicesView::info(const QString& name) const {
  for (const ServiceInfo& s : m_services)
    if (s.name == name) return &s;
  return nullptr;
}

QStringList ServicesView::allFunctions() const {
  QStringList list;
  const FunctionModel& model = m_hub.functions();
  for (int row = 0; row < model.rowCount(); ++row)
    if (const FunctionInfo* f = model.infoAt(row)) list << QString(f->key.ns + u'/' + f->key.name);
  return list;
}

void ServicesView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  ask();
  m_buckets->refresh();
  m_timer.start();
}

void ServicesView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_timer.stop();
}

void ServicesView::ask() {
  if (m_asking) return;
  m_asking = true;
  m_hub.backend().local("GET", "/-/services", {}, this, [this](const Result<QByteArray>& answer) {
    m_asking = false;
    if (!answer) return m_banner->show(answer.error(), tr("Dismiss"));
    take(servicesFromJson(*answer));
  });
}

void ServicesView::take(const QList<ServiceInfo>& services) {
  m_services = services;
  for (const ServiceInfo& s : m_services) {
    auto& rates = m_rates[s.name];
    if (!s.running()) rates.clear();
    else if (s.commandsPerSecond) rates.push_back(int(*s.commandsPerSecond + 0.5));
    if (rates.size() > size_t(ServiceGraph::kSeconds)) rates.erase(rates.begin());
  }
  if (!info(m_selected) && !m_services.isEmpty()) m_selected = m_services.first().name;
  const bool first = m_rows.empty();
  showRows();
  // The list comes after the view was shown: what waits for it with the focus gets to the rows.
  if (first && !m_rows.empty() && window()->focusWidget() && isAncestorOf(window()->focusWidget())) m_rows.front()->setFocus(Qt::OtherFocusReason);
  showSelected();
}

void ServicesView::showRows() {
  while (m_rows.size() > size_t(m_services.size())) {
    delete m_rows.back();
    m_rows.pop_back();
  }
  while (m_rows.size() < size_t(m_services.size())) {
    auto* row = new ServiceRow(this);
    m_list->insertWidget(int(m_rows.size()), row);
    connect(row, &ServiceRow::selected, this, [this, row] { select(row->info().name); });
    connect(row, &ServiceRow::actionWanted, this, [this, row](const QString& action) { act(row->info().name, action); });
    connect(row, &ServiceRow::stepped, this, [this, row](int by) {
      const auto at = std::find(m_rows.begin(), m_rows.end(), row) - m_rows.begin() + by;
      if (at >= 0 && at < std::ptrdiff_t(m_rows.size())) m_rows[size_t(at)]->setFocus();
    });
    m_rows.push_back(row);
    if (m_rows.size() == 1) setFocusProxy(row);
  }
  const qint64 now = QDateTime::currentMSecsSinceEpoch();
  for (size_t i = 0; i < m_rows.size(); ++i) {
    m_rows[i]->setInfo(m_services[qsizetype(i)], m_rates.value(m_services[qsizetype(i)].name), now);
    m_rows[i]->setSelected(m_services[qsizetype(i)].name == m_selected);
  }
  giveRoom();
}

/// The list has the height of its rows; what is below it takes the rest, and enough of a low window to be of use.
void ServicesView::giveRoom() {
  const Theme& theme = Theme::current();
  const int row = m_rows.empty() ? theme.px(52) : m_rows.front()->sizeHint().height();
  m_scroll->setMaximumHeight(std::max(1, int(m_rows.size())) * row);
  m_below->setMinimumHeight(theme.px(kBelow));
}

void ServicesView::select(const QString& name) {
  if (m_selected == name) return;
  m_selected = name;
  for (ServiceRow* row : m_rows) row->setSelected(row->info().name == m_selected);
  showSelected();
}

void ServicesView::takeOver(const ServicesView& from) {
  m_services = from.m_services;
  m_rates = from.m_rates;
  m_selected = from.m_selected;
  showRows();
  showSelected();
  m_buckets->browse(from.m_buckets->bucket(), from.m_buckets->prefix());
}

void ServicesView::showSelected() {
  m_inspector->setFunctions(allFunctions());
  const ServiceInfo* i = info(m_selected);
  if (i) m_inspector->setInfo(*i, m_rates.value(m_selected), QDateTime::currentMSecsSinceEpoch() * 1000);
  const bool kafka = i && i->name == u"ckafka"_s;
  m_below->setCurrentWidget(kafka ? static_cast<QWidget*>(m_kafka) : m_buckets);
  if (!isVisible()) return;
  if (kafka) m_kafka->refresh(i->running());
  else m_buckets->refreshSources();
}

void ServicesView::act(const QString& service, const QString& action) { send(service, serviceAction(action)); }

void ServicesView::send(const QString& service, const QByteArray& body) {
  m_banner->clear();
  m_hub.backend().local("POST", "/-/services/" + service.toUtf8(), body, this, [this](const Result<QByteArray>& answer) {
    // A server that would not start says so in its own row.
    if (!answer && answer.error().code != u"Local.ServiceFailed"_s && answer.error().code != u"Local.ServiceStopped"_s) m_banner->show(answer.error(), tr("Dismiss"));
    ask();
  });
  ask();
}

void ServicesView::confirm(const ServiceInfo& i, const QString& action) {
  const bool gone = i.registered;
  const QString things = i.keys ? tr("%1 %2", "how many of what").arg(format::count(*i.keys), QCoreApplication::translate("scfdesk::ServicesView", i.things.toUtf8().constData()).toLower()) : tr("All its data");
  const QString snapshot = i.snapshotMs ? tr("The snapshot of %1 stays.").arg(format::dateTime(i.snapshotMs * 1000)) : tr("There is no snapshot.");
  const bool back = action == u"restore"_s;
  const QString heading = gone ? tr("Remove %1 from the list?").arg(i.title) : back ? tr("Restore %1 to %2?").arg(i.title, format::dateTime(i.snapshotMs * 1000)) : tr("Reset %1?").arg(i.title);
  const QString loss = gone ? tr("The server itself is not touched.") : back ? tr("What was written since then goes.") : tr("%1 go. %2").arg(things, snapshot);
  auto* dialog = new AskDialog(heading, loss, gone ? tr("Remove") : back ? tr("Restore") : tr("Reset data"), tr("Keep"), this);
  dialog->setObjectName(u"services_confirm"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, service = i.name, wanted = gone ? u"remove"_s : action] { act(service, wanted); });
  dialog->show();
}

void ServicesView::enroll() {
  auto* dialog = new RegisterDialog(m_hub.backend(), this);
  connect(dialog, &QDialog::accepted, this, &ServicesView::ask);
  dialog->open();
}

}  // namespace scfdesk
