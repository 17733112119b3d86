// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/theme/surface.h"

class QMenu;

namespace scfdesk {

class Chip;
class ComboField;
class DeskButton;
class Label;
class StateDot;

/// The head of the Function view, 48 px: name, version or alias that is fired, what it runs on and within, its instances of its limit, and what can be
/// done with it. Shows the function of the selection. GUI thread.
class ViewHeader final : public Surface {
  Q_OBJECT
 public:
  explicit ViewHeader(ModelHub& hub, QWidget* parent = nullptr);
  /// "Python 3.10 (runs 3.11.2) · 128 MB · timeout 3 s · keep-alive 15 s"
  static QString facts(const FunctionInfo& info);

 Q_SIGNALS:
  void copyRequested(quint32 id);
  void deleteRequested(quint32 id);
  void openFolderRequested(const QString& folder);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void refreshNumbers();
  void refreshVersions(const FunctionInfo* info);
  void rescale();
  void retranslate();
  ModelHub& m_hub;
  Label *m_name, *m_facts, *m_caption, *m_living, *m_limit;
  Chip *m_version, *m_sample, *m_state;
  ComboField* m_versions;  ///< instead of the chip where there is a choice
  StateDot* m_dot;
  QWidget* m_numbers;
  DeskButton* m_more;
  QMenu* m_menu;
  QAction *m_copy, *m_delete, *m_folder;
};

}  // namespace scfdesk
