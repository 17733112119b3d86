// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QJsonArray>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>
#include <map>

namespace scfdesk {

class FieldRow;
class Label;
class ModelHub;
class PathField;
class RowTable;
class TextField;

/// "From a project file" of the New function dialog: reads a template.yaml of scfcli or a serverless.yml of tencent-scf, shows the
/// functions and triggers that it makes and everything that does not come over, and only then creates them, one after the other.
/// A function that exists already is left alone. GUI thread; owned by the dialog.
class ProjectImport final : public QWidget {
  Q_OBJECT
 public:
  explicit ProjectImport(ModelHub& hub, QWidget* parent = nullptr);
  void setFile(const QString& path);
  /// Functions that would be made now.
  [[nodiscard]] int count() const;
  /// Makes them. created() when all went well; else the table says what did not.
  void createAll();

 Q_SIGNALS:
  void changed();
  void busyChanged(bool busy);
  void created(quint32 firstId);

 private:
  /// One function on its way.
  enum class Step : uint8_t { Planned, Exists, Working, Made, Failed };
  struct Item {
    QJsonObject plan;
    Step step = Step::Planned;
    QString trouble;
  };
  void onFile(const QString& path);
  void askPlan();
  void forget();
  void showMissing(const QJsonArray& names);
  void onPlan(const Result<QJsonObject>& plan);
  void setError(const QString& error);
  void fill();
  void next();
  void makeNamespace(qsizetype index);
  void makeFunction(qsizetype index);
  void send(qsizetype index, const CodeInput& code);
  void makeTrigger(qsizetype index, qsizetype trigger);
  void finish(qsizetype index, Step step, const QString& trouble);
  [[nodiscard]] QString stateOf(const Item& item) const;

  ModelHub& m_hub;
  PathField* m_path;
  FieldRow* m_row;
  RowTable *m_functions, *m_notes;
  Label *m_notesTitle;
  std::map<QString, std::pair<FieldRow*, TextField*>> m_values;  ///< of ${app} and its like, which the file does not say
  QTimer m_typed;
  QString m_text, m_folder;
  QList<Item> m_items;
  QJsonArray m_left;      ///< what does not come over
  int m_look = 0;
  quint32 m_first = 0;    ///< id of the first function that was made
  bool m_failed = false;
};

}  // namespace scfdesk
