// SPDX-License-Identifier: GPL-3.0-or-later
// What the fire bar's Repeat and Load rows ask for.
#include "models/data/limits.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/curveeditor.h"
#include "widgets/test/firebar.h"
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

bool FireBar::settle() {
  if (mode() == Mode::Once) return true;
  bool kept = true;
  if (replays()) refreshRecording();  // what has been recorded by now
  const auto fields = mode() == Mode::Repeat ? std::array{m_repeatCount, m_repeatEvery} : replays() ? std::array{m_speed, m_speed} : std::array{m_loadCount, m_loadPeak};
  for (NumberField* field : fields) {
    if (field->hasAcceptableInput()) continue;
    field->interpretText();
    kept = kept && field->adjustment().isEmpty();
  }
  return kept;
}

LoadSpec FireBar::load(Mode mode) const {
  LoadSpec spec;
  spec.mode = invokeMode();
  if (mode == Mode::Repeat) {
    spec.count = m_repeatCount->intValue();
    spec.everySeconds = m_repeatEvery->value();
    spec.shape = LoadShape::Constant;
  } else {
    spec.count = m_loadCount->intValue();
    spec.peakPerSecond = m_loadPeak->value();
    spec.shape = shape();
    if (spec.shape == LoadShape::Drawn) spec.curve = std::make_shared<const std::vector<float>>(m_curve->curve());
    if (spec.shape == LoadShape::Replay) {
      spec.recorded = m_recording.arrivals;
      spec.speed = m_speed->value();
      spec.count = m_recording.arrivals ? int(m_recording.arrivals->size()) : 0;
      spec.peakPerSecond = std::max(1.0, m_recording.mostPerSecond * spec.speed);
    }
  }
  return spec;
}

LoadShape FireBar::shape() const { return LoadShape(m_shape->currentIndex()); }

bool FireBar::replays() const { return mode() == Mode::Load && shape() == LoadShape::Replay; }

void FireBar::setRecordingSource(std::function<Recording()> source) { m_source = std::move(source); }

void FireBar::refreshRecording() {
  if (replays() && m_source) m_recording = m_source();
  refresh();
}

QString FireBar::spanText() const {
  if (!m_recording.arrivals) return tr("Nothing was recorded here. Shift+drag in the time strip picks out a span.");
  QString text = tr("%1 – %2, %n event(s)", nullptr, int(m_recording.arrivals->size())).arg(format::clock(m_recording.begin, 0), format::clock(m_recording.end, 0));
  text += u" · "_s + format::duration(int64_t(loadDurationSeconds(load(Mode::Load)) * 1e6)).text();
  if (m_recording.cut) text += u" · "_s + tr("the first %1 of them").arg(format::count(limits::kLoadEvents));
  return text;
}

void FireBar::setLoad(const LoadSpec& spec) {
  m_loadCount->setValue(spec.count);
  m_loadPeak->setValue(spec.peakPerSecond);
  if (spec.curve) m_curve->setCurve(*spec.curve);
  m_shape->setCurrentIndex(int(spec.shape));
}

}  // namespace scfdesk
