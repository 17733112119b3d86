// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/configurationview.h"
#include "models/data/handlers.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/codesourcerow.h"
#include "widgets/functions/environmenteditor.h"
#include "widgets/functions/optionalnumber.h"
#include <QShortcut>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList kPolicies{QString(), u"scf"_s, u"wait"_s};

template <typename T>
void takeIfSame(T& value, const T& base, const T& now) {
  if (value == base) value = now;
}

void showError(FieldRow* row, const Status& status) { row->setError(status ? QString() : EngineWords::text(status.error())); }

}  // namespace

void ConfigurationView::begin() {
  connect(&m_hub.selection(), &Selection::functionChanged, this, &ConfigurationView::load);
  connect(&m_hub.functions(), &FunctionModel::functionChanged, this, &ConfigurationView::onFunctionChanged);
  connect(&m_hub.functions(), &FunctionModel::functionRemoved, this, [this](quint32 id) {
    m_base.erase(id);
    m_drafts.erase(id);
  });
  connect(&m_hub, &ModelHub::statusChanged, this, [this] {
    if (m_hub.status().connected == m_connected) return;
    m_connected = m_hub.status().connected;
    if (info()) markChanges(read());
  });
  auto* key = new QShortcut(QKeySequence::Save, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(key, &QShortcut::activated, this, &ConfigurationView::save);
  load(m_hub.selection().function());
}

const FunctionInfo* ConfigurationView::info() const { return m_hub.functions().info(m_function); }

ConfigurationView::Values ConfigurationView::valuesOf(const FunctionInfo& info) { return {info.config, info.overrides}; }

ConfigurationView::Values ConfigurationView::merged(const Values& base, const Values& draft, const Values& now) {
  Values out = draft;
  takeIfSame(out.config.runtime, base.config.runtime, now.config.runtime);
  takeIfSame(out.config.handler, base.config.handler, now.config.handler);
  takeIfSame(out.config.description, base.config.description, now.config.description);
  takeIfSame(out.config.memoryMb, base.config.memoryMb, now.config.memoryMb);
  takeIfSame(out.config.timeoutSeconds, base.config.timeoutSeconds, now.config.timeoutSeconds);
  takeIfSame(out.config.initTimeoutSeconds, base.config.initTimeoutSeconds, now.config.initTimeoutSeconds);
  takeIfSame(out.config.environment, base.config.environment, now.config.environment);
  takeIfSame(out.overrides.keepAliveSeconds, base.overrides.keepAliveSeconds, now.overrides.keepAliveSeconds);
  takeIfSame(out.overrides.maxInstances, base.overrides.maxInstances, now.overrides.maxInstances);
  takeIfSame(out.overrides.startPolicy, base.overrides.startPolicy, now.overrides.startPolicy);
  return out;
}

void ConfigurationView::load(FunctionId id) {
  m_function = id;
  m_banner->clear();
  const FunctionInfo* f = info();
  m_form->setEnabled(f != nullptr);
  if (!f) {
    markChanges({});
    return;
  }
  if (!m_drafts.contains(id)) m_base[id] = valuesOf(*f);
  m_code->setFunction(*f);
  showRuntime(*f);
  fill(m_drafts.contains(id) ? m_drafts[id] : m_base[id]);
}

/// What really runs; and where there is nothing, the one command that brings it, to be copied.
void ConfigurationView::showRuntime(const FunctionInfo& f) {
  const QString shown = f.runtimeShown.isEmpty() ? f.config.runtime : EngineWords::runtime(f.runtimeShown);
  const bool missing = !f.interpreterFound && !f.installCommand.isEmpty();
  m_runtime->setText(missing ? QString(shown + u'\n' + tr("Events fail until it is there. Install it: %1").arg(f.installCommand)) : shown);
  m_runtime->setTone(missing ? Tone::Error : Tone::Primary);
}

void ConfigurationView::onFunctionChanged(quint32 id) {
  const FunctionInfo* f = m_hub.functions().info(id);
  if (!f) return;
  const Values now = valuesOf(*f);
  if (const auto draft = m_drafts.find(id); draft != m_drafts.end()) {
    // What was edited stays; what was not follows the function.
    draft->second = merged(m_base[id], draft->second, now);
    m_base[id] = now;
    if (draft->second == now) m_drafts.erase(draft);
  } else {
    m_base[id] = now;
  }
  if (id != m_function) return;
  m_code->setFunction(*f);
  showRuntime(*f);
  fill(m_drafts.contains(id) ? m_drafts[id] : now);
}

void ConfigurationView::fill(const Values& values) {
  m_filling = true;
  const auto setText = [](TextField* field, const QString& text) {
    if (field->text() == text) return;
    field->setText(text);
    field->setCursorPosition(0);  // a long text is read from its beginning
  };
  setText(m_handler, values.config.handler);
  setText(m_description, values.config.description);
  m_lastMemory = values.config.memoryMb;
  m_memory->setValue(values.config.memoryMb);
  m_timeout->setValue(values.config.timeoutSeconds);
  m_initTimeout->setValue(values.config.initTimeoutSeconds);
  m_environment->setSaved(m_base[m_function].config.environment);
  m_environment->setVariables(values.config.environment);
  m_keepAlive->setValue(values.overrides.keepAliveSeconds);
  m_maxInstances->setValue(values.overrides.maxInstances);
  m_startPolicy->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, kPolicies.indexOf(values.overrides.startPolicy.value_or(QString())))));
  m_filling = false;
  markChanges(read());
}

ConfigurationView::Values ConfigurationView::read() const {
  const auto base = m_base.find(m_function);
  Values v = base == m_base.end() ? Values{} : base->second;
  v.config.handler = m_handler->text();
  v.config.description = m_description->text();
  v.config.memoryMb = m_memory->intValue();
  v.config.timeoutSeconds = m_timeout->intValue();
  v.config.initTimeoutSeconds = m_initTimeout->intValue();
  v.config.environment = m_environment->variables();
  v.overrides.keepAliveSeconds = m_keepAlive->value();
  v.overrides.maxInstances = m_maxInstances->value();
  const QString policy = kPolicies.value(m_startPolicy->currentIndex());
  v.overrides.startPolicy = policy.isEmpty() ? std::nullopt : std::optional<QString>(policy);
  return v;
}

void ConfigurationView::onEdited() {
  if (m_filling || m_function == 0) return;
  const Values values = read();
  if (values == m_base[m_function]) m_drafts.erase(m_function);
  else m_drafts[m_function] = values;
  markChanges(values);
}

bool ConfigurationView::check(const Values& values) {
  const FunctionConfig& c = values.config;
  const FunctionInfo* info = m_hub.functions().info(m_function);
  const auto extras = info ? info->apiExtras : QHash<QString, QString>();
  showError(m_handlerRow, checkHandler(c.handler, c.runtime, extras));
  showError(m_memoryRow, checkMemory(c.memoryMb));
  showError(m_timeoutRow, checkTimeout(c.timeoutSeconds));
  showError(m_initRow, checkInitTimeout(c.initTimeoutSeconds));
  showError(m_descriptionRow, checkDescription(c.description));
  const Status environment = checkEnvironment(c.environment);
  m_environment->setError(environment ? QString() : EngineWords::text(environment.error()));
  m_handler->setError(!m_handlerRow->error().isEmpty());
  m_memory->setError(!m_memoryRow->error().isEmpty());
  m_timeout->setError(!m_timeoutRow->error().isEmpty());
  m_initTimeout->setError(!m_initRow->error().isEmpty());
  m_description->setError(!m_descriptionRow->error().isEmpty());
  return checkConfig(c, extras).ok();
}

void ConfigurationView::markChanges(const Values& values) {
  const bool any = hasChanges();
  int count = 0;
  if (info()) {
    const Values& base = m_base[m_function];
    const auto mark = [&count](auto* field, bool changed, const QString& saved) {
      count += changed ? 1 : 0;
      field->setChanged(changed);
      field->setToolTip(changed ? tr("Saved: %1").arg(saved) : QString());
    };
    const auto optional = [](const std::optional<int>& v, const QString& otherwise) { return v ? QString::number(*v) : otherwise; };
    mark(m_handler, values.config.handler != base.config.handler, base.config.handler);
    mark(m_description, values.config.description != base.config.description, base.config.description.isEmpty() ? tr("nothing") : base.config.description);
    mark(m_memory, values.config.memoryMb != base.config.memoryMb, tr("%1 MB").arg(base.config.memoryMb));
    mark(m_timeout, values.config.timeoutSeconds != base.config.timeoutSeconds, tr("%1 s").arg(base.config.timeoutSeconds));
    mark(m_initTimeout, values.config.initTimeoutSeconds != base.config.initTimeoutSeconds, tr("%1 s").arg(base.config.initTimeoutSeconds));
    mark(m_keepAlive, values.overrides.keepAliveSeconds != base.overrides.keepAliveSeconds, optional(base.overrides.keepAliveSeconds, tr("the engine's")));
    mark(m_maxInstances, values.overrides.maxInstances != base.overrides.maxInstances, optional(base.overrides.maxInstances, tr("no limit")));
    const bool policy = values.overrides.startPolicy != base.overrides.startPolicy;
    count += policy ? 1 : 0;
    m_startPolicy->setToolTip(policy ? tr("Saved: %1").arg(base.overrides.startPolicy.value_or(tr("the engine's"))) : QString());
    count += values.config.environment != base.config.environment ? 1 : 0;
    m_environment->setSaved(base.config.environment);
    m_valid = check(values);
  }
  m_changes->setText(count == 0 ? tr("Changes apply to new instances.") : count == 1 ? tr("1 change, not saved") : tr("%1 changes, not saved").arg(count));
  const QString missing = engineMissing(m_hub);
  m_save->setEnabled(any && m_valid && !m_busy && missing.isEmpty());
  m_save->setToolTip(missing);
  m_discard->setVisible(any);
  if (any == m_hadChanges) return;
  m_hadChanges = any;
  Q_EMIT changesChanged(any);
}

bool ConfigurationView::hasChanges() const { return m_drafts.contains(m_function); }

void ConfigurationView::discard() {
  m_drafts.erase(m_function);
  m_banner->clear();
  if (info()) fill(m_base[m_function] = valuesOf(*info()));
}

}  // namespace scfdesk
