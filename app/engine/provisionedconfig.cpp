// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/provisionedconfig.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

/// The last moment in (after, until] that matches; nothing when there is none. Halves the time: cron knows only what comes next.
std::optional<int64_t> lastFire(const Cron& cron, int64_t after, int64_t until) {
  const auto within = [&](int64_t from) {
    const auto at = nextFire(cron, from);
    return at && *at <= until;
  };
  if (after >= until || !within(after)) return {};
  int64_t low = after, high = until;  // one comes after low, none after high
  while (high - low > 1) {
    const int64_t middle = low + (high - low) / 2;
    (within(middle) ? low : high) = middle;
  }
  return high;
}

}  // namespace

int ProvisionedConfig::peak() const {
  int all = tracking ? most : count;
  for (const Task& task : tasks) all = std::max(all, task.count);
  return all;
}

scaling::Provision ProvisionedConfig::base() const {
  return {.count = tracking ? least : count, .tracking = tracking, .utilizationPpm = utilizationPpm, .least = least, .most = most};
}

std::vector<scaling::ScheduledProvision> ProvisionedConfig::schedule() const {
  std::vector<scaling::ScheduledProvision> list;
  for (const Task& task : tasks)
    if (const auto cron = parseCron(task.cron.toStdString())) list.push_back({*cron, {.count = task.count}});
  return list;
}

scaling::Provision ProvisionedConfig::at(int64_t unixSeconds) const {
  scaling::Provision inForce = base();
  int64_t last = since;
  for (const scaling::ScheduledProvision& task : schedule()) {
    const auto at = lastFire(task.cron, since, unixSeconds);
    if (!at || *at < last) continue;
    last = *at;
    inForce = task.provision;
  }
  return inForce;
}

QString ProvisionedConfig::toText() const {
  QJsonArray list;
  for (const Task& task : tasks) list.append(QJsonArray{task.name, task.count, task.cron});
  const QJsonObject o{{u"count"_s, count}, {u"tracking"_s, tracking}, {u"utilizationPpm"_s, utilizationPpm}, {u"least"_s, least},
                      {u"most"_s, most},   {u"tasks"_s, list},        {u"since"_s, qint64(since)}};
  return QString::fromUtf8(QJsonDocument(o).toJson(QJsonDocument::Compact));
}

std::optional<ProvisionedConfig> ProvisionedConfig::fromText(const QString& text) {
  const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
  if (!document.isObject()) return {};
  const QJsonObject o = document.object();
  ProvisionedConfig c;
  c.count = o["count"_L1].toInt();
  c.tracking = o["tracking"_L1].toBool();
  c.utilizationPpm = o["utilizationPpm"_L1].toInt();
  c.least = o["least"_L1].toInt();
  c.most = o["most"_L1].toInt();
  c.since = o["since"_L1].toInteger();
  for (const auto& entry : o["tasks"_L1].toArray()) {
    const QJsonArray parts = entry.toArray();
    c.tasks.append({parts.at(0).toString(), parts.at(1).toInt(), parts.at(2).toString()});
  }
  return c;
}

}  // namespace scfdesk
