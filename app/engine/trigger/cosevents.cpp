// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to objects lately, with what became of the events that it made.
#include "app/engine/trigger/triggers.h"
#include <nlohmann/json.hpp>

namespace scfdesk {

QByteArray Triggers::cosEvents() const {
  using json = nlohmann::ordered_json;
  const auto str = [](const auto& text) {
    if constexpr (std::is_same_v<std::decay_t<decltype(text)>, QString>) return text.toStdString();
    else return std::string(text.constData(), size_t(text.size()));
  };
  const auto deliveryOf = [this](const CosJournal::Fired& fired) -> const TriggerDelivery* {
    const auto it = m_all.find(fired.trigger);
    if (it == m_all.end() || fired.requestId.isEmpty()) return nullptr;
    for (const TriggerDelivery& d : it->second->ledger().recent())
      if (d.requestId == fired.requestId) return &d;
    return nullptr;
  };
  json events = json::array();
  for (const CosJournal::Entry& entry : m_cosJournal.recent()) {
    const CosChange& c = entry.change;
    json fired = json::array();
    for (const CosJournal::Fired& f : entry.fired) {
      json one{{"namespace", str(f.ns)}, {"function", str(f.function)}};
      if (!f.requestId.isEmpty()) one["requestId"] = str(f.requestId);
      if (!f.trouble.isEmpty()) one["message"] = str(f.trouble);
      if (const TriggerDelivery* d = deliveryOf(f)) {
        one["invocation"] = d->invocation;
        one["statusCode"] = d->statusCode;
        if (!d->message.isEmpty()) one["message"] = str(d->message);
      }
      fired.push_back(std::move(one));
    }
    events.push_back({{"atMs", c.at / 1000}, {"event", str(c.event)}, {"bucket", str(c.bucket)}, {"key", str(c.object.key)}, {"bytes", c.object.size}, {"fired", std::move(fired)}});
  }
  return QByteArray::fromStdString(json{{"events", std::move(events)}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace scfdesk
