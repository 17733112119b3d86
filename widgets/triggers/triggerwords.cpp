// SPDX-License-Identifier: GPL-3.0-or-later
// What the views say of triggers and cron expressions.
#include "widgets/triggers/triggerdata.h"
#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <bit>

namespace scfdesk::triggerwords {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kListed = 4;  // more values of a field are counted

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::TriggerWords)
};

/// Values of a set of bits within [low, high].
QList<int> valuesOf(uint64_t bits, int low, int high) {
  QList<int> list;
  for (int i = low; i <= high; ++i)
    if (bits >> i & 1) list.append(i);
  return list;
}

/// The step of an even row that begins at `low` and goes to the end; 0 when it is none.
int stepOf(const QList<int>& values, int low, int high) {
  if (values.size() < 2 || values.first() != low) return 0;
  const int step = values[1] - values[0];
  if (values.size() == 2 && (high - low + 1) % step != 0) return 0;
  for (qsizetype i = 1; i < values.size(); ++i)
    if (values[i] - values[i - 1] != step) return 0;
  return values.last() + step > high ? step : 0;
}

QString joined(const QStringList& list) {
  if (list.size() < 2) return list.join(QString());
  return Words::tr("%1 and %2", "list").arg(list.mid(0, list.size() - 1).join(Words::tr(", ", "list")), list.last());
}

QString two(int n) { return QString::number(n).rightJustified(2, u'0'); }

/// "every minute", "minutes 0, 5 and 10": a field that is no clock time.
QString part(const QList<int>& values, int low, int high, const QString& each, const QString& everyN, const QString& some) {
  if (values.size() == high - low + 1) return each;
  if (const int step = stepOf(values, low, high)) return everyN.arg(step);
  QStringList shown;
  for (const int v : values.mid(0, kListed)) shown << QString::number(v);
  if (values.size() > kListed) return some.arg(Words::tr("%1 and %2 more").arg(shown.join(Words::tr(", ", "list"))).arg(values.size() - kListed));
  return some.arg(joined(shown));
}

QString timeWords(const Cron& cron) {
  const QList<int> seconds = valuesOf(cron.seconds, 0, 59), minutes = valuesOf(cron.minutes, 0, 59), hours = valuesOf(cron.hours, 0, 23);
  if (seconds.size() == 1 && minutes.size() == 1 && hours.size() <= kListed) {
    QStringList times;
    for (const int h : hours) times << two(h) + u':' + two(minutes.first()) + u':' + two(seconds.first());
    return Words::tr("At %1").arg(joined(times));
  }
  QStringList parts;
  const bool onTheMinute = seconds == QList<int>{0};
  if (!onTheMinute) parts << part(seconds, 0, 59, Words::tr("every second"), Words::tr("every %1 seconds"), Words::tr("at second %1"));
  if (!(minutes.size() == 60 && !onTheMinute)) parts << part(minutes, 0, 59, Words::tr("every minute"), Words::tr("every %1 minutes"), Words::tr("at minute %1"));
  if (hours.size() < 24) {
    const bool row = hours.size() > 1 && hours.last() - hours.first() == hours.size() - 1;
    parts << (row ? Words::tr("from %1:00 to %2:59").arg(two(hours.first()), two(hours.last())) : part(hours, 0, 23, {}, Words::tr("every %1 hours"), Words::tr("in hour %1")));
  }
  QString text = parts.join(Words::tr(", ", "list"));
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

QString dayWords(const Cron& cron) {
  const QLocale locale = QLocale(QLocale().language() == QLocale::Chinese ? QLocale::Chinese : QLocale::English);
  const auto weekday = [&](int day) { return locale.dayName(day == 0 ? 7 : day, QLocale::ShortFormat); };
  QString week, day;
  if (cron.weekGiven) {
    const QList<int> values = valuesOf(cron.weekdays, 0, 6);
    const bool row = values.size() > 2 && values.last() - values.first() == values.size() - 1;
    QStringList names;
    for (const int v : values) names << weekday(v);
    week = values.size() == 7 ? QString() : row ? Words::tr("on %1 to %2").arg(names.first(), names.last()) : Words::tr("on %1").arg(joined(names));
  }
  if (cron.dayGiven) {
    const QList<int> values = valuesOf(cron.days, 1, 31);
    if (values.size() < 31) day = part(values, 1, 31, {}, Words::tr("every %1 days"), Words::tr("on day %1 of the month"));
  }
  if (!week.isEmpty() && !day.isEmpty()) return Words::tr("%1 or %2", "cron").arg(day, week);  // SCF: either may match
  // "Every 5 minutes" is every day; "At 23:30:00" wants to be told.
  const QString daily = valuesOf(cron.hours, 0, 23).size() == 24 ? QString() : Words::tr("every day");
  if ((cron.weekGiven && week.isEmpty()) || (cron.dayGiven && day.isEmpty())) return daily;
  return week.isEmpty() && day.isEmpty() ? daily : week + day;
}

QString monthWords(const Cron& cron) {
  const QList<int> values = valuesOf(cron.months, 1, 12);
  if (values.size() == 12) return {};
  const QLocale locale = QLocale(QLocale().language() == QLocale::Chinese ? QLocale::Chinese : QLocale::English);
  QStringList names;
  for (const int v : values) names << locale.monthName(v, QLocale::ShortFormat);
  const bool row = values.size() > 2 && values.last() - values.first() == values.size() - 1;
  return row ? Words::tr("from %1 to %2").arg(names.first(), names.last()) : Words::tr("in %1").arg(joined(names));
}

QString yearWords(const Cron& cron) {
  QStringList years;
  int count = 0;
  for (int y = Cron::kFirstYear; y <= Cron::kLastYear; ++y)
    if (cron.hasYear(y) && ++count <= kListed) years << QString::number(y);
  if (count == Cron::kLastYear - Cron::kFirstYear + 1) return {};
  return count > kListed ? Words::tr("in %1 years from %2 on").arg(count).arg(years.first()) : Words::tr("in %1").arg(joined(years));
}

}  // namespace

QString cronSentence(const QString& text) {
  const auto cron = parseCron(text.toStdString());
  if (!cron) return {};
  QStringList parts{timeWords(*cron), dayWords(*cron)};
  parts << monthWords(*cron) << yearWords(*cron);
  parts.removeAll(QString());
  return parts.join(u' ');
}

QString typeName(const QString& type) {
  if (type == u"http") return Words::tr("Function URL");
  if (type == u"timer") return Words::tr("Timer");
  if (type == u"cos") return Words::tr("COS");
  if (type == u"apigw") return Words::tr("API Gateway");
  if (type == u"clb") return Words::tr("CLB");
  if (type == u"cmq") return Words::tr("CMQ topic");
  if (type == u"cmqqueue") return Words::tr("CMQ queue");
  if (type == u"redisstream") return Words::tr("Redis stream");
  if (type == u"cls") return Words::tr("CLS");
  if (type == u"mps") return Words::tr("MPS");
  if (type == u"eb") return Words::tr("EventBridge");
  if (type == u"ckafka") return Words::tr("CKafka");
  return type;
}

QString iconOf(const QString& type) {
  if (type == u"http") return u"http"_s;
  if (type == u"timer") return u"clock"_s;
  if (type == u"cos") return u"bucket"_s;
  if (type == u"apigw" || type == u"clb") return u"gw"_s;
  if (type == u"ckafka") return u"kafka"_s;
  if (type == u"cls") return u"log"_s;
  return type.startsWith(u"cmq") || type == u"redisstream" ? u"queue"_s : u"plug"_s;
}

namespace {
/// "ckafka-local-orders.settled" is the topic "orders.settled" of the instance "ckafka-local".
std::pair<QString, QString> instanceAndTopic(const QString& name) {
  const qsizetype first = name.indexOf(u'-'), second = first < 0 ? -1 : name.indexOf(u'-', first + 1);
  return second < 0 ? std::pair(QString(), name) : std::pair(name.left(second), name.mid(second + 1));
}
}  // namespace

QString title(const TriggerView& t) {
  if (t.type == u"http") return typeName(t.type);
  const QString name = t.type == u"cos" ? t.name.section(u'.', 0, 0).section(u'-', 0, -2) : t.type == u"ckafka" ? instanceAndTopic(t.name).second : t.name;
  return Words::tr("%1 · %2").arg(typeName(t.type), name);
}

QString source(const TriggerView& t) {
  const auto text = [&](const char* name) { return t.desc[QLatin1String(name)].toString(); };
  if (t.type == u"timer") return text("cron");
  if (t.type == u"cos") {
    const QJsonObject filter = t.desc["filter"_L1].toObject();
    QString line = text("event");
    if (const QString prefix = filter["Prefix"_L1].toString(); !prefix.isEmpty()) line += u" prefix "_s + prefix;
    if (const QString suffix = filter["Suffix"_L1].toString(); !suffix.isEmpty()) line += u" suffix "_s + suffix;
    return line;
  }
  if (t.type == u"ckafka" && t.address.isEmpty()) {
    const auto [instance, topic] = instanceAndTopic(t.name);
    return instance.isEmpty() ? topic : QString(instance + u" / "_s + topic);
  }
  if (t.type == u"redisstream") {
    const QString server = t.about["server"_L1].toString(text("server")), stream = t.about["stream"_L1].toString(t.name);
    return server.isEmpty() ? stream : QString(stream + u" / "_s + server);
  }
  if (t.type == u"mps") return text("eventType");
  if (t.type == u"cls") return t.about["allFunctions"_L1].toBool() ? Words::tr("logs of all functions") : t.name;
  if (t.type == u"cmq") {
    QStringList keys;
    for (const QJsonValue& key : t.desc["filterKey"_L1].toArray()) keys << key.toString();
    return keys.isEmpty() ? Words::tr("every message") : keys.join(u", "_s);
  }
  return t.address.isEmpty() ? t.name : t.address;
}

QString whenItFails(const TriggerView& t, int retries) {
  if (t.pull) return Words::tr("Retries the batch, partition waits");
  if (t.sync) return Words::tr("Caller gets the error");
  return retries == 0 ? Words::tr("Dead letter at once") : Words::tr("%n retries, then dead letter", nullptr, retries);
}

}  // namespace scfdesk::triggerwords
