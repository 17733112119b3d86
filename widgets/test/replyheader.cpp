// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/replyheader.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/test/phases.h"
#include "widgets/test/replywords.h"
#include "widgets/theme/theme.h"
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ReplyHeader::ReplyHeader(QWidget* parent) : QWidget(parent) {
  m_row = new ToolRow(this);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_row);
  m_status = new Chip({}, Chip::Kind::Ok, m_row);
  m_status->setObjectName(u"test_status"_s);
  m_status->setTall(true);
  m_requestId = new Label(Label::Role::Code, Tone::Secondary, {}, m_row);
  m_requestId->setObjectName(u"test_request_id"_s);
  m_requestId->setElided(Qt::ElideRight);
  m_requestId->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_copy = new DeskButton(u"copy"_s, tr("Copy request id"), {}, m_row);
  m_copy->setObjectName(u"test_copy_request_id"_s);
  m_copy->setCompact(true);
  m_elapsed = new Label(Label::Role::Code, Tone::Secondary, {}, m_row);
  m_elapsed->setObjectName(u"test_elapsed"_s);
  m_start = new Chip({}, Chip::Kind::Warn, m_row);
  m_start->setObjectName(u"test_cold"_s);
  QHBoxLayout* row = m_row->row();
  row->addWidget(m_status);
  row->addWidget(m_requestId);
  row->addWidget(m_copy);
  row->addStretch(1);
  row->addWidget(m_elapsed);
  row->addWidget(m_start);
  m_why = new DeskButton(QString(), DeskButton::Kind::Flat, m_row);
  m_why->setObjectName(u"test_why"_s);
  m_why->setCompact(true);
  m_why->hide();
  connect(m_why, &QPushButton::clicked, this, &ReplyHeader::whyWanted);
  retranslate();
  const auto rescale = [this] {
    const Theme& theme = Theme::current();
    m_row->row()->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    m_row->row()->setSpacing(theme.px(8));
  };
  rescale();
  connect(&Theme::current(), &Theme::changed, this, rescale);
  connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_requestId->text()); });
}

void ReplyHeader::retranslate() {
  m_copy->setAccessibleName(tr("Copy request id"));
  m_copy->setToolTip(tr("Copy request id"));
  m_why->setText(tr("Why"));
  m_why->setAccessibleName(tr("Why the engine decided so"));
  m_why->setToolTip(tr("The rule that decided, what it was decided from, and the setting that would change it"));
}

void ReplyHeader::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ReplyHeader::offerWhy(bool offered) { m_why->setVisible(offered); }

void ReplyHeader::reset() {
  m_why->hide();
  m_elapsed->hide();
  m_start->hide();
  m_status->setIconName({});
  m_status->setCode({});
}

QString ReplyHeader::statusText() const {
  return m_status->code().isEmpty() ? m_status->text() : QString(m_status->code() + u' ' + m_status->text());
}

void ReplyHeader::showEnded(const Invocation& v) {
  reset();
  const bool good = v.statusCode == status::kSuccess;
  const bool running = v.statusCode == status::kRunning;
  m_status->setKind(good ? Chip::Kind::Ok : running ? Chip::Kind::Info : Chip::Kind::Error);
  m_status->setIconName(good ? u"check"_s : running ? QString() : u"x"_s);
  m_status->setCode(QString::number(v.statusCode), true);
  m_status->setText(ReplyWords::codeName(v.statusCode));
  m_status->setAccessibleName(tr("Status %1").arg(statusText()));
  m_requestId->setText(QString::fromLatin1(v.requestId));
  m_requestId->show();
  m_copy->setVisible(!v.requestId.isEmpty());
  if (v.at.dispatched == 0 && !v.cold) return;
  m_start->setVisible(v.instance != 0);
  if (v.cold) {
    const Phases phases = phasesOf(v, v.at.replied);
    m_start->setKind(Chip::Kind::Warn);
    m_start->setText(tr("Cold start"));
    m_start->setCode(u"+%1 ms"_s.arg(format::count((phases.us[Phases::Starting] + phases.us[Phases::Init] + 500) / 1000)));
    m_start->setToolTip(tr("Starting and init of the instance, which this invocation was the first of"));
  } else {
    m_start->setKind(Chip::Kind::Plain);
    m_start->setText(tr("Warm"));
    m_start->setCode({});
    m_start->setToolTip(tr("The instance had run before"));
  }
  m_start->setAccessibleName(m_start->code().isEmpty() ? m_start->text() : QString(m_start->text() + u' ' + m_start->code()));
}

void ReplyHeader::showRunning(const Invocation* v, qint64 elapsedMs, TimeUs now, bool paused) {
  reset();
  const bool held = paused && v && v->at.dispatched == 0;
  m_status->setKind(held ? Chip::Kind::Warn : Chip::Kind::Info);
  m_status->setText(held ? tr("Waiting, arrivals are paused") : v ? ReplyWords::openWord(*v, now, paused) : paused ? tr("Arrivals are paused") : tr("Running"));
  m_requestId->setText(v ? QString::fromLatin1(v->requestId) : QString());
  m_copy->setVisible(v && !v->requestId.isEmpty());
  m_elapsed->setVisible(elapsedMs >= 0);
  if (elapsedMs >= 0) m_elapsed->setText(format::seconds(double(elapsedMs / 100) / 10.0));
}

void ReplyHeader::showKept() {
  reset();
  m_status->setKind(Chip::Kind::Warn);
  m_status->setText(tr("Engine starting. Fires when ready."));
  m_requestId->setText({});
  m_copy->hide();
}

void ReplyHeader::showRefused(const Error& error) {
  reset();
  m_status->setKind(Chip::Kind::Error);
  m_status->setIconName(u"x"_s);
  m_status->setText(error.code.isEmpty() ? tr("Not fired") : error.code);
  m_requestId->setText({});
  m_copy->hide();
}

}  // namespace scfdesk
