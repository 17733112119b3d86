// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include "widgets/functions/dialogframe.h"
#include <functional>

namespace scfdesk {

/// Asked when the window is closed while something in it is not saved: names what goes, and saves it, discards it or stays.
/// The only question that closing asks. GUI thread.
class UnsavedDialog final : public DialogFrame {
  Q_OBJECT
 public:
  using Save = std::function<void(std::function<void(const Status&)> done)>;
  /// `lines`: what is not saved, one line each. `save` saves all of it.
  UnsavedDialog(const QStringList& lines, Save save, QWidget* parent);

 Q_SIGNALS:
  void settled();  ///< saved or discarded: the window may close

 private:
  void saveNow();
  Save m_save;
  DeskButton *m_saveButton, *m_discard, *m_cancel;
};

}  // namespace scfdesk
