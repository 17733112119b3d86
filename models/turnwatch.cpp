// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/turnwatch.h"
#include <QAbstractEventDispatcher>
#include <algorithm>

namespace scfdesk {

TurnWatch::TurnWatch(QObject* parent) : QObject(parent) {
  QAbstractEventDispatcher* loop = QAbstractEventDispatcher::instance();
  connect(loop, &QAbstractEventDispatcher::awake, this, &TurnWatch::begin);
  connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, &TurnWatch::end);
}

void TurnWatch::reset() {
  m_worst = {};
  m_turns = m_over = 0;
  m_began = Time::now();
}

void TurnWatch::end() {
  const Time::duration took = Time::now() - m_began;
  m_worst = std::max(m_worst, took);
  m_over += took > kPromise;
  ++m_turns;
  m_began = Time::now();
}

}  // namespace scfdesk
