// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/code/sourcefault.h"
#include "widgets/test/codeview.h"
#include <memory>

class QsciStyle;

namespace scfdesk {

/// The editor of a function's code: colours by the file's name, and an error at its line. GUI thread; owned by SourceView.
class SourceEditor final : public CodeView {
  Q_OBJECT
 public:
  explicit SourceEditor(QWidget* parent = nullptr);
  ~SourceEditor() override;
  /// Python, JavaScript, PHP, Java, Go, JSON, YAML, shell; anything else is plain.
  void setFileName(const QString& name);
  [[nodiscard]] QString languageName() const { return m_language; }
  /// Marks a line and says what is wrong below it; line 0 takes that away.
  void setFault(int line, const QString& message);
  [[nodiscard]] int faultLine() const { return m_faultLine; }

 private:
  void dress();
  QsciLexer* m_lexer = nullptr;
  QString m_language;
  std::unique_ptr<QsciStyle> m_faultStyle;  ///< made once: each takes one of the editor's few numbers
  int m_faultLine = 0;
  QString m_fault;
};

}  // namespace scfdesk
