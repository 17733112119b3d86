// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/triggersview.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/panetitle.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include "widgets/triggers/addtriggerdialog.h"
#include "widgets/triggers/deliverypath.h"
#include "widgets/triggers/recentevents.h"
#include "widgets/triggers/triggerform.h"
#include "widgets/triggers/triggertable.h"
#include <QAbstractButton>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScrollArea>
#include <QShortcut>
#include <QUrl>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kAskMs = 1000;

QByteArray encoded(const QString& text) { return QUrl::toPercentEncoding(text); }
}  // namespace

TriggersView::TriggersView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"triggers"_s);
  setAccessibleName(tr("Triggers"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_banner = new Banner(this);
  connect(m_banner, &Banner::actionTriggered, this, &TriggersView::remedyTrouble);
  column->addWidget(m_banner);
  m_empty = new EmptyState(tr("No trigger"), tr("This function runs only when you fire it."), this);
  m_empty->setObjectName(u"triggers_empty"_s);
  m_empty->addStep(u"plus"_s, tr("Add a trigger"), u"A"_s);
  connect(m_empty, &EmptyState::stepTriggered, this, &TriggersView::addTrigger);
  column->addWidget(m_empty, 1);
  m_full = new Surface(Surface::Fill::Panel, this);
  column->addWidget(m_full, 1);
  auto* full = new QVBoxLayout(m_full);
  full->setContentsMargins(0, 0, 0, 0);
  full->setSpacing(0);
  m_add = new DeskButton(tr("Add trigger"), DeskButton::Kind::Primary, this);
  m_add->setObjectName(u"triggers_add"_s);
  m_add->setIconName(u"plus"_s);
  m_add->setKeyHint(u"A"_s);
  m_add->setCompact(true);
  m_add->hide();  // until the tab bar takes it
  m_table = new TriggerTable(m_full);
  m_table->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  full->addWidget(m_table);
  m_pathTitle = new PaneTitle(tr("Delivery path"), m_full);
  m_pathTitle->setTopLine(true);
  m_pathTitle->addRight(new PathLegend(m_pathTitle));
  full->addWidget(m_pathTitle);
  m_path = new DeliveryPath(m_full);
  full->addWidget(m_path);
  m_lower = makeLower();
  full->addWidget(m_lower, 1);
  connect(m_add, &DeskButton::clicked, this, &TriggersView::addTrigger);
  connect(m_table, &TriggerTable::selectedChanged, this, &TriggersView::onSelected);
  connect(m_table, &TriggerTable::switched, this, [this](const QString& id, bool on) { change(id, on ? "{\"enabled\":true}" : "{\"enabled\":false}", false); });
  connect(new QShortcut(QKeySequence(Qt::Key_A), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, this, &TriggersView::addTrigger);
  connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, this, &TriggersView::fireSample);
  connect(new QShortcut(QKeySequence::Save, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, this, &TriggersView::save);
  connect(&m_hub.selection(), &Selection::functionChanged, this, [this] {
    stash();
    m_shown.clear();
    m_sourceTrouble.clear();
    m_banner->clear();
    if (isVisible()) ask();
  });
  m_timer.setInterval(kAskMs);
  connect(&m_timer, &QTimer::timeout, this, &TriggersView::ask);
  m_full->hide();
  m_empty->hide();
}

TriggersView::~TriggersView() { delete m_add; }

QWidget* TriggersView::addButton() const { return m_add; }

QWidget* TriggersView::makeLower() {
  auto* split = new HairlineSplitter(Qt::Horizontal, m_full);
  auto* left = new QWidget(split);
  auto* leftColumn = new QVBoxLayout(left);
  leftColumn->setContentsMargins(0, 0, 0, 0);
  leftColumn->setSpacing(0);
  const auto button = [](const QString& text, DeskButton::Kind kind, const QString& name, const QString& key, QWidget* parent) {
    auto* b = new DeskButton(text, kind, parent);
    b->setObjectName(name);
    b->setCompact(true);
    if (!key.isEmpty()) b->setKeyHint(key);
    return b;
  };
  m_formTitle = new PaneTitle(tr("Configuration"), left);
  m_remove = button(tr("Delete"), DeskButton::Kind::Flat, u"triggers_delete"_s, {}, m_formTitle);
  m_revert = button(tr("Revert"), DeskButton::Kind::Flat, u"triggers_revert"_s, {}, m_formTitle);
  m_save = button(tr("Save"), DeskButton::Kind::Default, u"triggers_save"_s, u"Ctrl S"_s, m_formTitle);
  for (DeskButton* b : {m_remove, m_revert, m_save}) m_formTitle->addRight(b);
  leftColumn->addWidget(m_formTitle);
  auto* scroll = new QScrollArea(left);
  scroll->setObjectName(u"triggers_scroll"_s);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* page = new Surface(Surface::Fill::Panel, scroll);
  auto* pageColumn = new QVBoxLayout(page);
  m_form = new TriggerForm(m_hub, false, page);
  pageColumn->addWidget(m_form);
  scroll->setWidget(page);
  leftColumn->addWidget(scroll, 1);
  auto* right = new Surface(Surface::Fill::Panel, split);
  auto* rightColumn = new QVBoxLayout(right);
  rightColumn->setContentsMargins(0, 0, 0, 0);
  rightColumn->setSpacing(0);
  m_recentTitle = new PaneTitle(tr("Recent deliveries"), right);
  m_fire = button(tr("Fire sample"), DeskButton::Kind::Default, u"triggers_fire"_s, u"Ctrl ↵"_s, m_recentTitle);
  m_fire->setIconName(u"play"_s);
  m_recentTitle->addRight(m_fire);
  rightColumn->addWidget(m_recentTitle);
  m_noRecent = new Label(Label::Role::Dense, Tone::Tertiary, tr("No event yet. Fire a sample: it takes the whole way from its source."), right);
  m_noRecent->setWordWrap(true);
  m_noRecent->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  rightColumn->addWidget(m_noRecent);
  m_recent = new RecentEvents(right);
  m_recent->setToolTip(tr("Enter shows the invocation of a delivery"));
  connect(m_recent, &RecentEvents::invocationChosen, this, [this](quint64 id) { m_hub.selection().setInvocation(id); });
  connect(m_recent, &RecentEvents::invocationWanted, this, &TriggersView::invocationWanted);
  rightColumn->addWidget(m_recent, 1);
  rightColumn->addStretch(0);
  split->addWidget(left);
  split->addWidget(right);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 1);
  split->setChildrenCollapsible(false);
  followTheme(page, [this, pageColumn] {
    const Theme& theme = Theme::current();
    pageColumn->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    m_noRecent->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12));
  });
  connect(m_form, &TriggerForm::edited, this, &TriggersView::enable);
  connect(m_save, &DeskButton::clicked, this, &TriggersView::save);
  connect(m_revert, &DeskButton::clicked, this, [this] {
    if (const TriggerView* t = m_table->selected()) m_form->load(*t);
  });
  connect(m_fire, &DeskButton::clicked, this, &TriggersView::fireSample);
  connect(m_remove, &DeskButton::clicked, this, &TriggersView::remove);
  return split;
}

const FunctionInfo* TriggersView::function() const { return m_hub.functions().info(m_hub.selection().function()); }

void TriggersView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  ask();
  m_timer.start();
}

void TriggersView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_timer.stop();
}

void TriggersView::ask() {
  const FunctionInfo* f = function();
  if (!f) return;
  const FunctionId id = f->id;
  m_hub.backend().local("GET", "/-/triggers?namespace=" + encoded(f->key.ns) + "&function=" + encoded(f->key.name), {}, this, [this, id](const Result<QByteArray>& answer) {
    if (id == m_hub.selection().function()) onList(answer);
  });
}

/// To what stands for the whole view, so that its printed keys act.
void TriggersView::takeFocus(bool any) {
  if (any) return m_table->setFocus(Qt::OtherFocusReason);
  if (auto* step = m_empty->findChild<QAbstractButton*>()) step->setFocus(Qt::OtherFocusReason);
}

void TriggersView::onList(const Result<QByteArray>& answer) {
  const FunctionInfo* f = function();
  if (!f) return;
  if (!answer) return showProblem(answer.error());
  if (!std::exchange(m_trouble, {}).code.isEmpty()) m_banner->clear();
  const QJsonObject all = QJsonDocument::fromJson(*answer).object();
  std::vector<TriggerView> list;
  for (const QJsonValue& v : all["triggers"_L1].toArray()) list.push_back(triggerFromJson(v.toObject()));
  const bool any = !list.empty();
  const QWidget* held = window()->focusWidget();
  const bool within = held && (held == this || isAncestorOf(held));
  // The one that comes before the one that goes: with nothing in between the focus would leave the view.
  (any ? static_cast<QWidget*>(m_full) : m_empty)->show();
  (any ? m_empty : static_cast<QWidget*>(m_full))->hide();
  held = window()->focusWidget();
  if (within && !(held && held != this && isAncestorOf(held) && held->isVisibleTo(this))) takeFocus(any);
  QString wanted;
  for (const TriggerView& t : list)
    if (!m_wanted.isEmpty() && (t.name == m_wanted || t.id == m_wanted)) wanted = t.id;
  m_table->set(std::move(list), f->async.retries, all["timeMs"_L1].toInteger() * 1000);
  if (!wanted.isEmpty()) {
    m_wanted.clear();
    m_table->select(wanted);
  }
  onSelected();
}

void TriggersView::onSelected() {
  const TriggerView* t = m_table->selected();
  if (!t) {
    m_path->clear();
    return;
  }
  m_pathTitle->setCaption(t->counted ? tr("%1, last %2 s").arg(triggerwords::title(*t)).arg(TriggerView::kRateSeconds) : tr("%1: Tencent Cloud does not count its events").arg(triggerwords::title(*t)));
  showTrouble(*t);
  showPath(*t);
  if (t->id != m_shown) {
    stash();
    m_shown = t->id;
    m_shownFunction = t->function.name;
    m_shownName = t->name;
    m_form->load(*t);
    if (const auto kept = m_drafts.find(t->id); kept != m_drafts.end()) {
      m_form->put(kept->desc, kept->customArgument);
      m_drafts.erase(kept);
    }
    m_recent->set({});
  }
  m_recentTitle->setTitle(t->pull ? tr("Recent batches") : tr("Recent deliveries"));
  m_fire->setText(t->pull ? tr("Fire sample batch") : tr("Fire sample"));
  enable();
  askOne();
}

void TriggersView::showPath(const TriggerView& t) {
  const FunctionInfo* f = function();
  if (!f) return;
  if (!t.counted) return m_path->clear();
  DeliveryPath::Function shown;
  shown.name = f->key.name;
  shown.retries = f->async.retries;
  const FunctionModel& model = m_hub.functions();
  for (int row = 0, rows = model.rowCount(); row < rows; ++row) {
    if (!model.infoAt(row) || model.infoAt(row)->id != f->id) continue;
    const auto at = [&](int column, int role) { return model.index(row, column).data(role); };
    shown.busy = at(FunctionModel::Instances, FunctionModel::BusyRole).toInt();
    shown.living = at(FunctionModel::Instances, Qt::DisplayRole).toInt();
    const QVariant p99 = at(FunctionModel::P99, Qt::DisplayRole);
    shown.p99Us = p99.isValid() ? p99.toLongLong() : -1;
  }
  m_path->show(t, shown);
}

void TriggersView::askOne() {
  if (m_shown.isEmpty()) return;
  m_hub.backend().local("GET", "/-/triggers/" + m_shown.toLatin1(), {}, this, [this, id = m_shown](const Result<QByteArray>& answer) { onOne(id, answer); });
}

void TriggersView::onOne(const QString& id, const Result<QByteArray>& answer) {
  if (id != m_shown || !answer) return;
  TriggerView t = triggerFromJson(QJsonDocument::fromJson(*answer).object());
  m_noRecent->setVisible(t.recent.empty());
  m_recent->setVisible(!t.recent.empty());
  m_recent->set(std::move(t.recent), t.pull);
}

/// A source that gives nothing says so over the whole view, with a button where something can be done about it from here.
void TriggersView::showTrouble(const TriggerView& t) {
  const QString trouble = t.enabled ? EngineWords::text(t.trouble) : QString();
  if (trouble == m_sourceTrouble && t.remedy == m_remedy) return;
  const bool had = !m_sourceTrouble.isEmpty();
  m_sourceTrouble = trouble;
  m_remedy = t.remedy;
  if (t.id == m_shown) m_form->refreshSource();
  QString action;
  if (m_remedy == u"startCkafka") action = tr("Start CKafka");
  else if (m_remedy == u"startRedis") action = tr("Start Redis");
  else if (m_remedy == u"again") action = tr("Try again");
  if (!trouble.isEmpty()) m_banner->show(trouble, action);
  else if (had && m_trouble.code.isEmpty()) m_banner->clear();
}

void TriggersView::remedyTrouble() {
  const auto onAnswer = [this](const Result<QByteArray>& answer) {
    if (!answer) showProblem(answer.error());
    ask();
  };
  if (m_remedy == u"again") m_hub.backend().local("POST", "/-/triggers/" + m_shown.toLatin1(), "{\"action\":\"again\"}", this, onAnswer);
  else if (!m_remedy.isEmpty()) m_hub.backend().local("POST", m_remedy == u"startRedis" ? "/-/services/redis" : "/-/services/ckafka", "{\"action\":\"start\"}", this, onAnswer);
}

void TriggersView::showProblem(const Error& error) {
  m_sourceTrouble.clear();
  m_trouble = error;
  m_banner->show(error);
}

/// What the source lacks is said again with the next answer.
void TriggersView::clearBanner() {
  m_sourceTrouble.clear();
  m_banner->clear();
}

void TriggersView::enable() {
  const bool changed = hasChanges();
  m_save->setEnabled(changed && m_form->valid() && !m_saving);
  m_revert->setEnabled(changed);
  m_fire->setEnabled(!m_shown.isEmpty() && !m_firing);
  m_formTitle->setCaption(changed ? tr("not saved") : QString());
}

void TriggersView::change(const QString& id, const QByteArray& body, bool reload) {
  m_saving = true;
  m_hub.backend().local("PUT", "/-/triggers/" + id.toLatin1(), body, this, [this, id, reload](const Result<QByteArray>& answer) {
    m_saving = false;
    if (!answer) {
      m_banner->show(answer.error());
    } else {
      clearBanner();
      if (reload && id == m_shown) m_form->load(triggerFromJson(QJsonDocument::fromJson(*answer).object()));
    }
    ask();
    enable();
  });
}

void TriggersView::remove() {
  const TriggerView* t = m_table->selected();
  if (!t) return;
  auto* dialog = new DeleteTriggerDialog(m_hub, *t, window());
  connect(dialog, &QDialog::accepted, this, [this, id = t->id] {
    m_drafts.remove(id);
    m_shown.clear();
    ask();
  });
  dialog->open();
}

void TriggersView::addTrigger() {
  const FunctionInfo* f = function();
  if (!f) return;
  auto* dialog = new AddTriggerDialog(m_hub, f->key, window());
  connect(dialog, &AddTriggerDialog::made, this, [this](const QString&, const QString& name) {
    m_wanted = name;
    ask();
  });
  dialog->open();
}

void TriggersView::fireSample() {
  if (m_shown.isEmpty() || m_firing) return;
  m_firing = true;
  enable();
  m_hub.backend().local("POST", "/-/triggers/" + m_shown.toLatin1(), "{\"action\":\"fire\"}", this, [this](const Result<QByteArray>& answer) {
    m_firing = false;
    answer ? clearBanner() : m_banner->show(answer.error());
    enable();
    ask();
  });
}

}  // namespace scfdesk
