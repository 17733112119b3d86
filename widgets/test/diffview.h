// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/data/resultdiff.h"
#include <QAbstractListModel>
#include <QWidget>

class QListView;

namespace scfdesk {

class DeskButton;
class DiffModel;
class Label;

/// What differs between a reply and the previous comparable one (same function, same event): a line a place, with what was there
/// and what is. A place can be muted ("$.elapsedMs"): it is left out from then on, of every element of a list. GUI thread; owned
/// by ReplyText.
class DiffView final : public QWidget {
  Q_OBJECT
 public:
  explicit DiffView(QWidget* parent = nullptr);
  /// `before`: the result of the earlier reply, `when` its time; none = nothing to compare with.
  void setResults(const std::optional<QByteArray>& before, TimeUs when, const QByteArray& after);
  void setMuted(const QStringList& patterns);
  [[nodiscard]] const QStringList& muted() const { return m_muted; }
  [[nodiscard]] const JsonDiff& diff() const { return m_diff; }
  [[nodiscard]] bool comparable() const { return m_before.has_value(); }
  void mute(const QString& pattern);
  void unmuteAll();

 Q_SIGNALS:
  void mutedChanged(const QStringList& patterns);
  void changed();  ///< another number of differences

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void compare();
  void refresh();
  void retranslate();
  std::optional<QByteArray> m_before;
  QByteArray m_after;
  TimeUs m_when = 0;
  QStringList m_muted;
  JsonDiff m_diff;
  Label* m_said;
  DeskButton *m_muteButton, *m_unmute;
  QListView* m_list;
  DiffModel* m_model;
};

/// The differences as rows, for the list and for those who hear it. GUI thread; owned by DiffView.
class DiffModel final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit DiffModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}
  void setChanges(std::vector<JsonChange> changes);
  [[nodiscard]] const JsonChange& at(int row) const { return m_changes[static_cast<size_t>(row)]; }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_changes.size()); }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<JsonChange> m_changes;
};

}  // namespace scfdesk
