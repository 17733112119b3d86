// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace scfdesk {

/// Draws :/icons/NAME.svg (drawn in black or currentColor) in one colour, `pixels` device pixels square. Cached. An unknown name gives a
/// null pixmap and one warning.
QPixmap tintedIcon(const QString& name, int pixels, const QColor& color);

/// A QIcon that asks for its colours at paint time, so that it follows the theme: enabled colour by `color` (invalid =
/// text.secondary), disabled text.disabled, checked or active unchanged.
QIcon themedIcon(const QString& name, const QColor& color);

}  // namespace scfdesk
