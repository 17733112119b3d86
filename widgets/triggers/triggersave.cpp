// SPDX-License-Identifier: GPL-3.0-or-later
// What is written in the form of a trigger and not saved yet: kept while another one is shown, saved, handed on.
#include "widgets/controls/banner.h"
#include "widgets/triggers/triggerform.h"
#include "widgets/triggers/triggersview.h"
#include "widgets/triggers/triggertable.h"
#include <QJsonDocument>
#include <QJsonObject>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

bool TriggersView::hasChanges() const { return !m_shown.isEmpty() && m_form->hasChanges(); }

TriggersView::Draft TriggersView::draft() const { return {m_shownFunction, m_shownName, m_form->desc(), m_form->customArgument(), m_form->type() == u"timer"}; }

void TriggersView::stash() {
  if (hasChanges()) m_drafts.insert(m_shown, draft());
}

QStringList TriggersView::unsaved() const {
  QStringList lines;
  const auto add = [&lines](const Draft& d) { lines << tr("%1: trigger %2").arg(d.function, d.name); };
  for (const Draft& d : m_drafts) add(d);
  if (hasChanges()) add(draft());
  lines.sort();
  return lines;
}

void TriggersView::save() {
  if (!hasChanges() || !m_form->valid()) return;
  QJsonObject body{{u"desc"_s, m_form->desc()}};
  if (m_form->type() == u"timer") body[u"customArgument"_s] = m_form->customArgument();
  change(m_shown, QJsonDocument(body).toJson(QJsonDocument::Compact), true);
}

void TriggersView::saveAll(std::function<void(const Status&)> done) {
  stash();
  if (m_drafts.isEmpty()) return done(Done{});
  const QString id = m_drafts.keyBegin().base().key();
  const Draft d = m_drafts.value(id);
  QJsonObject body{{u"desc"_s, d.desc}};
  if (d.timer) body[u"customArgument"_s] = d.customArgument;
  m_hub.backend().local("PUT", "/-/triggers/" + id.toLatin1(), QJsonDocument(body).toJson(QJsonDocument::Compact), this, [this, id, d, done = std::move(done)](const Result<QByteArray>& answer) {
    if (!answer) {
      Error error = answer.error();
      error.message = QString(tr("The trigger %1 of %2 was not saved.").arg(d.name, d.function) + u' ' + error.message);
      m_banner->show(error);
      return done(error);
    }
    m_drafts.remove(id);
    if (id == m_shown) m_form->load(triggerFromJson(QJsonDocument::fromJson(*answer).object()));
    enable();
    saveAll(done);
  });
}

void TriggersView::takeOver(TriggersView& from) {
  from.stash();
  m_drafts = std::exchange(from.m_drafts, {});
  m_wanted = from.m_shown;
  from.m_shown.clear();
}

}  // namespace scfdesk
