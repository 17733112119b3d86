// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <QStringList>

class QWidget;

namespace scfdesk {

/// The numbers behind a picture, as "Show as table" gives them.
struct TableData {
  QString title;
  QStringList columns;
  QList<QStringList> rows;
  [[nodiscard]] QByteArray csv() const;
};

/// A picture of numbers that can give them: what a painted widget is besides. GUI thread.
class Tabled {
 public:
  virtual ~Tabled() = default;
  [[nodiscard]] virtual TableData table() const = 0;
};

/// The picture in a view that "Show as table" means: the one with the focus, else itself, else the first that is shown; null when it has none.
[[nodiscard]] const Tabled* tabledIn(const QWidget* view);

}  // namespace scfdesk
