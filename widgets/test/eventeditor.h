// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/jsontext.h"
#include "models/data/shapecheck.h"
#include "widgets/test/codeview.h"
#include <QTimer>
#include <vector>

namespace scfdesk {

class EventCompletion;
struct EventTemplate;

/// The JSON editor of an event. Validates kValidateMs after the last change and marks each error with a red underline and a
/// mark in the gutter. JSON without a mistake is held against the shape of its template, up to kShapeBytes; where it differs the
/// marks are amber. Past kCheckedHereBytes a thread of the pool reads the text. Keys are completed while they are typed. GUI thread; owned by EventPane.
class EventEditor final : public CodeView {
  Q_OBJECT
 public:
  static constexpr int kValidateMs = 80;
  static constexpr qsizetype kCheckedHereBytes = 256 * 1024;

  explicit EventEditor(QWidget* parent = nullptr);
  /// Brings the verdict up to date with the text if it is not; cheap when it is.
  void validateNow();
  /// In the order of the text; empty when it is valid.
  [[nodiscard]] const std::vector<JsonError>& issues() const { return m_issues; }
  /// What the event began as; what it is held against follows from it.
  void setTemplate(const QString& id);
  /// Is there an event? Without one (no function is chosen, or it is on its way) an empty text is no mistake.
  void setLoaded(bool loaded);
  /// The template whose shape the text is held against, of the last verdict; null = none.
  [[nodiscard]] const EventTemplate* shape() const { return m_shape; }
  /// Where it differs from it; empty while the text is no JSON.
  [[nodiscard]] const std::vector<ShapeIssue>& shapeIssues() const { return m_differences; }
  [[nodiscard]] EventCompletion& completion() const { return *m_completion; }
  /// Of the text as it stands.
  [[nodiscard]] qint64 byteCount() const;
  /// Indents the JSON as one undoable step; false when it is not valid.
  bool layOut();
  /// The text itself, or laid out when it is JSON with a line that would stop the window while an editor shapes it.
  static QByteArray spread(const QByteArray& json);
  static constexpr qsizetype kLineBytes = 16 * 1024;
  /// Caret to the next error after it, or the one before it, around the ends; without an error, to where the shape differs. False
  /// when there is neither.
  bool goToIssue(bool forward);

 Q_SIGNALS:
  void validated();
  void edited();  ///< at once, by any change of the text
  void caretMoved();

 protected:
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  /// What a paste inserts.
  QByteArray fromMimeData(const QMimeData* source, bool& rectangular) const override;

 private:
  void validateSoon();
  void take(const QByteArray& text, std::vector<JsonError> issues);
  void onChecked(uint64_t change, const QByteArray& text, std::vector<JsonError> issues);
  void mark();
  /// `length` 0 = the word that stands there.
  void underline(int line, qsizetype offset, qsizetype length, int indicator);
  void applyMarks();
  void tell();
  QTimer m_timer;
  bool m_fresh = false;
  bool m_loaded = true;
  bool m_checking = false;  ///< by a thread of the pool
  uint64_t m_changes = 0;
  std::vector<JsonError> m_issues;
  QString m_template;
  const EventTemplate* m_shape = nullptr;
  std::vector<ShapeIssue> m_differences;
  EventCompletion* m_completion;
};

}  // namespace scfdesk
