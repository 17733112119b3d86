// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/shell/views.h"
#include <QWidget>
#include <functional>


namespace scfdesk {

class HairlineSplitter;
class TabStrip;
class ViewStack;
class ViewHeader;

/// The Function view: header, tabs with their pages, and the log dock below them. Pages are built when first shown. GUI thread.
class FunctionPage final : public QWidget {
  Q_OBJECT
 public:
  FunctionPage(ModelHub& hub, const ViewRequests& requests, QWidget* parent = nullptr);
  static constexpr int kTabs = 6;
  /// Numbers of MainWindow::Tab, which are not places in the strip.
  void setTab(int tab);
  [[nodiscard]] int tab() const { return m_tab; }
  /// Built if it was not; null when the part is not in this build.
  [[nodiscard]] QWidget* page(int tab);
  [[nodiscard]] QWidget* builtPage(int tab) const { return m_pages[tab]; }
  [[nodiscard]] QList<QWidget*> builtPages() const;
  [[nodiscard]] QWidget* dock() const { return m_dock; }
  [[nodiscard]] ViewHeader& header() const { return *m_header; }
  [[nodiscard]] TabStrip& tabs() const { return *m_tabs; }
  [[nodiscard]] QByteArray saveSizes() const;
  void restoreSizes(const QByteArray& sizes);
  void setDockOpen(bool open);
  /// All but Test, which has words of its own, are made anew; `leaving` hears of each former one.
  void remakePages(const std::function<void(QWidget*)>& leaving);

 Q_SIGNALS:
  void tabChanged(int tab);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void retranslate();
  void applyDock();
  void showCounts();
  [[nodiscard]] int wantedDockHeight() const;
  ModelHub& m_hub;
  ViewRequests m_requests;
  class FunctionSources* m_sources;  ///< how many triggers it has, on their tab
  ViewHeader* m_header;
  TabStrip* m_tabs;
  HairlineSplitter* m_split;
  ViewStack* m_stack;
  QWidget* m_dock;
  QWidget* m_pages[kTabs] = {};
  QList<int> m_order;    ///< tabs as they stand in the strip
  int m_tab = 0;
  bool m_sized = false;  ///< the user or the memory gave the dock its height
  int m_dockHeight = 0;
};

}  // namespace scfdesk
