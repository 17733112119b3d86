// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QHash>
#include <QObject>
#include <QTimer>

namespace scfdesk {

/// By what each function is fired: the types of its triggers, asked of the engine every kAskMs while somebody looks
/// (GET /-/triggers/types). An engine that cannot say has none. GUI thread; owned by the Navigator.
class FunctionSources final : public QObject {
  Q_OBJECT
 public:
  explicit FunctionSources(ModelHub& hub, QObject* parent = nullptr);
  void setWatched(bool watched);
  /// The type that stands for the function ("cos"); empty when it has no trigger. A source that brings events by itself comes
  /// before an address that may be called.
  [[nodiscard]] QString typeOf(FunctionId function) const;
  /// How many triggers it has.
  [[nodiscard]] int countOf(FunctionId function) const;
  /// The engine has answered: no type means no trigger.
  [[nodiscard]] bool known() const { return m_known; }

  static constexpr int kAskMs = 2000;

 Q_SIGNALS:
  void changed();

 private:
  void ask();
  void take(const QByteArray& answer);
  ModelHub& m_hub;
  QTimer m_timer;
  QHash<FunctionKey, QString> m_types;
  QHash<FunctionKey, int> m_counts;
  bool m_known = false;
};

}  // namespace scfdesk
