// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/translation.h"
#include "widgets/theme/smalltext.h"
#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE names a symbol of the global namespace.
static void initTranslations() { Q_INIT_RESOURCE(scfdesk); }

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

bool installTranslator(QCoreApplication& app, const QLocale& locale) {
  initTranslations();
  const QString name = u"scfdeskTranslator"_s;
  if (auto* former = app.findChild<QTranslator*>(name)) {
    QCoreApplication::removeTranslator(former);
    delete former;
  }
  auto* translator = new QTranslator(&app);
  translator->setObjectName(name);
  const bool own = locale.language() != QLocale::English && locale.language() != QLocale::C &&
                   translator->load(locale, u"scfdesk"_s, u"_"_s, u":/i18n"_s);
  // English texts are in the sources; only the forms of counted things come from a file.
  if (!own && !translator->load(u"scfdesk_en"_s, u":/i18n"_s)) {
    delete translator;
    return false;
  }
  setSmallTextPlain(own && locale.language() == QLocale::Chinese);
  QCoreApplication::installTranslator(translator);
  return own;
}

namespace {
constexpr const char* kChosen = "scfdeskLanguage";
}

QString chosenLanguage() { return qApp->property(kChosen).toString(); }

void chooseLanguage(QCoreApplication& app, const QString& language) {
  app.setProperty(kChosen, language);
  installTranslator(app, language.isEmpty() ? QLocale::system() : QLocale(language));
}

}  // namespace scfdesk
