// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/tabledata.h"
#include <QApplication>
#include <QWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

QByteArray TableData::csv() const {
  const auto line = [](const QStringList& cells) -> QString {
    QStringList out;
    for (QString cell : cells) {
      if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n')) cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
      out.append(cell);
    }
    return out.join(u',') + u'\n';
  };
  QString text = line(columns);
  for (const QStringList& row : rows) text += line(row);
  return text.toUtf8();
}

const Tabled* tabledIn(const QWidget* view) {
  if (!view) return nullptr;
  const QWidget* focus = QApplication::focusWidget();
  if (focus && view->isAncestorOf(focus))
    if (const auto* one = dynamic_cast<const Tabled*>(focus)) return one;
  if (const auto* itself = view->isVisible() ? dynamic_cast<const Tabled*>(view) : nullptr) return itself;
  const auto all = view->findChildren<QWidget*>();
  for (const QWidget* child : all)
    if (const auto* one = child->isVisible() ? dynamic_cast<const Tabled*>(child) : nullptr) return one;
  return nullptr;
}

}  // namespace scfdesk
