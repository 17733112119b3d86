// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtemplates.h"
#include "models/data/jsonwalk.h"
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
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

EventTemplate blank() { return {u"blank"_s, u"Blank"_s, u"fn"_s, "{}\n", nullptr, {}}; }

Result<QByteArray> readFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return Error{u"Local.Unreadable"_s, u"%1 can not be read: %2."_s.arg(path, file.errorString()), {}};
  return file.readAll();
}

/// Keys of the event and of the objects right under it; those of the first object stand for a list of them.
QSet<QString> upperKeys(QByteArrayView text) {
  QSet<QString> keys;
  JsonWalk walk(text, nullptr);
  for (JsonWalk::Step step = walk.next(); step != JsonWalk::Step::End; step = walk.next()) {
    const auto& in = walk.containers();
    if (step != JsonWalk::Step::Name || in.empty() || in.front().open != '{') continue;
    const bool listed = in.size() == 3 && in[1].open == '[' && in[1].index == 0;
    if (in.size() == 1) keys.insert(QString::fromUtf8(in[0].key));
    else if (in.size() == 2 || listed) keys.insert(QString::fromUtf8(in.front().key) + u'.' + QString::fromUtf8(in.back().key));
  }
  return keys;
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
    EventTemplate one{entry.value("id"_L1).toString(), entry.value("title"_L1).toString(), entry.value("icon"_L1).toString(u"fn"_s), {}, nullptr, {}};
    const QString file = entry.value("file"_L1).toString(one.id + u".json"_s);
    if (one.id.isEmpty() || one.title.isEmpty()) return Error{u"Local.BadIndex"_s, u"%1 has an entry without id or title."_s.arg(indexPath), {}};
    auto json = readFile(folder + u'/' + file);
    if (!json) return json.error();
    one.json = std::move(json).value();
    if (const QString schema = entry.value("schema"_L1).toString(); !schema.isEmpty()) {
      const QString path = folder + u"/schemas/"_s + schema;
      const auto text = readFile(path);
      if (!text) return text.error();
      auto shape = readJsonSchema(*text);
      if (!shape) return Error{shape.error().code, path + u": "_s + shape.error().message, {}};
      one.schema = std::make_shared<const JsonSchema>(std::move(shape).value());
    }
    for (const QJsonValue& mark : entry.value("marks"_L1).toArray()) one.marks << mark.toString();
    list.append(std::move(one));
  }
  return list;
}

const QList<EventTemplate>& eventTemplates() {
  static const QList<EventTemplate> list = shipped();
  return list;
}

const EventTemplate* eventShape(const QList<EventTemplate>& among, const QString& chosen, QByteArrayView text) {
  const auto begun = std::find_if(among.begin(), among.end(), [&chosen](const EventTemplate& t) { return t.id == chosen; });
  const EventTemplate* own = begun == among.end() || !begun->schema ? nullptr : &*begun;
  if (own && own->schema->required) return own;
  const QSet<QString> keys = upperKeys(text);
  const auto marked = std::find_if(among.begin(), among.end(), [&keys](const EventTemplate& t) {
    return t.schema && !t.marks.isEmpty() && std::all_of(t.marks.begin(), t.marks.end(), [&keys](const QString& mark) { return keys.contains(mark); });
  });
  return marked == among.end() ? own : &*marked;
}

const EventTemplate* eventShape(const QString& chosen, QByteArrayView text) { return eventShape(eventTemplates(), chosen, text); }

const EventTemplate* eventTemplate(const QString& id) {
  const auto& list = eventTemplates();
  const auto at = std::find_if(list.begin(), list.end(), [&id](const EventTemplate& t) { return t.id == id; });
  return at == list.end() ? nullptr : &*at;
}

QString eventTemplateTitle(const EventTemplate& one) {
  return QCoreApplication::translate("scfdesk::EventTemplate", one.title.toUtf8().constData());
}

}  // namespace scfdesk
