// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStyleOptionViewItem>

class QHeaderView;
class QPainter;
class QTableView;

namespace scfdesk {

/// The look of every table: no grid, hairlines between rows, rows of a token height, whole-row selection with the 3 px bar,
/// header 26 px 11/500 tertiary, no focus rectangle per cell, sort indicator as chevron. DeskStyle paints it; this sets it up.
void setupTable(QTableView& table, int rowTokenHeight = 32);
/// Background, bar and hairline of one cell for delegates that paint their own content. `first`: leftmost visible column.
void paintRowBackground(QPainter& painter, const QStyleOptionViewItem& option, bool first, bool hairline = true);

}  // namespace scfdesk
