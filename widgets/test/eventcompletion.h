// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <functional>

namespace scfdesk {

class CodeView;
struct JsonSchema;

/// Offers the keys of a schema while one is typed: after the opening quote at a key's place those that the object has not yet,
/// each with what it means; at the place of a text that has few values, these. Enter or Tab takes one, Esc closes the list.
/// GUI thread; owned by its editor.
class EventCompletion final : public QObject {
  Q_OBJECT
 public:
  /// `schema` is asked with each letter; null = nothing is offered.
  EventCompletion(CodeView& editor, std::function<const JsonSchema*()> schema);
  [[nodiscard]] bool open() const;
  void close();
  /// As it is shown, one line each; empty when it is closed. For tests.
  [[nodiscard]] const QStringList& offered() const { return m_offered; }

 private:
  void typed(int character);
  void offer();
  void take(const QByteArray& line);
  CodeView& m_editor;
  std::function<const JsonSchema*()> m_schema;
  QStringList m_offered;
};

}  // namespace scfdesk
