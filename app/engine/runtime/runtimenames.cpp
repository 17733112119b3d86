// SPDX-License-Identifier: GPL-3.0-or-later
// The names of SCF's runtimes and what stands for them on this machine. Pure.
#include "app/engine/runtime/runtimes.h"
#include <algorithm>
#include <array>
#include <tuple>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

struct FamilyText {
  QLatin1String family;
  QLatin1String shown;
  QLatin1String install;
};
constexpr std::array<FamilyText, 6> kFamilies = {{
    {"python3"_L1, "Python"_L1, "sudo apt-get install python3"_L1},
    {"nodejs"_L1, "Node.js"_L1, "sudo apt-get install nodejs"_L1},
    {"php"_L1, "PHP"_L1, "sudo apt-get install php-cli"_L1},
    {"java"_L1, "Java"_L1, "sudo apt-get install default-jdk-headless"_L1},
    {"go"_L1, "Go"_L1, {}},
    {"python2"_L1, "Python"_L1, {}},
}};

const FamilyText* textOf(const QString& family) {
  const auto it = std::find_if(kFamilies.begin(), kFamilies.end(), [&](const FamilyText& f) { return family == f.family; });
  return it == kFamilies.end() ? nullptr : &*it;
}

int minorOrder(int major, int minor) { return major * 1000 + minor; }

}  // namespace

QString Interpreter::label() const {
  const FamilyText* text = textOf(family);
  return u"%1 %2.%3.%4"_s.arg(text ? text->shown : QLatin1String("?")).arg(major).arg(minor).arg(patch);
}

QString RuntimeName::label() const {
  if (name == "CustomRuntime"_L1) return u"Custom runtime"_s;
  const FamilyText* text = textOf(family);
  if (!text) return name;
  if (family == "go"_L1 || family == "java"_L1) return u"%1 %2"_s.arg(text->shown).arg(major);
  return u"%1 %2.%3"_s.arg(text->shown).arg(major).arg(minor);
}

const QList<RuntimeName>& runtimeNames() {
  static const QList<RuntimeName> names = {
      {u"Python3.11"_s, u"python3"_s, 3, 11}, {u"Python3.10"_s, u"python3"_s, 3, 10}, {u"Python3.9"_s, u"python3"_s, 3, 9},
      {u"Python3.7"_s, u"python3"_s, 3, 7},   {u"Python3.6"_s, u"python3"_s, 3, 6},   {u"Nodejs26.0"_s, u"nodejs"_s, 26, 0},
      {u"Nodejs24.11"_s, u"nodejs"_s, 24, 11}, {u"Nodejs22.21"_s, u"nodejs"_s, 22, 21}, {u"Nodejs20.19"_s, u"nodejs"_s, 20, 19},
      {u"Nodejs18.15"_s, u"nodejs"_s, 18, 15}, {u"Nodejs16.13"_s, u"nodejs"_s, 16, 13}, {u"Nodejs14.18"_s, u"nodejs"_s, 14, 18},
      {u"Nodejs12.16"_s, u"nodejs"_s, 12, 16}, {u"Nodejs10.15"_s, u"nodejs"_s, 10, 15}, {u"Nodejs8.9"_s, u"nodejs"_s, 8, 9},
      {u"Nodejs6.10"_s, u"nodejs"_s, 6, 10},  {u"Php8.0"_s, u"php"_s, 8, 0},          {u"Php7.4"_s, u"php"_s, 7, 4},
      {u"Php7"_s, u"php"_s, 7, 2},            {u"Php5.6"_s, u"php"_s, 5, 6},          {u"Java11"_s, u"java"_s, 11, 0},
      {u"Java8"_s, u"java"_s, 8, 0},          {u"Go1"_s, u"go"_s, 1, 0},              {u"CustomRuntime"_s, u"custom"_s, 0, 0},
      {u"Python2.7"_s, u"python2"_s, 2, 7},     {u"CustomImage"_s, u"image"_s, 0, 0},
  };
  return names;
}

std::optional<RuntimeName> runtimeName(const QString& name) {
  for (const RuntimeName& known : runtimeNames())
    if (known.name == name) return known;
  return {};
}

bool runtimeSupported(const RuntimeName& name) {
  static const QStringList families = {u"python3"_s, u"nodejs"_s, u"php"_s, u"java"_s, u"go"_s, u"custom"_s, u"image"_s, u"python2"_s};
  return families.contains(name.family);
}

std::optional<Interpreter> chooseInterpreter(const RuntimeName& runtime, const QList<Interpreter>& found, const QString& chosen) {
  QList<Interpreter> family;
  for (const Interpreter& one : found) {
    if (one.family != runtime.family) continue;
    if (!chosen.isEmpty() && one.path == chosen) return one;
    family.append(one);
  }
  if (family.isEmpty()) return {};
  // Node.js counts in majors: its even minors are releases of one line. Python's minors are the lines.
  const auto order = [&](int major, int minor) { return runtime.family == "nodejs"_L1 ? minorOrder(major, 0) : minorOrder(major, minor); };
  const auto exact = [](const Interpreter& i) { return std::tuple(i.major, i.minor, i.patch); };
  const int wanted = order(runtime.major, runtime.minor);
  std::optional<Interpreter> best;
  for (const Interpreter& one : family) {
    if (!best) {
      best = one;
      continue;
    }
    const int a = order(one.major, one.minor);
    const int b = order(best->major, best->minor);
    // The nearest line at or above the wanted one; below it, the highest; within a line the newest.
    const bool aFits = a >= wanted;
    const bool bFits = b >= wanted;
    if (aFits != bFits ? aFits : a != b ? (aFits ? a < b : a > b) : exact(one) > exact(*best)) best = one;
  }
  return best;
}

QString runtimeShown(const RuntimeName& runtime, const std::optional<Interpreter>& interpreter) {
  if (runtime.family == "image"_L1) return u"Container image (runs in the cloud only)"_s;
  if (!interpreter) return u"%1 (no interpreter)"_s.arg(runtime.label());
  if (interpreter->major == runtime.major && interpreter->minor == runtime.minor) return runtime.label();
  return u"%1 (runs %2.%3.%4)"_s.arg(runtime.label()).arg(interpreter->major).arg(interpreter->minor).arg(interpreter->patch);
}

QString interpreterHint(const QString& installCommand) {
  return installCommand.isEmpty() ? u"No package of this system brings one: it runs in the cloud only. Take a newer Runtime to run it here."_s : u"Install one: %1"_s.arg(installCommand);
}

QString installCommand(const QString& family) {
  const FamilyText* text = textOf(family);
  return text ? QString(text->install) : QString();
}

}  // namespace scfdesk
