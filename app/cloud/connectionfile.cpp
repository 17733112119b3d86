// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/connectionfile.h"
#include <QFile>
#include <QSaveFile>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

Result<QList<ConnectionProfile>> ConnectionFile::read() const {
  QFile file(m_path);
  if (!file.exists()) return QList<ConnectionProfile>();
  if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
    return Error{u"Local.BadConnections"_s, u"%1 cannot be read."_s.arg(m_path), u"Make it readable, or take it away."_s};
  return connectionsFromJson(file.readAll());
}

Status ConnectionFile::write(const QList<ConnectionProfile>& profiles) const {
  QSaveFile file(m_path);
  if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
      file.write(connectionsToJson(profiles)) < 0 || !file.commit())
    return Error{u"Local.ConnectionsNotWritten"_s, u"%1 cannot be written: %2"_s.arg(m_path, file.errorString()), u"Make room, or mend the rights of the data folder."_s};
  return Done{};
}

}  // namespace scfdesk
