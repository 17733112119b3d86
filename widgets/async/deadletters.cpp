// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/async/deadletters.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "widgets/async/eventdetail.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/rowtable.h"
#include "widgets/functions/askdialog.h"
#include "widgets/functions/functioncalls.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QStackedWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kReasonChars = 160;

QString messageOf(const QByteArray& error) {
  const QJsonObject object = QJsonDocument::fromJson(error).object();
  for (const QString& name : {u"stackTrace"_s, u"errorMessage"_s})
    if (const QString text = object[name].toString(); !text.isEmpty()) return text;
  return QString::fromUtf8(error);
}

/// What went wrong, in one line. Python says it at the end of its trace, the others at the beginning.
QString firstWords(const QString& message) {
  const QStringList lines = message.split(u'\n', Qt::SkipEmptyParts);
  if (lines.isEmpty()) return {};
  return (lines.first().startsWith(u"Traceback"_s) ? lines.last() : lines.first()).trimmed();
}

}  // namespace

QString DeadLetters::reasonOf(int statusCode, const QByteArray& error) {
  QString line = firstWords(messageOf(error));
  // A list of errors cut for its length is no JSON any more: its code alone is the reason then.
  if (line.startsWith(u'{')) line.clear();
  const QString code = QString(QString::number(statusCode) + u' ' + statusCodeName(statusCode));
  return line.isEmpty() ? code : QString(code + u": "_s + line.left(kReasonChars));
}

DeadLetters::DeadLetters(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_stack(new QStackedWidget(this)), m_banner(new Banner(this)) {
  setObjectName(u"async_letters"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_banner);
  column->addWidget(m_stack, 1);
  auto* nothing = new EmptyState(tr("No dead letter"), tr("An async event that has failed all its retries, or grew too old waiting, is kept here until somebody retries or discards it."), m_stack);
  m_stack->addWidget(nothing);
  auto* split = new HairlineSplitter(Qt::Horizontal, m_stack);
  m_table = new RowTable(tr("Dead letters"), split);
  m_table->setObjectName(u"async_letterTable"_s);
  m_table->setColumns({{tr("Function"), 128, false}, {tr("Reason"), 0, false}, {tr("Attempts"), 72, true}, {tr("First"), 100, true}, {tr("Last"), 100, true}});
  m_detail = new EventDetail(u"letter"_s, tr("No dead letter chosen"), tr("Choose one at the left to see why it failed and what it carries."), split);
  split->addWidget(m_table);
  split->addWidget(m_detail);
  split->setStretchFactor(0, 5);
  split->setStretchFactor(1, 4);
  split->setSizes({640, 520});
  m_stack->addWidget(split);

  const auto button = [this](const QString& text, const char* name, DeskButton::Kind kind) {
    auto* b = new DeskButton(text, kind, m_detail);
    b->setObjectName(QString(u"letter_"_s + QLatin1StringView(name)));
    needsEngine(b, m_hub);
    return b;
  };
  m_retry = button(tr("Retry"), "retry", DeskButton::Kind::Primary);
  m_retryAll = button(tr("Retry all with this reason"), "retryAll", DeskButton::Kind::Default);
  m_edit = button(tr("Edit then fire"), "edit", DeskButton::Kind::Default);
  m_discard = button(tr("Discard…"), "discard", DeskButton::Kind::Default);
  m_edit->setToolTip(tr("Puts the event into the editor of Test. The dead letter stays until it is retried or discarded."));
  m_detail->buttons()->addWidget(m_retry);
  m_detail->buttons()->addWidget(m_retryAll);
  m_detail->buttons()->addWidget(m_edit);
  m_detail->buttons()->addStretch(1);
  m_detail->buttons()->addWidget(m_discard);
  connect(m_retry, &DeskButton::clicked, this, [this] { settle({m_table->currentKey()}, true); });
  connect(m_retryAll, &DeskButton::clicked, this, [this] { settle(sameReason(), true); });
  connect(m_edit, &DeskButton::clicked, this, [this] { Q_EMIT editWanted(m_function, m_detail->payload()); });
  connect(m_discard, &DeskButton::clicked, this, &DeadLetters::askDiscard);
  connect(m_table, &RowTable::deleteWanted, this, &DeadLetters::askDiscard);
  connect(m_table, &RowTable::currentKeyChanged, this, &DeadLetters::load);
  connect(m_banner, &Banner::actionTriggered, this, &DeadLetters::refresh);
  connect(&hub, &ModelHub::statusChanged, this, [this] {
    if (m_hub.status().deadLetters == m_told || !isVisible()) return;
    refresh();
  });
  setFocusProxy(m_table);
}

void DeadLetters::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void DeadLetters::refresh() {
  if (m_hub.loss()) return;
  m_again = m_asking;
  if (m_asking) return;
  m_asking = true;
  m_told = m_hub.status().deadLetters;
  calls::get(m_hub, u"/-/dead-letters?brief=1"_s, this, [this](const Result<QJsonObject>& r) {
    m_asking = false;
    onLetters(r);
    if (m_again) refresh();
  });
}

void DeadLetters::onLetters(const Result<QJsonObject>& answer) {
  if (!answer) {
    if (!m_hub.loss()) m_banner->show(answer.error(), tr("Try again"));
    return;
  }
  if (!m_settling) m_banner->clear();
  m_letters.clear();
  QList<Row> rows;
  const TimeUs now = m_hub.time().now();
  for (const QJsonValue& value : (*answer)[u"deadLetters"_s].toArray()) {
    const QJsonObject l = value.toObject();
    const QString reason = reasonOf(l[u"statusCode"_s].toInt(), l[u"error"_s].toString().toUtf8()), id = l[u"id"_s].toString();
    const Letter letter{id, l[u"namespace"_s].toString(), l[u"function"_s].toString(), reason};
    m_letters.insert(id, letter);
    const TimeUs first = l[u"firstMs"_s].toInteger() * 1000, last = l[u"lastMs"_s].toInteger() * 1000;
    rows.append({id,
                 {{letter.ns == u"default"_s ? letter.function : QString(letter.ns + u'/' + letter.function)}, {EngineWords::text(reason), Tone::Error},
                  {QString::number(l[u"attempts"_s].toInt()), Tone::Secondary, true}, {format::ago(first, now), Tone::Secondary, true}, {format::ago(last, now), Tone::Secondary, true}},
                 QString(reason + u'\n' + tr("First %1, last %2").arg(format::dateTime(first), format::dateTime(last)))});
  }
  m_table->setRows(rows);
  m_stack->setCurrentIndex(rows.isEmpty() ? 0 : 1);
  if (m_table->currentKey().isEmpty()) {
    if (rows.isEmpty()) m_detail->clear();
    else m_table->choose(rows.first().key);
  }
  showActions();
}

void DeadLetters::load(const QString& id) {
  if (id.isEmpty()) return m_detail->clear();
  calls::get(m_hub, QString(u"/-/dead-letters/"_s + id), this, [this, id](const Result<QJsonObject>& r) { onLetter(id, r); });
}

void DeadLetters::onLetter(const QString& id, const Result<QJsonObject>& answer) {
  if (id != m_table->currentKey()) return;
  if (!answer) {
    m_detail->clear();
    m_banner->show(answer.error());
    return;
  }
  const QJsonObject& l = *answer;
  const FunctionInfo* f = m_hub.functions().infoOf({l[u"namespace"_s].toString(), l[u"function"_s].toString()});
  m_function = f ? f->id : 0;
  const int code = l[u"statusCode"_s].toInt();
  m_detail->setEvent(l[u"requestId"_s].toString(), QString(QString::number(code) + u' ' + statusCodeName(code)), true);
  m_detail->setFacts({{tr("Function"), l[u"function"_s].toString()}, {tr("Version or alias"), l[u"qualifier"_s].toString()}, {tr("From", "what fired it"), l[u"source"_s].toString()},
                      {tr("First"), format::dateTime(l[u"firstMs"_s].toInteger() * 1000)}, {tr("Last"), format::dateTime(l[u"lastMs"_s].toInteger() * 1000)},
                      {tr("Event"), format::bytes(l[u"bytes"_s].toInteger()).text()}});
  QList<Attempt> attempts = attemptsOf(l[u"attemptList"_s].toArray());
  if (attempts.isEmpty()) {
    // The log of its runs is gone or was never written (it grew too old while it waited): the last one is known from the letter.
    Attempt last;
    last.number = l[u"attempts"_s].toInt();
    last.statusCode = code;
    last.start = l[u"lastMs"_s].toInteger() * 1000;
    attempts << last;
  }
  m_detail->setAttempts(attempts, m_hub.time().now());
  m_detail->setMessage(EngineWords::text(messageOf(l[u"error"_s].toString().toUtf8())).left(2000));
  m_detail->setPayload(l[u"payload"_s].toString().toUtf8());
  showActions();
}

QStringList DeadLetters::sameReason() const {
  const Letter now = m_letters.value(m_table->currentKey());
  QStringList ids;
  for (const Row& row : m_table->rowModel().rows()) {
    const Letter l = m_letters.value(row.key);
    if (l.reason == now.reason && l.function == now.function && l.ns == now.ns) ids << row.key;
  }
  return ids;
}

void DeadLetters::showActions() {
  const qsizetype same = m_table->currentKey().isEmpty() ? 0 : sameReason().size();
  m_retryAll->setNumber(same > 1 ? format::count(same) : QString());
  m_retryAll->setVisible(same > 1);
  m_retry->setAccessibleName(tr("Retry dead letter %1").arg(m_detail->requestId()));
  m_discard->setAccessibleName(tr("Discard dead letter %1").arg(m_detail->requestId()));
  m_edit->setVisible(m_function != 0);
}

void DeadLetters::settle(QStringList ids, bool retry) {
  if (ids.isEmpty()) {
    m_settling = false;
    return refresh();
  }
  m_settling = true;
  const QString id = ids.takeFirst();
  calls::post(m_hub, QString(u"/-/dead-letters/"_s + id), {{u"action"_s, retry ? u"retry"_s : u"discard"_s}}, this, [this, ids, retry](const Result<QJsonObject>& r) {
    if (r) return settle(ids, retry);
    m_banner->show(r.error());
    refresh();
    m_settling = true;  // the banner stays over that refresh
  });
}

void DeadLetters::askDiscard() {
  const QString id = m_table->currentKey();
  const Letter letter = m_letters.value(id);
  if (id.isEmpty()) return;
  auto* dialog = new AskDialog(tr("Discard this dead letter?"), tr("The event of %1 goes with its payload (%2). It was never handled, and no copy of it is kept.").arg(letter.function, format::bytes(m_detail->payload().size()).text()),
                               tr("Discard"), tr("Keep"), this);
  dialog->setObjectName(u"letter_discardDialog"_s);
  connect(dialog, &AskDialog::confirmed, this, [this, id] { settle({id}, false); });
  dialog->show();
}

}  // namespace scfdesk
