// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/concurrency/concurrencyview.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/concurrency/provisionededitor.h"
#include "widgets/concurrency/quotabar.h"
#include "widgets/concurrency/reservededitor.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/rowtable.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QHBoxLayout>
#include <QScrollArea>
#include <QUrl>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A scrolled pane with a title; gives the column to fill.
QVBoxLayout* pane(QWidget* host, PaneTitle* title) {
  auto* outer = new QVBoxLayout(host);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  auto* scroll = new QScrollArea(host);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* body = new Surface(Surface::Fill::Panel, scroll);
  auto* column = new QVBoxLayout(body);
  scroll->setWidget(body);
  outer->addWidget(title);
  outer->addWidget(scroll, 1);
  followTheme(body, [column] {
    const Theme& theme = Theme::current();
    column->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16));
    column->setSpacing(theme.px(10));
  });
  return column;
}

}  // namespace

ConcurrencyView::ConcurrencyView(ModelHub& hub, bool simulate, QWidget* parent) : QWidget(parent), m_hub(hub), m_banner(new Banner(this)) {
  setObjectName(u"concurrency"_s);
  setAccessibleName(tr("Concurrency"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* split = new HairlineSplitter(Qt::Horizontal, this);
  split->addWidget(makeQuota(simulate));
  split->addWidget(makeProvisioned());
  split->setSizes({560, 560});
  column->addWidget(m_banner);
  column->addWidget(split, 1);
  connect(&hub.selection(), &Selection::functionChanged, this, &ConcurrencyView::load);
  connect(&hub.functions(), &FunctionModel::functionChanged, this, [this](quint32 id) {
    if (id == m_function) load();
  });
  connect(m_banner, &Banner::actionTriggered, this, &ConcurrencyView::ask);
  connect(m_reserved, &ReservedEditor::saved, this, &ConcurrencyView::ask);
  connect(m_editor, &ProvisionedEditor::saved, this, &ConcurrencyView::ask);
  connect(m_table, &RowTable::currentKeyChanged, this, &ConcurrencyView::showVersion);
  setFocusProxy(m_reserved);
  m_timer.setInterval(kRefreshMs);
  connect(&m_timer, &QTimer::timeout, this, &ConcurrencyView::ask);
  load();
}

QWidget* ConcurrencyView::makeQuota(bool simulate) {
  auto* host = new QWidget(this);
  auto* title = new PaneTitle(tr("Quota"), host);
  auto* account = new DeskButton(tr("Change account quota"), DeskButton::Kind::Flat, title);
  account->setObjectName(u"concurrency_account"_s);
  account->setCompact(true);
  title->addRight(account);
  connect(account, &DeskButton::clicked, this, [this] { Q_EMIT settingWanted(u"accountMemoryMb"_s); });
  QVBoxLayout* column = pane(host, title);
  m_account = new Label(Label::Role::Body, Tone::Secondary, {}, host);
  m_account->setObjectName(u"concurrency_accountText"_s);
  m_account->setWordWrap(true);
  m_bar = new QuotaBar(host);
  m_bar->setObjectName(u"concurrency_bar"_s);
  m_reserved = new ReservedEditor(m_hub, host);
  auto* reservedTitle = new Label(Label::Role::DenseStrong, tr("Reserved quota of this function"), host);
  auto* burstRow = new QHBoxLayout;
  m_burst = new Label(Label::Role::Dense, Tone::Secondary, {}, host);
  m_burst->setObjectName(u"concurrency_burst"_s);
  m_burst->setWordWrap(true);
  auto* burst = new DeskButton(tr("Change", "verb"), DeskButton::Kind::Flat, host);
  burst->setObjectName(u"concurrency_burstChange"_s);
  burst->setAccessibleName(tr("Change burst limit"));
  burst->setCompact(true);
  connect(burst, &DeskButton::clicked, this, [this] { Q_EMIT settingWanted(u"burstPerMinute"_s); });
  burstRow->addWidget(m_burst, 1);
  burstRow->addWidget(burst);
  column->addWidget(m_account);
  column->addWidget(m_bar);
  column->addWidget(new Hairline(Qt::Horizontal, host));
  column->addWidget(reservedTitle);
  column->addWidget(m_reserved);
  column->addWidget(new Hairline(Qt::Horizontal, host));
  column->addLayout(burstRow);
  if (simulate) {
    auto* attempt = new DeskButton(tr("Try in Simulate"), DeskButton::Kind::Default, host);
    attempt->setObjectName(u"concurrency_simulate"_s);
    attempt->setIconName(u"sim"_s);
    connect(attempt, &DeskButton::clicked, this, &ConcurrencyView::simulateWanted);
    column->addWidget(attempt, 0, Qt::AlignLeft);
  }
  column->addStretch(1);
  return host;
}

QWidget* ConcurrencyView::makeProvisioned() {
  auto* host = new QWidget(this);
  auto* title = new PaneTitle(tr("Provisioned concurrency"), host);
  title->setCaption(tr("of published versions"));
  QVBoxLayout* column = pane(host, title);
  m_none = new Label(Label::Role::Body, Tone::Secondary, tr("Only a published version can keep instances ready. Publish one first."), host);
  m_none->setObjectName(u"concurrency_none"_s);
  m_none->setWordWrap(true);
  m_publish = new DeskButton(tr("Open Versions"), DeskButton::Kind::Default, host);
  m_publish->setObjectName(u"concurrency_versions"_s);
  connect(m_publish, &DeskButton::clicked, this, &ConcurrencyView::versionsWanted);
  m_table = new RowTable(tr("Provisioned concurrency by version"), host);
  m_table->setObjectName(u"concurrency_table"_s);
  m_table->setColumns({{tr("Version"), 70, false}, {tr("Kept ready"), 0, false}, {tr("In force"), 76, true}, {tr("Ready"), 64, true}, {tr("State"), 110, false}});
  followTheme(m_table, [this] { m_table->setFixedHeight(Theme::current().px(26 + 3 * 30)); });
  m_editor = new ProvisionedEditor(m_hub, host);
  column->addWidget(m_none);
  column->addWidget(m_publish, 0, Qt::AlignLeft);
  column->addWidget(m_table);
  column->addWidget(m_editor);
  column->addStretch(1);
  return host;
}

void ConcurrencyView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_timer.start();
  load();
}
void ConcurrencyView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_timer.stop();
}

void ConcurrencyView::load() {
  const FunctionId id = m_hub.selection().function();
  if (id != m_function) {
    m_banner->clear();
    m_versions = {};
    m_table->setRows({});
  }
  m_function = id;
  const FunctionInfo* f = m_hub.functions().info(id);
  setEnabled(f != nullptr);
  m_reserved->setFunction(f);
  if (f && isVisible()) ask();
}

void ConcurrencyView::ask() {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f || m_hub.loss()) return;
  const int turn = ++m_turn;
  const auto failed = [this](const Error& error) {
    if (!m_hub.loss()) m_banner->show(error, tr("Try again"));
  };
  calls::get(m_hub, QString(u"/-/provisioned/"_s + QString::fromLatin1(QUrl::toPercentEncoding(f->key.ns)) + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(f->key.name))), this, [this, turn, failed](const Result<QJsonObject>& r) {
    if (turn != m_turn) return;
    if (!r) return failed(r.error());
    m_banner->clear();
    onProvisioned(*r);
    calls::action(m_hub, "GetAccount", {}, this, [this, turn, failed](const Result<QJsonObject>& account) {
      if (turn != m_turn) return;
      account ? onAccount(*account) : failed(account.error());
    });
  });
  m_hub.backend().settings(this, [this](const Result<EngineSettings>& s) {
    if (s) m_burst->setText(tr("At most %1 new instances a minute over all functions, apart from provisioned ones (%2 a minute).").arg(format::count(s->burstPerMinute), format::count(s->provisionedPerMinute)));
  });
}

void ConcurrencyView::onAccount(const QJsonObject& account) {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f) return;
  const QJsonObject usage = account[u"AccountUsage"_s].toObject();
  QuotaBar::Quota quota;
  quota.accountMb = usage[u"TotalConcurrencyMem"_s].toInteger();
  quota.memoryMb = f->config.memoryMb;
  quota.reservedMb = f->reservedMemoryMb ? *f->reservedMemoryMb : -1;
  quota.othersMb = usage[u"TotalAllocatedConcurrencyMem"_s].toInteger() - std::max<int64_t>(quota.reservedMb, 0);
  for (const QJsonValue& value : m_versions) quota.provisionedMb += int64_t{value.toObject()[u"target"_s].toInt()} * value.toObject()[u"memoryMb"_s].toInt();
  m_bar->setQuota(quota);
  m_account->setText(tr("The account has %1 MB: %2 instances of the %3 MB that this function takes.").arg(format::count(quota.accountMb), format::count(quota.accountMb / std::max(quota.memoryMb, 1)), format::count(quota.memoryMb)));
}

void ConcurrencyView::onProvisioned(const QJsonObject& answer) {
  m_versions = answer[u"versions"_s].toArray();
  QList<Row> rows;
  for (qsizetype i = m_versions.size() - 1; i >= 0; --i) {
    const QJsonObject v = m_versions[i].toObject(), config = v[u"config"_s].toObject();
    const int target = v[u"target"_s].toInt(), ready = v[u"ready"_s].toInt(), failures = v[u"failures"_s].toInt(), timed = int(config[u"tasks"_s].toArray().size());
    QString how = config.isEmpty() ? tr("none") : config[u"tracking"_s].toBool() ? tr("%1 to %2, by use").arg(config[u"least"_s].toInt()).arg(config[u"most"_s].toInt()) : tr("%1 fixed").arg(config[u"count"_s].toInt());
    if (timed > 0) how += tr(", %1 timed").arg(timed);
    const RowCell state = config.isEmpty() ? RowCell{} : ready >= target ? RowCell{tr("Ready"), Tone::Success} : failures > 0 ? RowCell{tr("Starts fail"), Tone::Error} : RowCell{tr("Starting"), Tone::Warning};
    rows.append({QString::number(v[u"version"_s].toInt()),
                 {{QString::number(v[u"version"_s].toInt()), Tone::Primary, true}, {how, config.isEmpty() ? Tone::Tertiary : Tone::Primary}, {config.isEmpty() ? format::none() : format::count(target), Tone::Secondary, true},
                  {config.isEmpty() ? format::none() : format::count(ready), Tone::Secondary, true}, state},
                 failures > 0 ? tr("%1 starts in a row have failed; the log of the function says why.").arg(failures) : QString()});
  }
  const bool any = !rows.isEmpty();
  m_none->setVisible(!any);
  m_publish->setVisible(!any);
  m_table->setVisible(any);
  m_editor->setVisible(any);
  m_table->setRows(rows);
  if (!m_wanted.isEmpty()) m_table->choose(std::exchange(m_wanted, {}));
  if (any && m_table->currentKey().isEmpty()) m_table->choose(rows.first().key);
  showVersion();
}

QStringList ConcurrencyView::unsaved() const {
  QStringList lines;
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f) return lines;
  if (m_reserved->changed()) lines << tr("%1: reserved quota").arg(f->key.name);
  if (m_editor->changed()) lines << tr("%1: provisioned concurrency of version %2").arg(f->key.name).arg(m_editor->version());
  return lines;
}

void ConcurrencyView::saveAll(std::function<void(const Status&)> done) {
  m_reserved->save([this, done = std::move(done)](const Status& reserved) { reserved ? m_editor->save(done) : done(reserved); });
}

void ConcurrencyView::takeOver(const ConcurrencyView& from) {
  m_reserved->takeOver(*from.m_reserved);
  m_editor->takeOver(*from.m_editor);
  m_wanted = from.m_table->currentKey();
}

void ConcurrencyView::showVersion() {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f) return;
  for (const QJsonValue& v : m_versions)
    if (QString::number(v.toObject()[u"version"_s].toInt()) == m_table->currentKey()) m_editor->setVersion(f->key, v.toObject());
}

}  // namespace scfdesk
