// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/theme/surface.h"

class QListView;

namespace scfdesk {

class DeskButton;
class FunctionSources;
class NavigatorModel;
class SearchField;

/// The functions beside the views, 216 px: filter, groups, one row a function with its mark and its instances; new function at
/// the foot. Follows and sets the window's selection. GUI thread.
class Navigator final : public Surface {
  Q_OBJECT
 public:
  explicit Navigator(ModelHub& hub, QWidget* parent = nullptr);
  void focusFilter();
  [[nodiscard]] QListView* list() const { return m_list; }
  [[nodiscard]] SearchField* filter() const { return m_filter; }

 Q_SIGNALS:
  void functionActivated(quint32 id);  ///< a click, or Enter
  void newFunctionRequested();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* object, QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void takeSelection();
  void step(int by);
  void rescale();
  void retranslate();
  ModelHub& m_hub;
  FunctionSources* m_sources;
  NavigatorModel* m_model;
  SearchField* m_filter;
  DeskButton *m_add, *m_new;
  QListView* m_list;
  Surface* m_foot;
};

}  // namespace scfdesk
