// SPDX-License-Identifier: GPL-3.0-or-later
// How the edits of Configuration reach the engine, and what is said when it refuses them.
#include "models/data/handlers.h"
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/configurationview.h"
#include "widgets/functions/environmenteditor.h"
#include "widgets/functions/optionalnumber.h"
#include <QHash>
#include <QLayout>
#include <QScrollArea>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Sets what changed; nothing when nothing did.
template <typename T>
void setIfChanged(std::optional<T>& field, const T& base, const T& wanted, bool& any) {
  if (base == wanted) return;
  field = wanted;
  any = true;
}

}  // namespace

void ConfigurationView::save() {
  if (!info() || m_busy || !hasChanges() || !m_valid) return;
  m_banner->clear();
  setBusy(true);
  send(m_function, m_drafts[m_function], [this, id = m_function](const Status& done) {
    if (done) setBusy(false);
    else onRefused(id, done.error());
  });
}

void ConfigurationView::send(FunctionId id, const Values& wanted, std::function<void(const Status&)> done) {
  const FunctionInfo* f = m_hub.functions().info(id);
  if (!f) return done(Done{});  // it is gone, and its edits with it
  const FunctionKey key = f->key;
  const FunctionConfig &base = m_base[id].config, &now = wanted.config;
  UpdateConfig update;
  update.key = key;
  bool any = false;
  setIfChanged(update.handler, base.handler, now.handler, any);
  setIfChanged(update.description, base.description, now.description, any);
  setIfChanged(update.memoryMb, base.memoryMb, now.memoryMb, any);
  setIfChanged(update.timeoutSeconds, base.timeoutSeconds, now.timeoutSeconds, any);
  setIfChanged(update.initTimeoutSeconds, base.initTimeoutSeconds, now.initTimeoutSeconds, any);
  setIfChanged(update.environment, base.environment, now.environment, any);
  if (!any) return sendOverrides(id, key, wanted, std::move(done));
  m_hub.backend().updateConfig(update, this, [this, id, key, wanted, done = std::move(done)](const Result<FunctionInfo>& r) {
    if (!r) return done(r.error());
    sendOverrides(id, key, wanted, done);
  });
}

void ConfigurationView::sendOverrides(FunctionId id, const FunctionKey& key, const Values& wanted, std::function<void(const Status&)> done) {
  const FunctionInfo* f = m_hub.functions().info(id);
  if (!f || f->overrides == wanted.overrides) return done(Done{});
  m_hub.backend().setOverrides(key, wanted.overrides, this, [done = std::move(done)](const Result<Done>& r) { done(r); });
}

void ConfigurationView::onRefused(FunctionId id, const Error& error) {
  setBusy(false);
  if (id != m_function) return;
  const auto place = [&](FieldRow* row) { row->setError(EngineWords::text(error)); };
  if (error.code.contains(u"Handler"_s)) place(m_handlerRow);
  else if (error.code.contains(u"Memory"_s)) place(m_memoryRow);
  else if (error.code.contains(u"InitTimeout"_s)) place(m_initRow);
  else if (error.code.contains(u"Timeout"_s)) place(m_timeoutRow);
  else if (error.code.contains(u"Description"_s)) place(m_descriptionRow);
  else if (error.code.contains(u"Environment"_s)) m_environment->setError(EngineWords::text(error));
  else m_banner->show(error);
}

void ConfigurationView::setBusy(bool busy) {
  m_busy = busy;
  if (!busy) {
    // What was saved has come with the batch before the reply.
    if (const FunctionInfo* f = info(); f && m_drafts.contains(m_function)) onFunctionChanged(m_function);
    else if (f) markChanges(read());
  } else {
    m_save->setEnabled(false);
  }
}

void ConfigurationView::reveal(const QString& setting) {
  const QHash<QString, QWidget*> fields{{u"keepAliveSeconds"_s, m_keepAlive}, {u"maxInstances"_s, m_maxInstances}, {u"startPolicy"_s, m_startPolicy},
                                        {u"memoryMb"_s, m_memory},            {u"timeoutSeconds"_s, m_timeout},    {u"initTimeoutSeconds"_s, m_initTimeout}};
  QWidget* field = fields.value(setting);
  auto* scroll = findChild<QScrollArea*>(u"configuration_scroll"_s);
  if (!field || !scroll) return;
  layout()->activate();
  scroll->ensureWidgetVisible(field, 0, height() / 3);
  if (field->focusPolicy() != Qt::NoFocus) return field->setFocus(Qt::OtherFocusReason);
  for (QWidget* one : field->findChildren<QWidget*>())
    if (one->focusPolicy() & Qt::TabFocus && one->isEnabled() && !one->isHidden()) return one->setFocus(Qt::OtherFocusReason);
}

void ConfigurationView::takeOver(ConfigurationView& from) {
  m_base = std::move(from.m_base);
  m_drafts = std::move(from.m_drafts);
  from.m_base.clear();
  from.m_drafts.clear();
  load(m_function);
}

QStringList ConfigurationView::unsaved() const {
  QStringList names;
  for (const auto& [id, values] : m_drafts)
    if (const FunctionInfo* f = m_hub.functions().info(id)) names << f->key.name;
  names.sort();
  return names;
}

void ConfigurationView::saveAll(std::function<void(const Status&)> done) {
  const auto next = std::find_if(m_drafts.begin(), m_drafts.end(), [this](const auto& draft) { return m_hub.functions().info(draft.first); });
  if (next == m_drafts.end()) return done(Done{});
  const FunctionId id = next->first;
  const QString name = m_hub.functions().info(id)->key.name;
  const auto extras = m_hub.functions().info(id)->apiExtras;
  const auto named = [name](Error error) {
    error.message = tr("%1 was not saved.").arg(name) + u' ' + error.message;
    return error;
  };
  if (const Status possible = checkConfig(next->second.config, extras); !possible) return done(named(possible.error()));
  send(id, next->second, [this, id, named, done = std::move(done)](const Status& sent) {
    if (!sent) return done(named(sent.error()));
    m_drafts.erase(id);
    if (id == m_function) setBusy(false);
    saveAll(done);
  });
}

}  // namespace scfdesk
