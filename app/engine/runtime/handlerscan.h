// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QStringList>

/// Parts of findHandlers (runtimes.h): what one kind of file offers. Bounded; any bytes are answered. Worker threads.
namespace scfdesk {

/// "package.Class::method" of the public methods of a class file that take an event, alone or with SCF's Context. Pure.
[[nodiscard]] QStringList handlersOfClass(const QByteArray& data);
/// The same by looking at a source. Pure.
[[nodiscard]] QStringList handlersOfJavaSource(const QString& text);
/// Of a folder: by its classes, else by its sources.
[[nodiscard]] QStringList javaHandlers(const QString& folder);
/// Executable programs at the root of a folder, but those of custom runtimes and web functions.
[[nodiscard]] QStringList goPrograms(const QString& folder);

}  // namespace scfdesk
