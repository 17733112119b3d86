// SPDX-License-Identifier: GPL-3.0-or-later
// Apply B, fire the load for real, and hold the prediction against what was measured.
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/scaling/tabledialog.h"
#include "widgets/simulate/settingspane.h"
#include "widgets/simulate/simloadcurve.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/simulateimpl.h"
#include "widgets/simulate/verdict.h"
#include <QApplication>
#include <QJsonDocument>
#include <QStackedWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void SimulateView::say(const QString& sentence, bool wrong) {
  m->note->setTone(wrong ? Tone::Error : Tone::Tertiary);
  m->note->setText(sentence);
}

void SimulateView::takeOver(const SimulateView& from) {
  m->taken = true;  // the settings of the function are not to be put over these
  m->function = from.m->function;
  m->functions->setCurrentIndex(m->functions->findData(m->function));
  m->engine = from.m->engine;
  m->tariff = from.m->tariff;
  m->tariffButton->setText(tr("Tariff of %1").arg(m->tariff.date));
  takeFit();
  m->count->setValue(from.m->count->value());
  m->peak->setValue(from.m->peak->value());
  m->mode->setCurrentIndex(from.m->mode->currentIndex());
  m->keep->setValue(from.m->keep->value());
  m->swept->setCurrentIndex(from.m->swept->currentIndex());
  m->curve->setCurve(from.m->curve->curve(), from.m->load.seconds);
  m->load.seconds = from.m->load.seconds;
  m->source->setCurrentIndex(from.m->source->currentIndex());
  m->settings->setSettings(from.m->settings->a(), from.m->settings->b());
  m->settings->setC(from.m->settings->c());
  m->shown->setCurrentIndex(from.m->shown->currentIndex());
  takeLoad();
  later();
}

void SimulateView::showAsTable() {
  const QWidget* focus = QApplication::focusWidget();
  const Tabled* one = focus && isAncestorOf(focus) ? dynamic_cast<const Tabled*>(focus) : nullptr;
  if (!one) one = tabledIn(m->stack->currentWidget());
  if (!one) one = m->tracks;
  (new TableDialog(one->table(), window()))->show();
}

void SimulateView::applyB() {
  const FunctionInfo* info = m->hub.functions().info(m->function);
  const SimSettings a = m->settings->a(), b = m->settings->b();
  if (!info || a == b) return;
  Backend& backend = m->hub.backend();
  const FunctionKey key = info->key;
  QStringList skipped;
  const auto told = [this](const auto& result) {
    if (!result) m->banner->show(result.error(), tr("Simulate again"));
  };
  const int memory = static_cast<int>(b.at(SimSetting::Memory));
  for (const SimSetting s : changedSettings(a, b)) {
    switch (s) {
      case SimSetting::Memory: {
        UpdateConfig change;
        change.key = key;
        change.memoryMb = memory;
        backend.updateConfig(change, this, told);
        break;
      }
      case SimSetting::KeepAlive: {
        FunctionOverrides overrides = info->overrides;
        overrides.keepAliveSeconds = static_cast<int>(b.at(s));
        backend.setOverrides(key, overrides, this, told);
        break;
      }
      case SimSetting::Burst: {
        EngineSettings settings = m->engine;
        settings.burstPerMinute = static_cast<int>(b.at(s));
        backend.setSettings(settings, this, [this, told](const Result<EngineSettings>& now) {
          if (now) m->engine = *now;
          told(now);
        });
        break;
      }
      case SimSetting::Provisioned:
        if (info->versions.isEmpty()) {
          skipped << tr("provisioned instances need a published version");
          break;
        }
        backend.action("PutProvisionedConcurrencyConfig",
                       QJsonDocument(QJsonObject{{u"FunctionName"_s, key.name}, {u"Namespace"_s, key.ns}, {u"Qualifier"_s, QString::number(info->versions.last().number)}, {u"VersionProvisionedConcurrencyNum"_s, static_cast<int>(b.at(s))}}).toJson(QJsonDocument::Compact),
                       this, told);
        break;
      case SimSetting::Init:
      case SimSetting::Run: skipped << tr("%1 is the code's own affair").arg(SimVerdict::nameOf(s)); break;
      case SimSetting::Limit: break;
    }
  }
  // A limit in instances is a reserved quota in MB: another memory size moves it too.
  if (a.at(SimSetting::Limit) != b.at(SimSetting::Limit) || (info->reservedMemoryMb && a.at(SimSetting::Memory) != b.at(SimSetting::Memory)))
    backend.action("PutReservedConcurrencyConfig",
                   QJsonDocument(QJsonObject{{u"FunctionName"_s, key.name}, {u"Namespace"_s, key.ns}, {u"ReservedConcurrencyMem"_s, static_cast<int>(b.at(SimSetting::Limit)) * memory}}).toJson(QJsonDocument::Compact), this, told);
  SimSettings now = b;
  for (const SimSetting s : {SimSetting::Init, SimSetting::Run}) now.set(s, a.at(s));
  if (info->versions.isEmpty()) now.set(SimSetting::Provisioned, a.at(SimSetting::Provisioned));
  m->settings->setSettings(now, b);
  say(skipped.isEmpty() ? tr("B is in force for %1").arg(key.name) : tr("B is in force for %1; not applied: %2").arg(key.name, skipped.join(u", "_s)), false);
  later();
}

void SimulateView::fireForReal() {
  const FunctionInfo* info = m->hub.functions().info(m->function);
  if (!info || m->load.kind != SimLoad::Kind::Preset) return;
  LoadSpec spec = m->load.preset;
  spec.function = info->key;
  spec.mode = m->load.mode;
  spec.payload = "{}";
  // The saved event of the function, if it has one: an empty one may do nothing.
  m->hub.backend().savedEvents(info->key, this, [this, spec](const Result<QList<SavedEvent>>& events) mutable {
    const QString event = events && !events->isEmpty() ? events->first().name : u"{}"_s;
    if (events && !events->isEmpty()) spec.payload = events->first().json;
    m->hub.backend().startLoad(spec, this, [this, event](const Result<uint32_t>& run) {
      if (!run) return m->banner->show(run.error(), tr("Simulate again"));
      m->fired = *run;
      m->measured.reset();
      m->firedEvent = event;
      say(tr("Firing %1 for real").arg(event), false);
      showChip();
      measure(m->fired);
    });
  });
}

void SimulateView::measure(quint32 run) {
  if (run == 0 || run != m->fired) return;
  const auto it = m->hub.loads().find(run);
  if (it == m->hub.loads().end()) return;
  const LoadProgress& p = it->second;
  if (p.endedAt == 0) return say(tr("Firing %1 for real: %2 of %3 sent").arg(m->firedEvent, format::count(p.sent), format::count(p.spec.count)), false);
  LoadMeasure measure = measuredOf({run, 0, 0});
  measure.outcome.arrivals = p.sent;
  measure.outcome.throttled = p.throttled;
  m->measured = measure.outcome;
  say(tr("%1 events of %2 were fired for real").arg(format::count(p.sent), m->firedEvent), false);
  refreshCalibration();
  refresh();
}

}  // namespace scfdesk
