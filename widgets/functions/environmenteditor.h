// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>
#include <QWidget>
#include <utility>

class QVBoxLayout;

namespace scfdesk {

class DeskButton;
class Label;
class TextField;

/// The environment variables of a function, one line each, in the user's order. Values of names that sound like a secret are
/// masked while they are not edited. GUI thread.
class EnvironmentEditor final : public QWidget {
  Q_OBJECT
 public:
  using Variables = QList<std::pair<QString, QString>>;
  explicit EnvironmentEditor(QWidget* parent = nullptr);
  void setVariables(const Variables& variables);
  /// Lines without name and value are left out.
  [[nodiscard]] Variables variables() const;
  /// Marks what differs from these, by name.
  void setSaved(const Variables& saved);
  void setError(const QString& error);
  void addVariable();

 Q_SIGNALS:
  void edited();

 private:
  struct Row {
    QWidget* box = nullptr;
    TextField *name = nullptr, *value = nullptr;
    DeskButton* remove = nullptr;
  };
  void append(const QString& name, const QString& value);
  void removeRow(QWidget* box);
  void renumber();
  void mark();
  QList<Row> m_rows;
  Variables m_saved;
  QVBoxLayout* m_column;
  Label *m_none, *m_error;
  DeskButton* m_add;
};

}  // namespace scfdesk
