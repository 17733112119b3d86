// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of Test: an event that differs from its template's shape, the keys that are offered while one is typed, two invocations
// side by side.
#include "tests/gui/scenes.h"

#include "models/invocationmodel.h"
#include "widgets/test/comparedialog.h"
#include "widgets/test/eventbar.h"
#include "widgets/test/eventcompletion.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include <QKeyEvent>
#include <QListWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

TestView* testOf(Stage& stage) {
  stage.window->openFunction(stage.id(u"thumbnail"_s), MainWindow::Tab::Test);
  settle();
  return qobject_cast<TestView*>(stage.window->tabWidget(MainWindow::Tab::Test));
}

EventEditor* templateOf(TestView* test, const QString& id, const QByteArray& from, const QByteArray& to) {
  auto* bar = test->findChild<EventBar*>();
  if (!bar) return nullptr;
  Q_EMIT bar->templateChosen(id);
  EventEditor& editor = test->eventPane().editor();
  QByteArray text = editor.bytes();
  editor.replaceBytes(text.replace(from, to));
  editor.validateNow();
  return &editor;
}

}  // namespace

std::vector<Picture> testPictures() {
  return {
      {u"01-shape"_s, true,
       [](Stage& stage) -> QWidget* {
         TestView* test = testOf(stage);
         EventEditor* editor = test ? templateOf(test, u"cos-created"_s, "\"size\": 1029", "\"size\": \"1029\"") : nullptr;
         if (!editor) return nullptr;
         editor->goTo(12, 1);
         return stage.window.get();
       }},
      {u"01-completion"_s, true,
       [](Stage& stage) -> QWidget* {
         TestView* test = testOf(stage);
         EventEditor* editor = test ? templateOf(test, u"cos-created"_s, "\"vid\": \"\",", "\"\",") : nullptr;
         if (!editor) return nullptr;
         editor->setFocus();
         editor->replaceBytes("{\n  \"Records\": [\n    {\n      \"cos\": {\n        \"cosObject\": {\n          \n        }\n      }\n    }\n  ]\n}\n");
         editor->goTo(6, 11);
         QKeyEvent quote(QEvent::KeyPress, Qt::Key_QuoteDbl, Qt::ShiftModifier, u"\""_s);
         QCoreApplication::sendEvent(editor, &quote);
         settle();
         const auto lists = editor->findChildren<QListWidget*>();
         return lists.isEmpty() ? nullptr : lists.front();
       }},
      {u"21-side-by-side"_s, true,
       [](Stage& stage) -> QWidget* {
         TestView* test = testOf(stage);
         if (!test) return nullptr;
         InvocationHistory rows;
         rows.setSourceModel(&stage.hub->invocations());
         rows.setFunction(stage.id(u"thumbnail"_s));
         InvocationId warm = 0, cold = 0;
         for (int row = 0; row < rows.rowCount(); ++row) {
           const QModelIndex index = rows.index(row, 0);
           if (!index.data(InvocationModel::FinishedRole).toBool()) continue;
           (index.data(InvocationModel::ColdRole).toBool() ? cold : warm) = index.data(InvocationModel::InvocationIdRole).toULongLong();
         }
         if (!warm || !cold) return nullptr;
         auto* dialog = new CompareDialog(*stage.hub, cold, warm, test);
         dialog->show();
         settle(200);
         return dialog;
       }},
  };
}

}  // namespace scfdesk
