// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/controls/rowtable.h"
#include <QDialog>

namespace scfdesk {

class Banner;
class ComparePane;

/// Any two invocations side by side: what was measured, event, result and log. A window of its own that leaves the console usable;
/// deletes itself when closed. GUI thread.
class CompareDialog final : public QDialog {
  Q_OBJECT
 public:
  CompareDialog(ModelHub& hub, InvocationId first, InvocationId second, QWidget* parent);
  /// The figures of two invocations; a row whose values differ is marked. Pure but for the language in force.
  static QList<Row> rowsOf(const Invocation& first, const Invocation& second, const QString& firstFunction, const QString& secondFunction);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void ask(int side, InvocationId id);
  void showDetails();
  ModelHub& m_hub;
  std::optional<InvocationDetail> m_details[2];
  Banner* m_banner;
  ComparePane* m_pane;
};

}  // namespace scfdesk
