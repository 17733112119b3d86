// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtemplates.h"
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

/// Titles of the index, for the translators' tool: it can't read the index itself.
[[maybe_unused]] constexpr const char* kTitles[] = {
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "Blank"),        QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "Hello World"),
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "Timer"),        QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "API gateway"),
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "Function URL"), QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "COS object created"),
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "COS object removed"), QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "CKafka"),
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "CMQ topic"),    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "CLS logs"),
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "CLB"),          QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "MPS workflow"),
    QT_TRANSLATE_NOOP("scfdesk::EventTemplate", "EventBridge")};

EventTemplate blank() { return {u"blank"_s, u"Blank"_s, u"fn"_s, "{}\n"}; }

Result<QByteArray> readFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return Error{u"Local.Unreadable"_s, u"%1 can not be read: %2."_s.arg(path, file.errorString()), {}};
  return file.readAll();
}

QList<EventTemplate> shipped() {
  auto read = readEventTemplates(u":/templates/events"_s);
  QList<EventTemplate> list = read ? std::move(read).value() : QList<EventTemplate>{};
  const auto isBlank = [](const EventTemplate& t) { return t.id == "blank"_L1; };
  const auto at = std::find_if(list.begin(), list.end(), isBlank);
  if (at == list.end()) list.prepend(blank());
  else std::rotate(list.begin(), at, at + 1);
  return list;
}

}  // namespace

Result<QList<EventTemplate>> readEventTemplates(const QString& folder) {
  const QString indexPath = folder + u"/index.json"_s;
  const auto index = readFile(indexPath);
  if (!index) return index.error();
  QJsonParseError problem;
  const QJsonDocument document = QJsonDocument::fromJson(*index, &problem);
  const QJsonArray entries = document.isArray() ? document.array() : document.object().value("templates"_L1).toArray();
  if (entries.isEmpty()) return Error{u"Local.BadIndex"_s, u"%1 lists no template."_s.arg(indexPath), {}};
  QList<EventTemplate> list;
  for (const QJsonValue& value : entries) {
    const QJsonObject entry = value.toObject();
    EventTemplate one{entry.value("id"_L1).toString(), entry.value("title"_L1).toString(), entry.value("icon"_L1).toString(u"fn"_s), {}};
    const QString file = entry.value("file"_L1).toString(one.id + u".json"_s);
    if (one.id.isEmpty() || one.title.isEmpty()) return Error{u"Local.BadIndex"_s, u"%1 has an entry without id or title."_s.arg(indexPath), {}};
    auto json = readFile(folder + u'/' + file);
    if (!json) return json.error();
    one.json = std::move(json).value();
    list.append(std::move(one));
  }
  return list;
}

const QList<EventTemplate>& eventTemplates() {
  static const QList<EventTemplate> list = shipped();
  return list;
}

const EventTemplate* eventTemplate(const QString& id) {
  const auto& list = eventTemplates();
  const auto at = std::find_if(list.begin(), list.end(), [&id](const EventTemplate& t) { return t.id == id; });
  return at == list.end() ? nullptr : &*at;
}

QString eventTemplateTitle(const EventTemplate& one) {
  return QCoreApplication::translate("scfdesk::EventTemplate", one.title.toUtf8().constData());
}

}  // namespace scfdesk
