// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFont>
#include <QPainter>
#include <QString>

namespace scfdesk {

/// A line of words whose numbers are drawn in the code family, so that they keep their width while they change (design.md
/// section 3: Inter has no tabular figures here). `size` is a token size. Pure but for the theme; GUI thread.
int figuresWidth(const QString& text, int size, QFont::Weight weight);
/// Cut at the right end of `rect` when it does not fit. Vertically centred.
void drawFigures(QPainter& painter, const QRect& rect, const QString& text, int size, QFont::Weight weight, Qt::Alignment align = Qt::AlignLeft);

}  // namespace scfdesk
