// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of actions: complete, and what actions answer is in it.
#include "app/engine/api/actiontable.h"
#include "tests/unit/api/apibench.h"
#include <QSet>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;
using json = nlohmann::json;

class TestActionTable final : public QObject {
  Q_OBJECT

  /// A value of another type than the rule's.
  static json wrongType(const ParamRule& rule) { return rule.type == ParamType::String || rule.type == ParamType::Flag ? json(5) : rule.type == ParamType::Object ? json::array() : json("x"); }
  /// The least that the rules of an action ask for.
  static json least(std::span<const ParamRule> rules) {
    json value = json::object();
    for (const ParamRule& rule : rules) {
      if (!rule.required) continue;
      switch (rule.type) {
        case ParamType::String: value[rule.name] = rule.words ? std::string(rule.words).substr(0, std::string(rule.words).find('|')) : std::string("x"); break;
        case ParamType::Flag: value[rule.name] = "TRUE"; break;
        case ParamType::Integer: value[rule.name] = std::max<int64_t>(rule.least, 1); break;
        case ParamType::Number: value[rule.name] = 0.5; break;
        case ParamType::Boolean: value[rule.name] = true; break;
        case ParamType::Object: value[rule.name] = least(rule.inside); break;
        case ParamType::Array: value[rule.name] = rule.inside.empty() ? json::array({"x"}) : json::array({least(rule.inside)}); break;
      }
    }
    return value;
  }

 private Q_SLOTS:
  void aNumberThatFitsNoRangeIsToldAsItWasSent() {
    const auto told = [](const QByteArray& body) { return ApiParams::fromJson(body)->check(actionInfo("CreateFunction")->rules); };
    const QByteArray rest = "\"FunctionName\":\"f\",\"Code\":{\"ZipFile\":\"\"}}";
    const auto timeout = told("{\"Timeout\":1000000000000," + rest);
    QCOMPARE(timeout.error().code, QStringLiteral("InvalidParameterValue"));
    QCOMPARE(timeout.error().message, QStringLiteral("Timeout must be 1 to 900, not 1000000000000."));
    QCOMPARE(told("{\"MemorySize\":18446744073709551615," + rest).error().message, QStringLiteral("MemorySize must be 64 to 3072, not 18446744073709551615."));
    QVERIFY(told("{\"Timeout\":2147483647," + rest));  // in range of the type: SCF's own check has its own code
    const auto offset = ApiParams::fromJson("{\"Offset\":2147483648}")->check(actionInfo("ListFunctions")->rules);
    QCOMPARE(offset.error().message, QStringLiteral("Offset must be 0 to 2147483647, not 2147483648."));
    QCOMPARE(ApiParams::fromQuery("Timeout=99999999999&FunctionName=f&Code.ZipFile=x")->check(actionInfo("CreateFunction")->rules).error().message,
             QStringLiteral("Timeout must be 1 to 900, not 99999999999."));
  }
  void isComplete() {
    QSet<QByteArray> names;
    for (const ActionInfo& action : actionTable()) {
      names.insert(action.name);
      QVERIFY(action.group >= 0 && size_t(action.group) < actionGroups().size());
      QCOMPARE(actionInfo(action.name), &action);
    }
    QCOMPARE(actionTable().size(), size_t(52));
    QCOMPARE(names.size(), 52);
    QVERIFY(!actionInfo("NoSuchAction"));
    const QString table = actionsMarkdown();
    for (const QByteArray& name : names) QCOMPARE(table.count(QLatin1Char('`') + QString::fromLatin1(name) + QLatin1Char('`')), 1);
  }

  /// What the table says of fields, types and limits is what the action does; each answer's code stands in the table.
  void isWhatIsChecked_data() {
    QTest::addColumn<QByteArray>("name");
    for (const ActionInfo& action : actionTable()) QTest::newRow(action.name) << QByteArray(action.name);
  }
  void isWhatIsChecked() {
    QFETCH(QByteArray, name);
    const ActionInfo& action = *actionInfo(name);
    const QStringList codes = errorsOf(action);
    ApiBench bench;
    bench.engine.add(QStringLiteral("x"));  // what least() names
    const auto code = [&](const json& params) {
      const QByteArray got = bench.code(name, params);
      if (!got.isEmpty() && !codes.contains(QString::fromLatin1(got))) qWarning("%s answered %s", name.constData(), got.constData());
      return got;
    };
    const json good = least(action.rules);
    const QByteArray usual = code(good);
    // The fake engine has no layers and no domains.
    QVERIFY2(usual.isEmpty() || usual == "UnsupportedOperation" || codes.contains(QString::fromLatin1(usual)), usual.constData());
    QVERIFY(usual != "InvalidAction");
    json more = good;
    more["NoSuchField"] = 1;
    QCOMPARE(code(more), QByteArray("UnknownParameter"));
    for (const ParamRule& rule : action.rules) {
      json changed = good;
      changed[rule.name] = wrongType(rule);
      QVERIFY2(code(changed) == "InvalidParameter", rule.name);
      // No number is cut to what a machine type holds.
      for (const int64_t huge : {int64_t(1'000'000'000'000), int64_t(INT32_MAX) + 1, int64_t(INT32_MIN) - 1}) {
        if (rule.type != ParamType::Integer) break;
        changed[rule.name] = huge;
        QVERIFY2(code(changed) == rule.code, rule.name);
      }
      if (rule.required) {
        changed = good;
        changed.erase(rule.name);
        QVERIFY2(code(changed) == "MissingParameter", rule.name);
      }
      if (rule.words) {
        changed = good;
        changed[rule.name] = "NoSuchWord";
        QVERIFY2(code(changed) == rule.code, rule.name);
      }
      if (rule.most < rule.least || rule.most == INT32_MAX) continue;
      changed = good;
      if (rule.type == ParamType::Integer) changed[rule.name] = rule.most + 1;
      else if (rule.type == ParamType::String) changed[rule.name] = std::string(size_t(rule.most) + 1, 'x');
      else if (rule.type == ParamType::Array) changed[rule.name] = json(std::vector<json>(size_t(rule.most) + 1, rule.inside.empty() ? json("x") : least(rule.inside)));
      else continue;
      QVERIFY2(code(changed) == rule.code, rule.name);
      QVERIFY2(codes.contains(QString::fromLatin1(rule.code)), rule.code);
    }
  }

  void saysItAsJson() {
    const QByteArray text = actionsJson();
    const json all = json::parse(text.toStdString(), nullptr, false);
    QCOMPARE(all["actions"].size(), size_t(52));
    for (const json& action : all["actions"]) {
      const ActionInfo* info = actionInfo(QByteArray::fromStdString(action["name"].get<std::string>()));
      QVERIFY(info);
      QCOMPARE(action["parameters"].size(), info->rules.size());
      QVERIFY(action["errors"].size() >= 10);
    }
    QVERIFY(actionText(*actionInfo("ListFunctions")).contains(QStringLiteral("ASC or DESC")));
    QVERIFY(actionText(*actionInfo("CreateAlias")).contains(QStringLiteral("required")));
  }
};

QTEST_GUILESS_MAIN(TestActionTable)
#include "tst_actiontable.moc"
