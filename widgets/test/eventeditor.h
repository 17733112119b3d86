// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/jsontext.h"
#include "widgets/test/codeview.h"
#include <QTimer>
#include <vector>

namespace scfdesk {

/// The JSON editor of an event. Validates kValidateMs after the last change and marks each error with a red underline and a
/// mark in the gutter. GUI thread; owned by EventPane.
class EventEditor final : public CodeView {
  Q_OBJECT
 public:
  static constexpr int kValidateMs = 80;

  explicit EventEditor(QWidget* parent = nullptr);
  /// Brings the verdict up to date with the text if it is not; cheap when it is.
  void validateNow();
  /// In the order of the text; empty when it is valid.
  [[nodiscard]] const std::vector<JsonError>& issues() const { return m_issues; }
  /// Of the text as it stands.
  [[nodiscard]] qint64 byteCount() const;
  /// Indents the JSON as one undoable step; false when it is not valid.
  bool layOut();
  /// The text itself, or laid out when it is JSON with a line that would stop the window while an editor shapes it.
  static QByteArray spread(const QByteArray& json);
  static constexpr qsizetype kLineBytes = 16 * 1024;
  /// Caret to the next error after it, or the one before it, around the ends; false when there is none.
  bool goToIssue(bool forward);

 Q_SIGNALS:
  void validated();
  void edited();  ///< at once, by any change of the text
  void caretMoved();

 protected:
  void changeEvent(QEvent* event) override;
  /// What a paste inserts.
  QByteArray fromMimeData(const QMimeData* source, bool& rectangular) const override;

 private:
  void mark();
  void underline(const JsonError& issue);
  void applyMarks();
  QTimer m_timer;
  bool m_fresh = false;
  std::vector<JsonError> m_issues;
};

}  // namespace scfdesk
