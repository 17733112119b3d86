// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

class QCoreApplication;
class QLocale;

namespace scfdesk {

/// Puts the translation of the locale's language into force in place of the former one; without one, English, the language of
/// the sources. Open windows retranslate. GUI thread. Returns whether the locale has a translation of its own.
bool installTranslator(QCoreApplication& app, const QLocale& locale);

/// The language that was chosen in Settings: "en", "zh_CN", or empty for the desktop's. Choosing installs its translator.
[[nodiscard]] QString chosenLanguage();
void chooseLanguage(QCoreApplication& app, const QString& language);

}  // namespace scfdesk
