// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/eventdrafts.h"
#include "models/eventtemplates.h"
#include "models/modelhub.h"
#include "widgets/controls/enginewords.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr qsizetype kSwitches = 50;  // how far back undo finds the origin of a text
}

EventDrafts::EventDrafts(ModelHub& hub, QObject* parent) : QObject(parent), m_hub(hub) {}

QString EventDrafts::keyOf(const Origin& origin) { return origin.templateId + u'\n' + origin.saved; }

const EventDrafts::Draft& EventDrafts::current() const {
  static const Draft none;
  const auto it = m_drafts.find(m_id);
  return it == m_drafts.end() ? none : it->second;
}

void EventDrafts::setFunction(const FunctionKey& key, FunctionId id) {
  m_key = key;
  m_id = id;
  m_saved.clear();
  m_drafts.try_emplace(id);
  Q_EMIT savedChanged();
  Q_EMIT replaced();
  if (id != 0) ask();
}

void EventDrafts::ask() {
  m_hub.backend().savedEvents(m_key, this, [this, id = m_id](Result<QList<SavedEvent>> events) {
    if (id != m_id) return;
    if (!events) Q_EMIT told(EngineWords::text(events.error()), true);
    take(events ? *events : QList<SavedEvent>{});
  });
}

void EventDrafts::take(const QList<SavedEvent>& events) {
  m_saved = events;
  Q_EMIT savedChanged();
  Draft& draft = m_drafts[m_id];
  if (draft.loaded) {
    Q_EMIT originChanged();
    return;
  }
  const bool typed = !draft.text.isEmpty();  // somebody was faster than the engine
  draft.loaded = true;
  if (typed) return;
  if (!events.isEmpty()) {
    draft.origin = {events.first().templateId, events.first().name};
    draft.pristine = events.first().json;
  } else {
    const EventTemplate& first = eventTemplates().first();
    draft.origin = {first.id, {}};
    draft.pristine = first.json;
  }
  draft.text = draft.pristine;
  Q_EMIT replaced();
}

void EventDrafts::setText(const QByteArray& text) {
  if (m_id != 0) m_drafts[m_id].text = text;
}

void EventDrafts::chooseTemplate(const QString& id) {
  if (const EventTemplate* one = eventTemplate(id)) choose({id, {}}, one->json);
}

void EventDrafts::chooseSaved(const QString& name) {
  for (const SavedEvent& event : m_saved)
    if (event.name == name) {
      choose({event.templateId, name}, event.json);
      return;
    }
}

void EventDrafts::choose(const Origin& origin, const QByteArray& pristine) {
  if (m_id == 0) return;
  Draft& draft = m_drafts[m_id];
  auto& variants = m_variants[m_id];
  const Draft before = draft;
  const bool again = origin == draft.origin;
  if (!again && draft.loaded) {
    if (draft.edited()) variants.insert(keyOf(draft.origin), draft.text);
    else variants.remove(keyOf(draft.origin));
  }
  draft.text = again ? pristine : variants.value(keyOf(origin), pristine);
  draft.origin = origin;
  draft.pristine = pristine;
  draft.loaded = true;
  auto& switches = m_switches[m_id];
  switches.append({before, draft});
  if (switches.size() > kSwitches) switches.removeFirst();
  Q_EMIT chosen();
  Q_EMIT originChanged();
}

void EventDrafts::follow(const QByteArray& text) {
  if (m_id == 0) return;
  Draft& draft = m_drafts[m_id];
  draft.text = text;
  const auto& switches = m_switches[m_id];
  for (auto it = switches.rbegin(); it != switches.rend(); ++it) {
    const Draft* match = it->after.origin == draft.origin && it->before.text == text && text != draft.pristine ? &it->before
                         : it->before.origin == draft.origin && it->after.text == text ? &it->after
                                                                                     : nullptr;
    if (!match || match->origin == draft.origin) continue;
    const QByteArray pristine = match->pristine;
    draft.origin = match->origin;
    draft.pristine = pristine;
    break;
  }
  Q_EMIT originChanged();
}

void EventDrafts::save(const QString& name) {
  if (m_id == 0 || name.isEmpty()) return;
  Draft& draft = m_drafts[m_id];
  const SavedEvent event{m_key, name, draft.text, draft.origin.templateId};
  m_hub.backend().saveEvent(event, this, [this, event, id = m_id](Result<Done> done) {
    if (!done) {
      const Error& error = done.error();
      Q_EMIT told(EngineWords::text(error), true);
      return;
    }
    Draft& saved = m_drafts[id];
    saved.origin = {event.templateId, event.name};
    saved.pristine = event.json;
    if (id != m_id) return;
    Q_EMIT told(tr("Saved as %1").arg(event.name), false);
    ask();
  });
}

void EventDrafts::remove(const QString& name) {
  m_hub.backend().deleteEvent(m_key, name, this, [this, name, id = m_id](Result<Done> done) {
    if (!done) {
      Q_EMIT told(EngineWords::text(done.error()), true);
      return;
    }
    Draft& draft = m_drafts[id];
    if (draft.origin.saved == name) draft.origin.saved.clear();
    if (id != m_id) return;
    Q_EMIT told(tr("%1 deleted. Its text stays in the editor; Ctrl S saves it again").arg(name), false);
    ask();
  });
}

}  // namespace scfdesk
