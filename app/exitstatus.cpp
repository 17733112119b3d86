// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exitstatus.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

int exitStatus(const Error& error) {
  if (error.code == u"Local.PortTaken"_s) return 4;
  if (error.code == u"Local.AddressUnusable"_s) return 2;
  if (error.code.startsWith(u"Local."_s)) return 3;
  return 1;
}

}  // namespace scfdesk
