// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/samples.h"
#include "models/data/limits.h"
#include <QDir>
#include <QFile>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace scfdesk {
namespace {

QString text(const ordered_json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}
int number(const ordered_json& object, const char* name, int otherwise) {
  const auto it = object.find(name);
  return it != object.end() && it->is_number_integer() ? it->get<int>() : otherwise;
}

}  // namespace

QList<Sample> readSamples(const QString& folder) {
  QList<Sample> samples;
  for (const QString& name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
    const QString path = folder + u'/' + name;
    QFile file(path + u"/sample.json"_s);
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QByteArray bytes = file.read(limits::kSettingsFileBytes);
    const ordered_json object = ordered_json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (!object.is_object()) continue;
    Sample sample;
    CreateFunction& f = sample.request;
    f.key.name = text(object, "name");
    f.config.runtime = text(object, "runtime");
    f.config.handler = text(object, "handler");
    f.config.description = text(object, "description");
    f.config.memoryMb = number(object, "memoryMb", limits::kMemoryDefaultMb);
    f.config.timeoutSeconds = number(object, "timeoutSeconds", limits::kTimeoutDefaultSeconds);
    f.overrides.keepAliveSeconds = number(object, "keepAliveSeconds", 15);
    if (const auto env = object.find("environment"); env != object.end() && env->is_object())
      for (const auto& [key, value] : env->items())
        if (value.is_string()) f.config.environment.append({QString::fromStdString(key), QString::fromStdString(value.get<std::string>())});
    f.sample = true;
    f.code = {CodeSource::Folder, {}, path};
    if (const auto events = object.find("events"); events != object.end() && events->is_array())
      for (const auto& event : *events) {
        if (!event.is_object() || !event.contains("event")) continue;
        sample.events.append({f.key, text(event, "name"), QByteArray::fromStdString(event["event"].dump(2)), text(event, "template")});
      }
    samples.append(sample);
  }
  // The one that the first run shows comes first.
  std::stable_sort(samples.begin(), samples.end(),
                   [](const Sample& a, const Sample& b) { return (a.request.key.name == u"hello-event"_s) > (b.request.key.name == u"hello-event"_s); });
  return samples;
}

}  // namespace scfdesk
