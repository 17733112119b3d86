// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/loadarchive.h"
#include "app/engine/postto.h"
#include <QFile>
#include <QSaveFile>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

template <typename T>
T valueOf(const json& from, const char* key, T otherwise) {
  const auto it = from.find(key);
  if (it == from.end()) return otherwise;
  if constexpr (std::is_same_v<T, QByteArray>) return it->is_string() ? QByteArray::fromStdString(it->template get<std::string>()) : otherwise;
  else if constexpr (std::is_same_v<T, bool>) return it->is_boolean() ? it->template get<bool>() : otherwise;
  else return it->is_number() ? it->template get<T>() : otherwise;
}

std::string textOf(const QString& text) { return text.toUtf8().toStdString(); }
}  // namespace

QByteArray LoadArchive::textOf(const LoadProgress& run) {
  const LoadSpec& s = run.spec;
  json codes = json::object();
  for (const auto& [code, count] : run.byCode) codes[std::to_string(code)] = count;
  json out{{"run", run.run},
           {"functionId", run.function},
           {"namespace", scfdesk::textOf(s.function.ns)},
           {"function", scfdesk::textOf(s.function.name)},
           {"async", s.mode == InvokeMode::Async},
           {"qualifier", scfdesk::textOf(s.qualifier)},
           // Bytes that need not be UTF-8.
           {"payload", s.payload.toBase64().toStdString()},
           {"count", s.count},
           {"peak", s.peakPerSecond},
           {"shape", int(s.shape)},
           {"every", s.everySeconds},
           {"speed", s.speed},
           {"startedAt", run.startedAt},
           {"endedAt", run.endedAt},
           {"sent", run.sent},
           {"succeeded", run.succeeded},
           {"failed", run.failed},
           {"throttled", run.throttled},
           {"stopped", run.stopped},
           {"cold", run.cold},
           {"substituted", run.substituted},
           {"p50Us", run.p50Us},
           {"p99Us", run.p99Us},
           {"maxUs", run.maxUs},
           {"codes", codes}};
  if (s.curve) out["curve"] = *s.curve;
  return QByteArray::fromStdString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::deque<LoadProgress> LoadArchive::runsOf(const QByteArray& text) {
  std::deque<LoadProgress> runs;
  for (const QByteArray& line : text.split('\n')) {
    const json in = json::parse(line.begin(), line.end(), nullptr, false);
    if (!in.is_object()) continue;
    LoadProgress run;
    LoadSpec& s = run.spec;
    const int shape = valueOf(in, "shape", -1);
    run.run = valueOf(in, "run", uint32_t{0});
    if (run.run == 0 || shape < 0 || shape > int(LoadShape::Replay)) continue;
    s.shape = LoadShape(shape);
    run.function = valueOf(in, "functionId", FunctionId{0});
    s.function = {QString::fromUtf8(valueOf(in, "namespace", QByteArray())), QString::fromUtf8(valueOf(in, "function", QByteArray()))};
    s.mode = valueOf(in, "async", true) ? InvokeMode::Async : InvokeMode::Sync;
    s.qualifier = QString::fromUtf8(valueOf(in, "qualifier", QByteArray("$LATEST")));
    s.payload = QByteArray::fromBase64(valueOf(in, "payload", QByteArray()));
    s.count = valueOf(in, "count", 0);
    s.peakPerSecond = valueOf(in, "peak", 0.0);
    s.everySeconds = valueOf(in, "every", 0.0);
    s.speed = valueOf(in, "speed", 1.0);
    run.startedAt = valueOf(in, "startedAt", TimeUs{0});
    run.endedAt = valueOf(in, "endedAt", TimeUs{0});
    run.sent = valueOf(in, "sent", 0);
    run.succeeded = valueOf(in, "succeeded", 0);
    run.failed = valueOf(in, "failed", 0);
    run.throttled = valueOf(in, "throttled", 0);
    run.stopped = valueOf(in, "stopped", false);
    run.cold = valueOf(in, "cold", 0);
    run.substituted = valueOf(in, "substituted", 0);
    run.p50Us = valueOf(in, "p50Us", int64_t{0});
    run.p99Us = valueOf(in, "p99Us", int64_t{0});
    run.maxUs = valueOf(in, "maxUs", int64_t{0});
    if (const auto codes = in.find("codes"); codes != in.end() && codes->is_object())
      for (const auto& [code, count] : codes->items())
        if (count.is_number()) run.byCode[atoi(code.c_str())] = count.get<int>();
    if (const auto curve = in.find("curve"); curve != in.end() && curve->is_array()) {
      std::vector<float> points;
      for (const json& point : *curve) points.push_back(point.is_number() ? point.get<float>() : 0);
      if (points.size() > 1 && points.size() <= LoadSpec::kCurvePoints) s.curve = std::make_shared<const std::vector<float>>(settledCurve(std::move(points)));
    }
    if (run.endedAt > 0) runs.push_back(std::move(run));
  }
  return runs;
}

LoadArchive::LoadArchive(const QString& dataDir) : m_file(dataDir + u"/loadruns.json"_s) {
  m_writer.setMaxThreadCount(1);
  QFile file(m_file);
  if (file.open(QIODevice::ReadOnly) && file.size() <= 2 * kMostBytes) m_runs = runsOf(file.readAll());
  for (const LoadProgress& run : m_runs) m_texts.push_back(textOf(run));
}

LoadArchive::~LoadArchive() { m_writer.waitForDone(); }

void LoadArchive::keep(const LoadProgress& run) {
  m_runs.push_back(run);
  m_texts.push_back(textOf(run));
  qsizetype bytes = 0;
  for (const QByteArray& text : m_texts) bytes += text.size() + 1;
  while (m_texts.size() > kMostRuns || (bytes > kMostBytes && m_texts.size() > 1)) {
    bytes -= m_texts.front().size() + 1;
    m_texts.pop_front();
    m_runs.pop_front();
  }
  QByteArray whole;
  whole.reserve(bytes);
  for (const QByteArray& text : m_texts) whole += text + '\n';
  startOn(m_writer, [file = m_file, whole] {
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) return;
    out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);  // events may hold what is nobody else's business
    if (out.write(whole) == whole.size()) out.commit();
  });
}

}  // namespace scfdesk
