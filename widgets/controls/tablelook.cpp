// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/tablelook.h"
#include "widgets/theme/followtheme.h"
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace scfdesk {

void setupTable(QTableView& table, int rowTokenHeight) {
  table.setShowGrid(false);
  table.setFrameShape(QFrame::NoFrame);
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setSelectionMode(QAbstractItemView::SingleSelection);
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.setTabKeyNavigation(false);
  table.setWordWrap(false);
  table.setMouseTracking(true);
  table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  table.verticalHeader()->hide();
  table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  QHeaderView* header = table.horizontalHeader();
  header->setHighlightSections(false);
  header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  header->setSectionsClickable(true);
  header->setMinimumSectionSize(24);
  QTableView* view = &table;
  followTheme(view, [view, rowTokenHeight] {
    const Theme& theme = Theme::current();
    view->verticalHeader()->setMinimumSectionSize(theme.px(16));
    view->verticalHeader()->setDefaultSectionSize(theme.row(rowTokenHeight));
    view->horizontalHeader()->setFixedHeight(theme.px(26));
    QPalette p = view->palette();
    p.setColor(QPalette::Base, theme.colors().surface.panel);
    p.setColor(QPalette::Highlight, theme.colors().surface.selected);
    p.setColor(QPalette::HighlightedText, theme.colors().text.primary);
    view->setPalette(p);
    view->setFont(theme.ui(12));
    view->viewport()->update();
  });
}

void paintRowBackground(QPainter& painter, const QStyleOptionViewItem& option, bool first, bool hairline) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bool selected = option.state & QStyle::State_Selected;
  if (selected)
    painter.fillRect(option.rect, c.surface.selected);
  else if (option.state & QStyle::State_MouseOver)
    painter.fillRect(option.rect, c.surface.hover);
  if (hairline)
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.border.hairline);
  if (selected && first)
    painter.fillRect(QRect(option.rect.left(), option.rect.top(), theme.px(3), option.rect.height()), c.accent.text);
}

}  // namespace scfdesk
