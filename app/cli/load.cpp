// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/load.h"
#include "app/engine/descriptors.h"
#include "app/engine/reactor.h"
#include <QEventLoop>
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;

namespace scfdesk::cli {
namespace {
constexpr int64_t kProgressMs = 500;
constexpr double kMsUs = 1000;
constexpr int64_t kLateNs = 2'000'000;

class Run final {
 public:
  Run(Transport& transport, const LoadPlan& plan, const std::function<void(qint64)>& progress) : m_transport(transport), m_plan(plan), m_progress(progress) {
    m_reactor.attachToQt();
    m_figures.latencies.reserve(size_t(plan.count));
  }

  LoadFigures go() {
    m_begin = m_clock.nowNs();
    if (m_progress) tick();
    sendDue();
    m_loop.exec();
    LoadFigures& f = m_figures;
    f.seconds = double(m_clock.nowNs() - m_begin) / 1e9;
    const double sending = double(m_lastSent - m_begin) / 1e9;
    f.sentPerSecond = sending > 0 ? double(f.count - 1) / sending : 0;
    std::sort(f.latencies.begin(), f.latencies.end());
    std::sort(f.durations.begin(), f.durations.end());
    return std::move(f);
  }

 private:
  [[nodiscard]] int64_t dueNs(qint64 i) const { return m_begin + int64_t(double(i) * 1e9 / m_plan.rate); }

  void sendDue() {
    if (m_plan.rate <= 0) return send(m_clock.nowNs());
    while (m_sent < m_plan.count && m_underWay < LoadPlan::kMostAtOnce) {
      const int64_t due = dueNs(m_sent), now = m_clock.nowNs();
      if (due > now) {
        if (!m_armed) {
          m_armed = true;
          m_reactor.callAt(due, [this] {
            m_armed = false;
            sendDue();
          });
        }
        return;
      }
      m_figures.late += now - due > kLateNs;
      send(due);
    }
  }

  void send(int64_t due) {
    ++m_sent;
    ++m_underWay;
    ++m_figures.count;
    m_lastSent = m_clock.nowNs();
    m_transport.action("Invoke", m_plan.made ? m_plan.made(m_sent) : m_plan.params, m_plan.limitMs, [this, due](const Result<QByteArray>& answer) { ended(due, answer); });
  }

  void ended(int64_t due, const Result<QByteArray>& answer) {
    --m_underWay;
    ++m_ended;
    if (answer) {
      m_figures.latencies.push_back((m_clock.nowNs() - due) / 1000);
      judge(*answer);
    } else {
      fail(answer.error().code);
    }
    if (m_ended == m_plan.count) return m_loop.quit();
    if (m_sent < m_plan.count && !m_armed) sendDue();
  }

  void judge(const QByteArray& response) {
    const json value = json::parse(response.begin(), response.end(), nullptr, false);
    const auto result = value.is_object() ? value.find("Result") : value.end();
    if (!value.is_object() || result == value.end() || !result->is_object()) return fail(u"Local.BadAnswer"_s);
    if (m_plan.async) return;
    m_figures.durations.push_back(int64_t(result->value("Duration", 0.0) * kMsUs));
    m_figures.memoryBytes = std::max(m_figures.memoryBytes, result->value("MemUsage", 0.0));
    const QByteArray text = QByteArray::fromStdString(result->value("RetMsg", std::string()));
    if (result->value("InvokeResult", 0) != 0) return fail(QString::number(statusCodeOf(text)));
    if (!m_plan.expect || !m_plan.expect->broken(text)) return;
    ++m_figures.unexpected;
    fail(u"unexpected result"_s);
  }

  void fail(const QString& code) {
    ++m_figures.failed;
    ++m_figures.codes[code];
  }

  void tick() {
    m_progress(m_ended);
    m_reactor.callAfterMs(kProgressMs, [this] { tick(); });
  }

  Transport& m_transport;
  const LoadPlan& m_plan;
  const std::function<void(qint64)>& m_progress;
  SystemClock m_clock;
  Reactor m_reactor{m_clock};
  QEventLoop m_loop;
  LoadFigures m_figures;
  qint64 m_sent = 0, m_ended = 0, m_underWay = 0;
  int64_t m_begin = 0, m_lastSent = 0;
  bool m_armed = false;
};
}  // namespace

LoadFigures runLoad(Transport& transport, const LoadPlan& plan, const std::function<void(qint64)>& progress) {
  raiseDescriptorLimit();
  return Run(transport, plan, progress).go();
}

int statusCodeOf(const QByteArray& result) {
  const json value = json::parse(result.begin(), result.end(), nullptr, false);
  return value.is_object() && value.contains("statusCode") && value["statusCode"].is_number_integer() ? value["statusCode"].get<int>() : 0;
}

}  // namespace scfdesk::cli
