// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QAction>
#include <QPointer>
#include <vector>

namespace scfdesk {

enum class PaletteKind : uint8_t { All, Functions, Commands, Requests, Settings };

/// A setting that the palette can lead to: its label, and the name of its control.
struct SettingName {
  QString label;
  QString control;
};

/// One line of the command palette.
struct PaletteEntry {
  PaletteKind kind = PaletteKind::Commands;
  QString text;
  QString note;                ///< quiet, after the text: runtime, function of a request
  QString key;                 ///< at the right
  FunctionId function = 0;
  InvocationId invocation = 0;
  QPointer<QAction> action;
  QString setting;             ///< name of its control
};

/// What the palette offers for a query: functions, then commands, settings, and requests by prefix of their id; the best matches first.
/// "@" asks for functions, ">" for commands, "#" for requests. At most `limit` lines. Pure but for reading the hub.
std::vector<PaletteEntry> paletteEntries(const ModelHub& hub, const QList<QAction*>& commands, const QList<SettingName>& settings,
                                         const QString& query, PaletteKind kind, size_t limit = 50);
/// How well `text` answers `query`, 0 = not at all: 4 equal, 3 begins, 2 a word begins, 1 contains its letters in order.
int paletteScore(const QString& text, const QString& query);

}  // namespace scfdesk
