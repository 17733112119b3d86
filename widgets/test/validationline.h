// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"
#include "models/data/jsontext.h"
#include "models/data/shapecheck.h"
#include <QWidget>
#include <optional>

namespace scfdesk {

class Label;

/// The line under the editor: whether the event is JSON, how large it is of which limit, where the caret is. It also is the one
/// place that says why an event can't be fired. GUI thread; owned by EventPane.
class ValidationLine final : public QWidget {
  Q_OBJECT
 public:
  explicit ValidationLine(QWidget* parent = nullptr);
  void setVerdict(const std::vector<JsonError>& issues, qint64 bytes, InvokeMode mode);
  /// How many variables the event holds; takes effect with the next verdict.
  void setVariables(int count) { m_variables = count; }
  /// Where the event differs from the shape of a template, which never keeps it from being fired; takes effect with the next
  /// verdict. An empty title = it is held against none.
  void setShape(const QString& title, const std::vector<ShapeIssue>& differences);
  void setCaret(int line, int column);
  /// A passing word in place of the verdict ("Saved as hero upload"), until the next verdict.
  void say(const QString& text, bool failure);
  /// Why the event can't be fired; empty = it can.
  [[nodiscard]] const QString& blocked() const { return m_blocked; }
  /// The verdict as it is shown.
  [[nodiscard]] QString text() const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void rescale();
  [[nodiscard]] QString toolTip() const;
  std::optional<JsonError> m_issue;  ///< the first
  qint64 m_bytes = 0;
  InvokeMode m_mode = InvokeMode::Sync;
  int m_line = 1, m_column = 1;
  QString m_said, m_blocked;
  bool m_saidFailure = false;
  Label *m_icon, *m_verdict, *m_size, *m_limit, *m_caret;
  int m_variables = 0;
  QString m_shape;
  size_t m_differences = 0;
  std::optional<ShapeIssue> m_difference;  ///< the first
};

}  // namespace scfdesk
