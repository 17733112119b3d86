// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QWidget>

class QStackedWidget;

namespace scfdesk {

class CodeView;
class DiffView;
class ResultBytes;
class ResultTree;
class DeskButton;
class Label;
class TabStrip;

/// Result and log tail of a reply, read only; the result as a tree too, and as a picture or bytes where it carries them. A result is indented before it is shown; more than kShownBytes are cut at a line
/// and offered whole. GUI thread; owned by ReplyView.
class ReplyText final : public QWidget {
  Q_OBJECT
 public:
  /// A control at the right end of the tabs.
  void setCorner(QWidget* corner);
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
  void fillShown();
  void openFull();
  void showCut();
  TabStrip* m_tabs;
  QStackedWidget* m_stack;
  CodeView *m_result, *m_log;
  DiffView* m_diff;
  ResultTree* m_tree;
  ResultBytes* m_binary;
  QByteArray m_treeText;   ///< laid out as a tree when it is looked at
  QByteArray m_bytes;      ///< that the result carries
  QWidget* m_cutRow;
  Label* m_cutText;
  DeskButton* m_open;
  QByteArray m_whole;      ///< indented
  qint64 m_resultBytes = 0;
  bool m_cut = false;
};

}  // namespace scfdesk
