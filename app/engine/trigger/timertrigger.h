// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/trigger/trigger.h"
#include "models/data/cron.h"

namespace scfdesk {

/// Timer (facts/scf.md section 5): fires at each second that its cron matches in the zone of the setting timerZone, which has no
/// daylight saving. Engine thread; owned by Triggers.
///
/// Time: the machine's wall clock while the engine's clock has its natural speed, the engine's own clock from its first scaling on.
/// What falls due while the engine runs is fired, late if it must be. What fell due while it did not run, while the machine slept or
/// was stepped over when the wall clock was set forward is not made up. When the wall clock is set back by up to kBackSeconds, the
/// seconds that are shown a second time do not fire again; when by more, it is a new time and they do.
class TimerTrigger final : public Trigger {
 public:
  TimerTrigger(Triggers& host, const TriggerInfo& info);
  ~TimerTrigger() override;
  void clockChanged() override;
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray about() const override;

  /// {"cron":"..."} from a bare cron or from itself.
  static Result<QString> keep(const QString& sent);
  static Cron cronOf(const QString& desc);
  /// The event of a firing at `seconds` (Unix).
  static QByteArray eventOf(const TriggerInfo& info, int64_t seconds);

  static constexpr int kBackSeconds = 60;

 protected:
  void start() override;
  void stop() override;

 private:
  [[nodiscard]] TimeUs civilUs() const;   ///< what the clock on the wall shows
  void arm();
  void wake();
  void findNext(int64_t after);
  [[nodiscard]] int zone() const;

  Cron m_cron;
  std::optional<int64_t> m_next;  ///< Unix second that fires next
  int64_t m_fired = 0;            ///< the last one that did
  TimeUs m_late = -1;             ///< after its second, of the last firing; -1 before the first
  TimeUs m_lead = 0;              ///< wall clock ahead of the engine's, as of the last look
  Reactor::TimerId m_timer = 0;
};

}  // namespace scfdesk
