// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QWidget>

class QStackedWidget;

namespace scfdesk {

class CodeView;
class DiffView;
class DeskButton;
class Label;
class TabStrip;

/// Result and log tail of a reply, read only. A result is indented before it is shown; more than kShownBytes are cut at a line
/// and offered whole. GUI thread; owned by ReplyView.
class ReplyText final : public QWidget {
  Q_OBJECT
 public:
  static constexpr qsizetype kShownBytes = 1024 * 1024;
  static constexpr qsizetype kLineBytes = 16 * 1024;  ///< a longer line would stop the window while it is laid out

  /// What an editor can show of a text.
  struct Shown {
    QByteArray text;
    bool cut = false;
  };
  /// Cuts at `limit` bytes, at the end of a line where there is one, and every line at kLineBytes. Pure.
  static Shown fit(const QByteArray& text, qsizetype limit);

  explicit ReplyText(QWidget* parent = nullptr);
  void setReply(const QByteArray& result, const QByteArray& log, bool logCut);
  void clear();
  void showLog();
  void showResult();
  void showDiff();
  [[nodiscard]] DiffView& diff() const { return *m_diff; }

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void retranslate();
  void openFull();
  void showCut();
  TabStrip* m_tabs;
  QStackedWidget* m_stack;
  CodeView *m_result, *m_log;
  DiffView* m_diff;
  QWidget* m_cutRow;
  Label* m_cutText;
  DeskButton* m_open;
  QByteArray m_whole;      ///< indented
  qint64 m_resultBytes = 0;
  bool m_cut = false;
};

}  // namespace scfdesk
