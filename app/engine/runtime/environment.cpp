// SPDX-License-Identifier: GPL-3.0-or-later
// The environment and the context of a function, as SCF gives them (facts/scf.md 2.3 and 2.4). Pure.
#include "app/engine/runtime/contexttemplate.h"
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

/// A JSON string with its quotes, shortest form: only what must be escaped is.
QByteArray quoted(QByteArrayView text) {
  static constexpr char kHex[] = "0123456789abcdef";
  QByteArray out;
  out.reserve(text.size() + 2);
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4];
          out += kHex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
  return out;
}

QByteArray quoted(const QString& text) { return quoted(QByteArrayView(text.toUtf8())); }

/// Folder of a language as the platform names it: "node18", "python310".
QString languageFolder(const RuntimeName& runtime) {
  if (runtime.family == "nodejs"_L1) return u"node%1"_s.arg(runtime.major);
  if (runtime.family == "python3"_L1) return runtime.minor == 6 ? u"python3"_s : u"python%1%2"_s.arg(runtime.major).arg(runtime.minor);
  if (runtime.family == "java"_L1) return u"java%1"_s.arg(runtime.major);
  return runtime.family;
}

}  // namespace

QByteArrayList instanceEnvironment(const EnvironmentInput& input) {
  QByteArrayList list;
  const auto& variables = input.config.environment;
  // The user's value stands in the place of ours: of two entries with one name a program sees the first.
  const auto add = [&](QLatin1String key, const QString& value) {
    if (std::none_of(variables.begin(), variables.end(), [&](const auto& own) { return own.first == key; }))
      list.append(QByteArray(key.data(), key.size()) + '=' + value.toUtf8());
  };
  const QString language = languageFolder(input.runtime);
  add("TENCENTCLOUD_SESSIONTOKEN"_L1, u"local-session-token"_s);
  add("TENCENTCLOUD_SECRETID"_L1, u"local-secret-id"_s);
  add("TENCENTCLOUD_SECRETKEY"_L1, u"local-secret-key"_s);
  add("_SCF_SERVER_PORT"_L1, u"28902"_s);
  add("TENCENTCLOUD_RUNENV"_L1, u"SCF"_s);
  add("USER_CODE_ROOT"_L1, u"/var/user/"_s);
  add("TRIGGER_SRC"_L1, {});
  add("SCF_RUNTIME"_L1, input.runtime.name);
  add("SCF_FUNCTIONNAME"_L1, input.key.name);
  add("SCF_FUNCTIONVERSION"_L1, input.version);
  add("TENCENTCLOUD_REGION"_L1, QLatin1String(localcloud::kRegion));
  add("TENCENTCLOUD_APPID"_L1, QLatin1String(localcloud::kAppId));
  add("TENCENTCLOUD_UIN"_L1, QLatin1String(localcloud::kUin));
  add("TENCENTCLOUD_TZ"_L1, u"UTC"_s);
  add("TZ"_L1, u"UTC"_s);  // this machine's own zone would show through otherwise
  add("PYTHONDONTWRITEBYTECODE"_L1, u"x"_s);
  add("PYTHONPATH"_L1, u"/var/user:/opt"_s);
  const QString node = input.runtime.family == "nodejs"_L1 ? language : u"node18"_s;
  add("NODE_PATH"_L1, u"/var/user:/var/user/node_modules:/var/lang/%1/lib/node_modules:/opt:/opt/node_modules"_s.arg(node));
  const QString java = u"/var/runtime/"_s + (input.runtime.family == "java"_L1 ? language : u"java8"_s);
  add("CLASSPATH"_L1, u"%1:%1/lib/*:/opt"_s.arg(java));
  const bool layersFirst = input.runtime.family == "php"_L1 && (input.runtime.major == 8 || input.runtime.minor == 4);
  add("PHP_INI_SCAN_DIR"_L1, layersFirst ? u"/opt/php_extension:/var/user/php_extension"_s : u"/var/user/php_extension:/opt/php_extension"_s);
  add("LD_LIBRARY_PATH"_L1, java + u":/var/user:/opt"_s);
  add("PWD"_L1, u"/var/user"_s);
  add("HOME"_L1, u"/home/qcloud"_s);
  add("USER"_L1, u"qcloud"_s);
  add("LOGNAME"_L1, u"qcloud"_s);
  add("LANG"_L1, u"en_US.UTF8"_s);
  add("LC_ALL"_L1, u"en_US.UTF8"_s);
  add("SHELL"_L1, u"/bin/bash"_s);
  add("SHLVL"_L1, u"3"_s);
  add("PATH"_L1, u"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s);
  add("HOSTNAME"_L1, input.instance);
  for (const auto& [key, value] : variables) list.append(key.toUtf8() + '=' + value.toUtf8());
  return list;
}

QByteArray variablesJson(const FunctionInfo& function) {
  QByteArray environment = "{";
  for (const auto& [key, value] : function.config.environment) environment += quoted(key) + ':' + quoted(value) + ',';
  return environment + "\"SCF_NAMESPACE\":" + quoted(function.key.ns) + '}';
}

ContextTemplate::ContextTemplate(const FunctionInfo& function, const QString& qualifier) {
  const auto& variables = function.config.environment;
  const QByteArray environment = variablesJson(function);
  QByteArray environ;
  for (const auto& [key, value] : variables) environ += key.toUtf8() + '=' + value.toUtf8() + ';';
  const QByteArray ns = "SCF_NAMESPACE=" + function.key.ns.toUtf8();
  environ += ns + ';' + ns;  // SCF names it twice
  m_head = "{\"memory_limit_in_mb\":" + QByteArray::number(function.config.memoryMb) +
           ",\"time_limit_in_ms\":" + QByteArray::number(function.config.timeoutSeconds * 1000) + ",\"request_id\":\"";
  m_tail = "\",\"environment\":" + quoted(QByteArrayView(environment)) + ",\"environ\":" + quoted(QByteArrayView(environ)) +
           ",\"function_version\":" + quoted(qualifier) + ",\"function_name\":" + quoted(function.key.name) +
           ",\"namespace\":" + quoted(function.key.ns) + ",\"tencentcloud_region\":\"" + localcloud::kRegion +
           "\",\"tencentcloud_appid\":\"" + localcloud::kAppId + "\",\"tencentcloud_uin\":\"" + localcloud::kUin + "\"}";
}

QByteArray ContextTemplate::render(QByteArrayView requestId) const {
  QByteArray out;
  out.reserve(m_head.size() + requestId.size() + m_tail.size());
  out += m_head;
  out += requestId;
  out += m_tail;
  return out;
}

QByteArray contextJson(const FunctionInfo& function, const QByteArray& requestId, const QString& qualifier) {
  return ContextTemplate(function, qualifier).render(requestId);
}

}  // namespace scfdesk
