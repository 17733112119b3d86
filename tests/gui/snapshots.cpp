// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every view in each theme, size and language to PNG files, without a display.
//   scfdesk-snapshots FOLDER [NAME ...]    NAME: only pictures whose name contains it
// Each scene is arranged once a language; themes and sizes change while it is shown, as a person would change them. Shares of the
// scenes run beside each other, each in a process of its own. Exit status 1: a view is missing or a picture could not be written.
#include "tests/gui/scenes.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QLocale>
#include <QProcess>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <memory>
#include <tuple>
#include <vector>

namespace {

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

constexpr QSize kSizes[] = {QSize(1440, 900), QSize(1280, 800)};
/// Besides, in English and dark: a large window, and one at scale 2.
constexpr QSize kLarge(2560, 1440);
constexpr QSize kDoubled(2560, 1600);
constexpr int kChildMs = 600'000;  ///< a share's process is ended after this long
constexpr int kPngQuality = 90;    ///< zlib's level 1: twice as quick to write as the default, a tenth larger

struct Tally {
  int written = 0;
  int wrong = 0;
};

QString nameOf(const Picture& picture, Scheme scheme, const QSize& size, const QString& language) {
  return picture.name + u'-' + (scheme == Scheme::Dark ? u"dark"_s : u"light"_s) + u'-' + QString::number(size.width()) + u'x' +
         QString::number(size.height()) + u'-' + language;
}

/// One scene in every wanted theme and size. `wanted` = what a name has to contain, one of them; empty = all.
Tally render(const Picture& picture, Theme& theme, const QDir& folder, const QString& language, const QStringList& wanted, QTextStream& out) {
  Tally tally;
  std::unique_ptr<Stage> stage;
  QWidget* shown = nullptr;
  for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
    for (const QSize& size : kSizes) {
      const QString name = nameOf(picture, scheme, size, language);
      bool any = wanted.isEmpty();
      for (const QString& part : wanted) any = any || name.contains(part);
      if (!any) continue;
      theme.setScheme(scheme);
      if (!stage) {
        stage = std::make_unique<Stage>(picture.pictures);
        stage->start(size);
        shown = picture.arrange(*stage);
      } else {
        stage->window->resize(size);
      }
      settle();
      if (!shown) {
        out << "missing: " << name << '\n';
        ++tally.wrong;
      } else if (!shown->grab().save(folder.filePath(name + u".png"_s), "PNG", kPngQuality)) {
        out << "cannot write: " << folder.filePath(name + u".png"_s) << '\n';
        ++tally.wrong;
      } else {
        ++tally.written;
      }
    }
  }
  if (language == u"en"_s)
    for (const auto& [size, scale, said] : {std::tuple(kLarge, 1.0, u""_s), std::tuple(kDoubled, 2.0, u"-x2"_s)}) {
      const QString name = nameOf(picture, Scheme::Dark, size, language) + said;
      bool any = wanted.isEmpty();
      for (const QString& part : wanted) any = any || name.contains(part);
      if (!any) continue;
      theme.setScheme(Scheme::Dark);
      theme.setScale(scale);
      if (!stage) {
        stage = std::make_unique<Stage>(picture.pictures);
        stage->start(size);
        shown = picture.arrange(*stage);
      } else {
        stage->window->resize(size);
      }
      settle();
      const bool good = shown && shown->grab().save(folder.filePath(name + u".png"_s), "PNG", kPngQuality);
      if (!good) out << "not written: " << name << '\n';
      ++(good ? tally.written : tally.wrong);
    }
  theme.setScale(1);
  return tally;
}

/// This program once more for each share of each language's scenes, as many as there are processors for a language; their words are
/// passed on. Returns the exit status.
int renderShares(const QStringList& arguments, QTextStream& out) {
  std::vector<std::unique_ptr<QProcess>> children;
  const int shares = std::max(1, QThread::idealThreadCount());
  for (int i = 0; i < 2 * shares; ++i) {
    const QString language = i % 2 ? u"zh_CN"_s : u"en"_s;
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::MergedChannels);
    child->start(QCoreApplication::applicationFilePath(), QStringList{u"--share"_s, language, QString::number(i / 2), QString::number(shares)} + arguments);
    children.push_back(std::move(child));
  }
  int status = 0;
  for (const auto& child : children) {
    const bool ended = child->waitForFinished(kChildMs);
    if (!ended) child->kill();
    if (!ended || child->exitStatus() != QProcess::NormalExit || child->exitCode() != 0) status = 1;
    out << child->readAll();
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QTextStream out(stdout);
  QStringList arguments = app.arguments().mid(1);
  const bool one = arguments.size() > 4 && arguments.first() == "--share"_L1;
  const QString language = one ? arguments.at(1) : QString();
  const int share = one ? arguments.at(2).toInt() : 0;
  const int shares = one ? std::max(1, arguments.at(3).toInt()) : 1;
  if (one) arguments.remove(0, 4);
  if (arguments.isEmpty()) {
    out << "usage: scfdesk-snapshots FOLDER [NAME ...]\n";
    return 2;
  }
  const QDir folder(arguments.first());
  if (!QDir().mkpath(folder.path())) {
    out << "The folder " << folder.path() << " cannot be made.\n";
    return 1;
  }
  if (!one) return renderShares(arguments, out);
  Theme theme;
  applyTheme(app, theme);
  QCursor::setPos(3000, 3000);  // nothing is hovered
  installTranslator(app, QLocale(language));
  Tally sum;
  const auto all = pictures();
  for (qsizetype i = share; i < qsizetype(all.size()); i += shares) {
    const Tally tally = render(all[i], theme, folder, language, arguments.mid(1), out);
    sum.written += tally.written;
    sum.wrong += tally.wrong;
  }
  out << language << ": " << sum.written << " pictures in " << folder.path() << ", " << sum.wrong << " missing\n";
  return sum.wrong ? 1 : 0;
}
