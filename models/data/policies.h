// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace scfdesk {

/// A scaling policy in words, for the settings and whoever shows them. Texts are English sources: a view translates them with
/// QCoreApplication::translate("ScalingPolicy", text). Values; any thread.
struct PolicyText {
  const char* setting;  ///< the setting that chooses it: "policy" (what becomes of idle instances) or "startPolicy" (what an event does that finds none)
  const char* value;    ///< its value there: "fixed"
  const char* title;    ///< "Fixed keep-alive"
  const char* text;     ///< one paragraph
};

/// All, defaults first.
const QList<PolicyText>& policyTexts();
/// The one of a setting's value; null when there is none.
const PolicyText* policyText(const QString& setting, const QString& value);

}  // namespace scfdesk
