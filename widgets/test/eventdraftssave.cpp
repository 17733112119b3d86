// SPDX-License-Identifier: GPL-3.0-or-later
// Edited events that nobody saved: which there are, and how all of them are saved at once.
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "widgets/test/eventdrafts.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

/// "event 1" and so on: the first that is not taken. A name may hold letters, digits, spaces, _ and -.
QString freeName(const QList<SavedEvent>& taken) {
  for (int n = 1;; ++n) {
    const QString name = u"event %1"_s.arg(n);
    if (std::none_of(taken.begin(), taken.end(), [&](const SavedEvent& one) { return one.name == name; })) return name;
  }
}

}  // namespace

std::vector<EventDrafts::Edit> EventDrafts::edits() const {
  std::vector<Edit> all;
  const auto add = [this, &all](FunctionId id, const Origin& origin, const QByteArray& text) {
    if (const FunctionInfo* fn = m_hub.functions().info(id)) all.push_back({{id, fn->key.name, origin.saved}, origin, text});
  };
  for (const auto& [id, draft] : m_drafts)
    if (draft.loaded && draft.edited()) add(id, draft.origin, draft.text);
  for (const auto& [id, variants] : m_variants) {
    const auto shown = m_drafts.find(id);
    for (auto it = variants.begin(); it != variants.end(); ++it) {
      const Origin origin{it.key().section(u'\n', 0, 0), it.key().section(u'\n', 1)};
      if (shown == m_drafts.end() || shown->second.origin != origin) add(id, origin, it.value());
    }
  }
  return all;
}

QList<EventDrafts::Unsaved> EventDrafts::unsaved() const {
  QList<Unsaved> all;
  for (const Edit& edit : edits()) all << edit.what;
  return all;
}

void EventDrafts::saveAll(std::function<void(const Status&)> done) {
  const std::vector<Edit> all = edits();
  if (all.empty()) return done(Done{});
  const Edit& edit = all.front();
  if (!edit.what.saved.isEmpty()) return saveEdit(edit, edit.what.saved, std::move(done));
  m_hub.backend().savedEvents(m_hub.functions().info(edit.what.function)->key, this,
                              [this, edit, done = std::move(done)](const Result<QList<SavedEvent>>& events) {
                                if (!events) return done(events.error());
                                saveEdit(edit, freeName(*events), done);
                              });
}

void EventDrafts::saveEdit(const Edit& edit, const QString& name, std::function<void(const Status&)> done) {
  const FunctionInfo* fn = m_hub.functions().info(edit.what.function);
  if (!fn) return done(Done{});
  const SavedEvent event{fn->key, name, edit.text, edit.origin.templateId};
  m_hub.backend().saveEvent(event, this, [this, edit, event, done = std::move(done)](const Result<Done>& saved) {
    if (!saved) {
      Error error = saved.error();
      error.message = tr("The event %1 of %2 was not saved.").arg(event.name, event.function.name) + u' ' + error.message;
      return done(error);
    }
    m_variants[edit.what.function].remove(keyOf(edit.origin));
    Draft& draft = m_drafts[edit.what.function];
    if (draft.origin == edit.origin) {
      draft.origin.saved = event.name;
      draft.pristine = event.json;
    }
    if (edit.what.function == m_id) ask();
    saveAll(done);
  });
}

}  // namespace scfdesk
