// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QLocale;

namespace scfdesk {

/// Puts the translation of the locale's language into force in place of the former one; without one, English, the language of
/// the sources. Open windows retranslate. GUI thread. Returns whether the locale has a translation of its own.
bool installTranslator(QCoreApplication& app, const QLocale& locale);

}  // namespace scfdesk
