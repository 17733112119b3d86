// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/phases.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <algorithm>
#include <numeric>

namespace scfdesk {

int64_t Phases::sum() const { return std::accumulate(us.begin(), us.end(), int64_t{0}); }

QString Phases::name(Part part) {
  switch (part) {
    case Wait: return tr("Wait");
    case Starting: return tr("Starting");
    case Init: return tr("Init");
    case Run: return tr("Run");
    case PartCount: break;
  }
  return {};
}

QString Phases::spoken() const {
  const auto ms = [this](Part part) { return QString::number((us[part] + 500) / 1000); };
  return cold ? tr("Wait %1, starting %2, init %3, run %4 milliseconds").arg(ms(Wait), ms(Starting), ms(Init), ms(Run))
              : tr("Wait %1, run %2 milliseconds").arg(ms(Wait), ms(Run));
}

Phases phasesOf(const Invocation& v, TimeUs now) {
  Phases p;
  p.cold = v.cold;
  p.failed = v.finished && v.statusCode != status::kSuccess;
  const TimeUs end = v.finished ? std::max({v.at.replied, v.at.left, v.at.entered, v.at.ready, v.at.started, v.at.dispatched}) : now;
  const auto stretch = [&p, &v, end](Phases::Part part, TimeUs from, TimeUs to) {
    if (from == 0) return;
    if (to == 0) {
      to = end;
      if (!v.finished) p.current = part;
    }
    p.us[part] = std::max<int64_t>(0, to - from);
  };
  const bool cold = v.cold || v.at.started != 0;
  p.cold = cold;
  if (v.at.dispatched == 0) {
    stretch(Phases::Wait, v.at.accepted, 0);
    return p;
  }
  p.us[Phases::Wait] = std::max<int64_t>(0, v.at.dispatched - v.at.accepted);
  if (cold) {
    stretch(Phases::Starting, v.at.dispatched, v.at.started);
    // Handing the event to an instance that was started for it belongs to its start; another one's wait does not.
    const bool own = v.at.dispatched <= v.at.started && v.at.ready != 0 && v.at.entered > v.at.ready;
    stretch(Phases::Init, v.at.started, own ? v.at.entered : v.at.ready);
  } else if (v.at.entered == 0 && !v.finished) {
    p.current = Phases::Run;
  }
  if (v.at.entered != 0) stretch(Phases::Run, v.at.entered, v.at.left);
  if (v.finished && v.durationUs > 0) p.us[Phases::Run] = v.durationUs;
  return p;
}

std::array<qreal, Phases::PartCount + 1> paintPhases(QPainter& painter, const QRectF& rect, const Phases& phases, double usPerPixel,
                                                     qreal least) {
  const Colors& c = Theme::current().colors();
  std::array<qreal, Phases::PartCount + 1> edges{};
  qreal x = rect.left();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(Qt::NoPen);
  for (int i = 0; i < Phases::PartCount; ++i) {
    edges[size_t(i)] = x;
    const int64_t us = phases.us[size_t(i)];
    if (us <= 0 || (i == Phases::Wait && us < 500)) continue;  // a wait that reads 0 ms is none: amber means waiting
    const qreal width = std::min(std::max(least, qreal(double(us) / usPerPixel)), rect.right() - x);
    if (width <= 0) continue;
    // A gap between parts; the last one ends where the bar ends.
    const bool last = x + width > rect.right() - 1;
    const QRectF part(x, rect.top(), std::max<qreal>(1, width - (width > 3 && !last ? 1 : 0)), rect.height());
    switch (i) {
      case Phases::Wait: painter.fillRect(part, c.state.queued); break;
      case Phases::Starting: paintState(painter, part, InstanceState::Starting); break;
      case Phases::Init: paintState(painter, part, InstanceState::Init); break;
      default: painter.fillRect(part, phases.failed ? c.state.failed : c.state.busy); break;
    }
    x += width;
  }
  edges[Phases::PartCount] = x;
  painter.restore();
  return edges;
}

}  // namespace scfdesk
