// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/controls/rowtable.h"
#include <QByteArray>
#include <QWidget>

namespace scfdesk {

class CodeView;
class Label;
class TabStrip;

/// Two of a kind side by side: a table of figures, and below it pairs of texts under tabs with what is to be said of each pair.
/// GUI thread; owned by its parent.
class ComparePane final : public QWidget {
  Q_OBJECT
 public:
  explicit ComparePane(QWidget* parent = nullptr);
  struct Texts {
    QByteArray first, second;
    bool json = true;   ///< laid out when it is JSON
    QString said;       ///< "the same", "differs in 2 places"
  };
  /// A tab for each pair, in this order. Before setTexts().
  void addTab(const QString& title);
  void setTabTitle(int tab, const QString& title);
  void setTexts(const QList<Texts>& texts);
  void setCurrentTab(int tab);
  [[nodiscard]] RowTable& figures() const { return *m_figures; }
  /// What is said of two texts: by path where both are JSON. Pure but for the language in force.
  static QString saidOf(const QByteArray& first, const QByteArray& second, const QStringList& muted = {});
  static QString saidOf(qsizetype places);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showText(int tab);
  RowTable* m_figures;
  TabStrip* m_tabs;
  Label* m_said;
  CodeView* m_views[2];
  QList<Texts> m_texts;
};

}  // namespace scfdesk
