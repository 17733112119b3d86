// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/objectevents.h"
#include "models/data/invocation.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/rowtable.h"
#include "widgets/theme/followtheme.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ObjectEvents::ObjectEvents(Backend& backend, QWidget* parent) : QWidget(parent), m_backend(backend) {
  setObjectName(u"services_objectevents"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* title = new PaneTitle(tr("Object events"), this);
  title->setCaption(tr("newest first"));
  title->setTopLine(true);
  auto* logs = new DeskButton(tr("Open in Logs"), DeskButton::Kind::Flat, title);
  logs->setObjectName(u"services_objectevents_logs"_s);
  logs->setIconName(u"jump"_s);
  logs->setCompact(true);
  connect(logs, &DeskButton::clicked, this, &ObjectEvents::logsWanted);
  title->addRight(logs);
  column->addWidget(title);
  m_none = new Label(Label::Role::Dense, Tone::Tertiary, tr("No object was put or removed since the engine started."), this);
  m_none->setObjectName(u"services_objectevents_none"_s);
  m_none->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  column->addWidget(m_none, 1);
  m_table = new RowTable(tr("Object events"), this);
  m_table->setObjectName(u"services_objectevents_table"_s);
  m_table->setColumns({{tr("Time"), 124}, {tr("Event"), 76}, {tr("Object"), 0}, {tr("Size"), 84, true}, {tr("Fired"), 150}, {tr("Request"), 84}, {tr("Status"), 60, true}});
  m_table->setToolTip(tr("Enter shows the invocation"));
  m_table->hide();
  column->addWidget(m_table, 1);
  connect(m_table, &RowTable::rowActivated, this, [this](const QString& key) {
    if (const quint64 id = m_invocations.value(key)) Q_EMIT invocationWanted(id);
  });
  followTheme(this, [this] { m_none->setContentsMargins(Theme::current().px(16), Theme::current().px(10), Theme::current().px(16), 0); });
}

void ObjectEvents::refresh() {
  if (m_asking) return;
  m_asking = true;
  m_backend.local("POST", "/-/services/cos", "{\"action\":\"events\"}", this, [this](const Result<QByteArray>& answer) {
    m_asking = false;
    if (answer) take(*answer);
  });
}

void ObjectEvents::setBucket(const QString& bucket) {
  if (std::exchange(m_bucket, bucket) == bucket) return;
  take(std::exchange(m_answer, {}));
}

void ObjectEvents::take(const QByteArray& answer) {
  if (answer == m_answer) return;
  m_answer = answer;
  m_invocations.clear();
  QList<Row> rows;
  for (const QJsonValue& value : QJsonDocument::fromJson(answer).object()["events"_L1].toArray()) {
    const QJsonObject event = value.toObject();
    const QString bucket = event["bucket"_L1].toString(), object = event["key"_L1].toString(), what = event["event"_L1].toString();
    if (!m_bucket.isEmpty() && bucket != m_bucket) continue;
    const qint64 at = event["atMs"_L1].toInteger();
    const bool gone = what.contains(u"Remove"_s);
    const QString shown = m_bucket.isEmpty() ? QString(bucket + u'/' + object) : object;
    const auto add = [&](const QString& fired, Tone tone, const QJsonObject& one) {
      const QString request = one["requestId"_L1].toString();
      const QString key = QString::number(at) + u' ' + bucket + u'/' + object + u' ' + what + u' ' + request + fired;
      const int code = one["statusCode"_L1].toInt();
      const bool ended = code != 0 && code != status::kRunning;
      if (const quint64 id = quint64(one["invocation"_L1].toInteger())) m_invocations.insert(key, id);
      rows.append({key,
                   {{format::clock(at * 1000, 3), Tone::Tertiary, true}, {what.section(u':', -1), Tone::Secondary, true}, {shown, Tone::Primary, true}, {gone ? QString() : format::bytes(event["bytes"_L1].toInteger()).text(), Tone::Secondary, true},
                    {fired, tone}, {request.left(8), Tone::Link, true}, {request.isEmpty() ? QString() : ended ? QString::number(code) : tr("runs"), !ended ? Tone::Tertiary : code == status::kSuccess ? Tone::Success : Tone::Error, true}},
                   EngineWords::text(one["message"_L1].toString())});
    };
    const QJsonArray all = event["fired"_L1].toArray();
    if (all.isEmpty()) add(tr("nothing"), Tone::Tertiary, {});
    for (const QJsonValue& one : all) {
      const QJsonObject f = one.toObject();
      const QString name = f["function"_L1].toString();
      if (f.contains("requestId"_L1)) add(QString(u"⇢ "_s + name), Tone::Primary, f);
      else add(f.contains("message"_L1) ? tr("%1, refused").arg(name) : tr("%1, trigger is off").arg(name), f.contains("message"_L1) ? Tone::Error : Tone::Tertiary, f);
    }
  }
  m_table->setRows(rows);
  m_table->setVisible(!rows.isEmpty());
  m_none->setVisible(rows.isEmpty());
}

}  // namespace scfdesk
