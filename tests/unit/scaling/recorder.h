// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"
#include <map>
#include <string>
#include <vector>

/// A sink that writes each decision as one line of text, with small names for instances in the order of their start:
/// "start A for 1 (no idle instance)", "run A 1 cold", "reject 2 432", ...
class Recorder final : public scfdesk::scaling::Sink {
 public:
  void decide(const scfdesk::scaling::Decision& d) override;
  /// The lines since the last call.
  std::vector<std::string> take();
  /// The id of an instance by its letter; 0 if it never was.
  [[nodiscard]] scfdesk::scaling::InstId instance(char letter) const;

 private:
  std::string nameOf(scfdesk::scaling::InstId id);
  std::vector<std::string> m_lines;
  std::vector<scfdesk::scaling::InstId> m_started;
};
