// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>

namespace scfdesk {

/// An event to begin with, as it ships in resources/templates/events.
struct EventTemplate {
  QString id;     ///< "timer", "cos-created", ...; kept in SavedEvent::templateId
  QString title;  ///< English; shown through eventTemplateTitle()
  QString icon;   ///< name in resources/icons
  QByteArray json;
};

/// All templates in the order of the index, Blank first. Read once from the program's resources; any thread. When the resources
/// are not linked in (a test without them) only Blank is there.
const QList<EventTemplate>& eventTemplates();
/// Null when there is none of that name.
const EventTemplate* eventTemplate(const QString& id);
/// Title in the current language.
QString eventTemplateTitle(const EventTemplate& eventTemplate);
/// Reads an index and its files from a folder; also what tests call. Errors name the file.
Result<QList<EventTemplate>> readEventTemplates(const QString& folder);

}  // namespace scfdesk
