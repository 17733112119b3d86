// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of Triggers: the design's picture, a source that gives nothing, the dialog that adds one; and the console of a service.
#include "tests/gui/connectionscenes.h"
#include "tests/support/fakeservices.h"
#include "widgets/services/serviceconsole.h"
#include "widgets/services/servicesview.h"
#include "widgets/triggers/triggersview.h"
#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

QByteArray head(const QByteArray& id, const QByteArray& name, const QByteArray& type, bool pull, bool sync, bool on, const QByteArray& desc) {
  return "{\"id\":\"" + id + "\",\"namespace\":\"default\",\"function\":\"settle-orders\",\"qualifier\":\"$LATEST\",\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"model\":\"" + (pull ? "pull" : "push") +
         "\",\"call\":\"" + (sync ? "sync" : "async") + "\",\"enabled\":" + (on ? "true" : "false") + ",\"desc\":" + desc;
}

QByteArray history(int base) {
  QByteArray text = "[";
  for (int i = 0; i < 48; ++i) text += QByteArray::number(base + (i * 7) % 5) + (i < 47 ? "," : "]");
  return text;
}

QByteArray counts(int made, double rate, double invoked) {
  const QByteArray n = QByteArray::number(made);
  return ",\"counts\":{\"made\":" + n + ",\"delivered\":" + n + ",\"failed\":0,\"deadLettered\":0,\"refused\":0,\"retried\":1,\"pending\":0},\"rates\":{\"made\":" + QByteArray::number(rate) + ",\"delivered\":" + QByteArray::number(rate) +
         ",\"retried\":0,\"deadLettered\":0,\"refused\":0,\"invoked\":" + QByteArray::number(invoked) + "}";
}

/// What the CKafka trigger of a picture goes through.
enum class Health { Fine, BrokerGone, Failing, Recovering };

QByteArray kafka(Health health) {
  const bool still = health == Health::BrokerGone || health == Health::Failing;
  const QByteArray trouble = health == Health::BrokerGone ? "127.0.0.1:9092 does not answer."
                             : health == Health::Failing  ? "Partition 1 of orders.settled stands at offset 88304: User code exception. Disable and enable the trigger to try again."
                                                          : "";
  QByteArray recent;
  for (int i = 0; i < 6; ++i) {
    const bool failed = health == Health::Failing || (health == Health::Recovering ? i > 1 : i == 3);
    recent += QByteArray(i ? "," : "") + "{\"requestId\":\"3f9ac1d2-7b04-4e1c-9a55-d01b6c8e2f4" + QByteArray::number(i) + "\",\"invocation\":" + QByteArray::number(i + 1) + ",\"timeMs\":" + QByteArray::number(1'773'498'727'604 - i * 693) +
              ",\"endedMs\":1773498728000,\"statusCode\":" + (failed ? "430" : "200") + ",\"status\":\"" + (failed ? "User code exception" : "Success") +
              "\",\"attempts\":1,\"durationMs\":" + QByteArray::number(284 + i * 211) + ",\"records\":100,\"event\":\"{}\",\"message\":\"\",\"note\":{\"partition\":" + QByteArray::number(i % 3) + ",\"first\":" +
              QByteArray::number(88'204 + i * 100) + ",\"last\":" + QByteArray::number(88'303 + i * 100) + "}}";
  }
  return head("d", "ckafka-local-orders.settled", "ckafka", true, true, true, "{\"maxMsgNum\":100,\"timeOut\":5,\"retry\":10000,\"offset\":\"latest\"}") + counts(1500, still ? 0 : 26.7, still ? 0 : 0.27) +
         ",\"trouble\":\"" + trouble + "\",\"remedy\":\"" + (health == Health::Failing ? "again" : "") + "\",\"lastEventMs\":1773498727600,\"history\":" + history(8) +
         ",\"about\":{\"partitions\":[{\"partition\":0,\"lag\":312},{\"partition\":1,\"lag\":140},{\"partition\":2,\"lag\":752}]},\"recent\":[" + recent + "]}";
}

QByteArray list(Health health) {
  return "{\"timeMs\":1773498728400,\"triggers\":[" + head("a", "url", "http", false, true, true, "{\"AuthType\":\"NONE\"}") + counts(188, 0.2, 0.2) + ",\"lastEventMs\":1773498724000,\"address\":\"http://127.0.0.1:9700/url/a00345864e6e\",\"history\":" + history(2) +
         ",\"about\":{}}," + head("b", "close-day", "timer", false, false, true, "{\"cron\":\"0 30 23 * * * *\"}") + counts(0, 0, 0) + ",\"lastEventMs\":0,\"history\":[],\"about\":{}}," +
         head("c", "settlement-files-1253970026", "cos", false, false, false, "{\"event\":\"cos:ObjectCreated:*\",\"filter\":{\"Prefix\":\"in/\",\"Suffix\":\"\"}}") + counts(24, 0, 0) + ",\"lastEventMs\":1773498608000,\"history\":" + history(0) +
         ",\"about\":{}}," + kafka(health) + "]}";
}

QWidget* triggers(Stage& stage, Health health, int row) {
  stage.backend.localAnswer = [health](const QByteArray& method, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
    if (method != "GET") return QByteArray("{}");
    if (target.startsWith("/-/triggers?")) return list(health);
    if (target == "/-/triggers/d") return kafka(health);
    if (target.startsWith("/-/triggers/") && target != "/-/triggers/types") return QByteArray(head(target.mid(12), "close-day", "timer", false, false, true, "{\"cron\":\"0 30 23 * * * *\"}") + ",\"recent\":[]}");
    return Error{u"UnsupportedOperation"_s, u"Not in a picture."_s, {}};
  };
  stage.window->openFunction(stage.id(u"settle-orders"_s), MainWindow::Tab::Triggers);
  QWidget* view = stage.window->tabWidget(MainWindow::Tab::Triggers);
  if (!view) return nullptr;
  settle(300);
  if (auto* table = view->findChild<QTableView*>(u"triggers_table"_s)) table->setCurrentIndex(table->model()->index(row, 0));
  settle(400);
  return stage.window.get();
}

}  // namespace

void addTriggerScenes(std::vector<Picture>& all) {
  const auto add = [&all](const QString& name, std::function<QWidget*(Stage&)> arrange) { all.push_back({name, true, std::move(arrange)}); };
  add(u"03-triggers"_s, [](Stage& stage) { return triggers(stage, Health::Fine, 5); });
  add(u"03-triggers-timer"_s, [](Stage& stage) { return triggers(stage, Health::Fine, 2); });
  add(u"03-triggers-broken"_s, [](Stage& stage) { return triggers(stage, Health::BrokerGone, 5); });
  add(u"03-triggers-failing"_s, [](Stage& stage) { return triggers(stage, Health::Failing, 5); });
  add(u"03-triggers-recovering"_s, [](Stage& stage) { return triggers(stage, Health::Recovering, 5); });
  add(u"03-add-trigger"_s, [](Stage& stage) -> QWidget* {
    if (!triggers(stage, Health::Fine, 1)) return nullptr;
    qobject_cast<TriggersView*>(stage.window->tabWidget(MainWindow::Tab::Triggers))->addTrigger();
    settle(300);
    for (QDialog* dialog : stage.window->findChildren<QDialog*>())
      if (dialog->isVisible()) return dialog;
    return nullptr;
  });
  add(u"03-add-redis-stream"_s, [](Stage& stage) -> QWidget* {
    if (!triggers(stage, Health::Fine, 1)) return nullptr;
    qobject_cast<TriggersView*>(stage.window->tabWidget(MainWindow::Tab::Triggers))->addTrigger();
    settle(300);
    for (QDialog* dialog : stage.window->findChildren<QDialog*>()) {
      auto* type = dialog->isVisible() ? dialog->findChild<QComboBox*>() : nullptr;
      if (!type) continue;
      type->setCurrentIndex(type->findData(u"redisstream"_s));
      Q_EMIT type->activated(type->currentIndex());
      return dialog;
    }
    return nullptr;
  });
  add(u"06-console"_s, [](Stage& stage) -> QWidget* {
    stage.backend.localAnswer = [](const QByteArray& method, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
      if (method == "GET" && target == "/-/services") return fakeServices();
      if (body.contains("\"command\"")) return QByteArray("{\"columns\":[\"key\",\"value\"],\"rows\":[[\"orders:2026-03-14\",\"12408\"],[\"session:9f2\",\"{\\\"user\\\":\\\"mei\\\",\\\"cart\\\":3}\"]],\"note\":\"\",\"more\":0}");
      return QByteArray("{}");
    };
    stage.window->showView(MainWindow::View::Services);
    settle(1500);
    auto* view = stage.window->viewWidget(MainWindow::View::Services);
    auto* open = view ? view->findChild<QAbstractButton*>(u"services_console"_s) : nullptr;
    if (!open) return nullptr;
    open->click();
    auto* console = view->findChild<ServiceConsole*>();
    if (!console) return nullptr;
    console->findChild<QLineEdit*>(u"services_command"_s)->setText(u"MGET orders:2026-03-14 session:9f2"_s);
    console->findChild<QAbstractButton*>(u"services_run"_s)->click();
    settle(300);
    return console;
  });
}

}  // namespace scfdesk
