// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include "models/data/jsonschema.h"
#include <QByteArray>
#include <QList>
#include <QStringList>
#include <memory>

namespace scfdesk {

/// An event to begin with, as it ships in resources/templates/events.
struct EventTemplate {
  QString id;     ///< "timer", "cos-created", ...; kept in SavedEvent::templateId
  QString title;  ///< English; shown through eventTemplateTitle()
  QString icon;   ///< name in resources/icons
  QByteArray json;
  std::shared_ptr<const JsonSchema> schema;  ///< its shape; null = anything (Blank)
  QStringList marks;  ///< keys that tell it from others ("Records.cos"; lists don't count); empty = not told by its shape
};

/// All templates in the order of the index, Blank first. Read once from the program's resources; any thread. When the resources
/// are not linked in (a test without them) only Blank is there.
const QList<EventTemplate>& eventTemplates();
/// Null when there is none of that name.
const EventTemplate* eventTemplate(const QString& id);
/// Title in the current language.
QString eventTemplateTitle(const EventTemplate& eventTemplate);
/// The template whose shape an event is to have: the one it began as, when that asks for anything at all, else the one whose marks
/// it carries. The text may be invalid. Null = it may have any shape.
const EventTemplate* eventShape(const QString& chosen, QByteArrayView text);
/// The same among other templates; for tests.
const EventTemplate* eventShape(const QList<EventTemplate>& among, const QString& chosen, QByteArrayView text);
/// Reads an index and its files from a folder; also what tests call. Errors name the file.
Result<QList<EventTemplate>> readEventTemplates(const QString& folder);

}  // namespace scfdesk
