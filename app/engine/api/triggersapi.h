// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"

namespace scfdesk {

/// The local additions about triggers, below /-/triggers: all types with their ledgers, events by hand, changes that the Cloud API
/// has no action for. Engine thread; owned by LocalApi, which has checked who asks.
///
/// GET /-/triggers?namespace=NS&function=NAME, GET /-/triggers/ID (with recent deliveries),
/// PUT /-/triggers/ID {"desc","customArgument","description","qualifier","enabled"}, POST /-/triggers/ID {"action":"fire","event"},
/// GET /-/topics, POST /-/topics/NAME {"message","tags","routingKey"},
/// GET /-/queues, POST /-/queues/NAME {"message"} or {"messages":[...]}: answered when they are kept,
/// GET /-/triggers/types: of every function that has triggers, their types,
/// POST /-/triggers/check {"type","desc"}: the TriggerDesc as it would be kept.
class TriggersApi final {
 public:
  explicit TriggersApi(EngineControl& engine) : m_engine(engine) {}
  void handle(const HttpRequest& request, HttpReply& reply);

 private:
  void list(const HttpRequest& request, HttpReply& reply);
  void types(HttpReply& reply);
  void check(const HttpRequest& request, HttpReply& reply);
  void change(const HttpRequest& request, HttpReply& reply, const TriggerInfo& now);
  void topics(const HttpRequest& request, HttpReply& reply);
  void queues(const HttpRequest& request, HttpReply& reply);
  void act(const HttpRequest& request, HttpReply& reply, const QString& id);

  EngineControl& m_engine;
};

}  // namespace scfdesk
