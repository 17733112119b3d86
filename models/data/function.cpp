// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/function.h"
#include "models/data/limits.h"
#include <array>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

struct StatusName {
  FunctionStatus status;
  const char16_t* name;
};
constexpr std::array kStatusNames{
    StatusName{FunctionStatus::Creating, u"Creating"},         StatusName{FunctionStatus::CreateFailed, u"CreateFailed"},
    StatusName{FunctionStatus::Active, u"Active"},             StatusName{FunctionStatus::Updating, u"Updating"},
    StatusName{FunctionStatus::UpdateFailed, u"UpdateFailed"}, StatusName{FunctionStatus::Deleting, u"Deleting"},
    StatusName{FunctionStatus::DeleteFailed, u"DeleteFailed"}, StatusName{FunctionStatus::Publishing, u"Publishing"},
    StatusName{FunctionStatus::PublishFailed, u"PublishFailed"}};

constexpr int kProgramNameChars = 120;

bool letter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }
bool digit(QChar c) { return c >= u'0' && c <= u'9'; }
bool word(QChar c) { return letter(c) || digit(c) || c == u'-' || c == u'_'; }

Error wrong(const QString& code, const QString& message, const QString& next = {}) {
  return Error{u"InvalidParameterValue."_s + code, message, next};
}

}  // namespace

QString statusName(FunctionStatus status) {
  for (const auto& s : kStatusNames)
    if (s.status == status) return QString::fromUtf16(s.name);
  return {};
}

std::optional<FunctionStatus> statusFromName(const QString& name) {
  for (const auto& s : kStatusNames)
    if (name == QStringView(s.name)) return s.status;
  return std::nullopt;
}

Status checkFunctionName(const QString& name) {
  const bool shape = name.size() >= 2 && name.size() <= 60 && letter(name.front()) && std::all_of(name.begin(), name.end(), word) &&
                     name.back() != u'-' && name.back() != u'_';
  if (shape) return Done{};
  // InvalidParameterValue.FunctionName is another error: that of a function that does not exist.
  return Error{u"InvalidParameter.FunctionName"_s,
               u"\"%1\" is not a function name: 2 to 60 letters, digits, - and _, a letter first, no - or _ at the end."_s.arg(name.left(80)), {}};
}

Status checkHandler(const QString& handler) {
  const auto parts = handler.split(u'.');
  const auto part = [](const QString& p) { return p.size() >= 2 && p.size() <= 60; };
  if (parts.size() == 2 && part(parts[0]) && part(parts[1]) && !handler.contains(u'/') && !handler.contains(QChar(0))) return Done{};
  return wrong(u"Handler"_s,
               u"\"%1\" is not a handler: write file.function, each part 2 to 60 characters, such as index.main_handler."_s.arg(handler.left(130)));
}

Status checkHandler(const QString& handler, const QString& runtime) {
  if (runtime != u"Go1" && runtime != u"CustomRuntime") return checkHandler(handler);
  if (!handler.isEmpty() && handler.size() <= kProgramNameChars && handler != u"." && handler != u".." && !handler.contains(u'/') && !handler.contains(QChar(0))) return Done{};
  return wrong(u"Handler"_s, u"\"%1\" is not a handler of %2: write 1 to %3 characters without /, such as main."_s.arg(handler.left(130), runtime).arg(kProgramNameChars));
}

Status checkMemory(int memoryMb) {
  if (memoryMb == 64 || (memoryMb >= 128 && memoryMb <= limits::kMemoryMaxMb && memoryMb % 128 == 0)) return Done{};
  return wrong(u"MemorySize"_s, u"Memory of %1 MB is not offered: 64 MB, or 128 to %2 MB in steps of 128."_s.arg(memoryMb).arg(limits::kMemoryMaxMb));
}

Status checkTimeout(int seconds, bool asyncRun) {
  const int most = asyncRun ? limits::kAsyncExecutionMaxSeconds : limits::kTimeoutMaxSeconds;
  if (seconds >= 1 && seconds <= most) return Done{};
  return Error{u"LimitExceeded.Timeout"_s, u"A timeout of %1 s is not offered: 1 to %2 s."_s.arg(seconds).arg(most), {}};
}

Status checkInitTimeout(int seconds) {
  if (seconds >= 3 && seconds <= limits::kInitTimeoutMaxSeconds) return Done{};
  return Error{u"LimitExceeded.InitTimeout"_s,
               u"An init timeout of %1 s is not offered: 3 to %2 s."_s.arg(seconds).arg(limits::kInitTimeoutMaxSeconds), {}};
}

Status checkEnvironment(const QList<std::pair<QString, QString>>& environment) {
  int bytes = 0;
  QStringList seen;
  for (const auto& [key, value] : environment) {
    const bool shape = !key.isEmpty() && letter(key.front()) &&
                       std::all_of(key.begin(), key.end(), [](QChar c) { return letter(c) || digit(c) || c == u'_'; });
    if (!shape)
      return wrong(u"Environment"_s, u"\"%1\" is not the name of an environment variable: letters, digits and _, a letter first."_s.arg(key.left(80)));
    for (const auto* prefix : {u"SCF_", u"QCLOUD_", u"TENCENTCLOUD_"})
      if (key.startsWith(QString::fromUtf16(prefix), Qt::CaseInsensitive))
        return wrong(u"EnvironmentSystemProtect"_s, u"\"%1\" begins with %2, which is reserved for the platform."_s.arg(key, QString::fromUtf16(prefix)));
    if (seen.contains(key)) return wrong(u"Environment"_s, u"The environment variable \"%1\" is there twice."_s.arg(key));
    if (value.contains(QChar(0))) return wrong(u"Environment"_s, u"The value of \"%1\" holds a NUL character."_s.arg(key));
    seen << key;
    bytes += int(key.toUtf8().size() + value.toUtf8().size());
  }
  if (bytes <= limits::kEnvironmentBytes) return Done{};
  return wrong(u"EnvironmentExceededLimit"_s,
               u"The environment has %1 bytes; names and values together may have %2."_s.arg(bytes).arg(limits::kEnvironmentBytes));
}

Status checkDescription(const QString& description) {
  if (description.size() <= limits::kDescriptionChars) return Done{};
  return wrong(u"Description"_s, u"The description has %1 characters; it may have %2."_s.arg(description.size()).arg(limits::kDescriptionChars));
}

Status checkNamespaceName(const QString& name) {
  if (!name.isEmpty() && name.size() <= 30 && std::all_of(name.begin(), name.end(), word)) return Done{};
  return wrong(u"NamespaceInvalid"_s, u"\"%1\" is not a namespace: 1 to 30 letters, digits, - and _."_s.arg(name.left(60)));
}

Status checkConfig(const FunctionConfig& config) {
  if (auto s = checkHandler(config.handler, config.runtime); !s) return s;
  if (auto s = checkMemory(config.memoryMb); !s) return s;
  if (auto s = checkTimeout(config.timeoutSeconds, config.asyncRun); !s) return s;
  if (auto s = checkInitTimeout(config.initTimeoutSeconds); !s) return s;
  if (auto s = checkDescription(config.description); !s) return s;
  return checkEnvironment(config.environment);
}

}  // namespace scfdesk
