// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/test/scintilla.h"

namespace scfdesk {

/// A view of JSON or plain text in the code font: 20 px rows, line numbers, token colours of the theme. It keeps only
/// navigation, clipboard, undo and select-all; every other key of QScintilla is removed so that the window's keys work while
/// it has the focus. GUI thread; owned by its parent.
class CodeView : public QsciScintilla {
  Q_OBJECT
 public:
  enum class Surface : uint8_t { Input, Panel };  ///< what lies behind the text
  enum class Language : uint8_t { Json, Plain };

  explicit CodeView(Surface surface, QWidget* parent = nullptr);
  void setLanguage(Language language);
  /// The whole text as UTF-8, byte for byte.
  [[nodiscard]] QByteArray bytes() const;
  /// Replaces everything; no undo step is kept. Text is UTF-8.
  void setBytes(const QByteArray& utf8);
  /// Replaces everything as one step that undo takes back.
  void replaceBytes(const QByteArray& utf8);
  /// 1-based place of the caret; the column counts characters.
  [[nodiscard]] int caretLine() const;
  [[nodiscard]] int caretColumn() const;
  void goTo(int line, int column);

  static constexpr int kTextMarginPx = 44;  ///< line numbers and the marks right of them
  /// Past it, and while no assistive tool listens, textChanged() comes once after a key, or when the event loop turns next.
  static constexpr long kQuietBytes = 256 * 1024;

 protected:
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  /// Colours, fonts and margins of the theme: setLexer() puts QScintilla's own in their place.
  void applyTheme();

 private:
  void keepKeys();
  void setRowHeight();
  void hush();
  void onModified(int type);
  void tellChange();
  Surface m_surface;
  Language m_language = Language::Json;
  QsciLexer* m_json;
  bool m_quiet = false;   ///< Scintilla tells of changes before they happen only
  bool m_untold = false;  ///< textChanged() is owed
};

}  // namespace scfdesk
