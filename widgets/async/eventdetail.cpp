// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/async/eventdetail.h"
#include "models/data/jsontext.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/test/codeview.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QStackedWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

EventDetail::EventDetail(const QString& name, const QString& heading, const QString& hint, QWidget* parent) : QWidget(parent), m_stack(new QStackedWidget(this)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_stack);
  auto* none = new Surface(Surface::Fill::Panel, m_stack);
  auto* noneBox = new QVBoxLayout(none);
  noneBox->addWidget(new EmptyState(heading, hint, none));
  m_stack->addWidget(none);

  auto* page = new Surface(Surface::Fill::Panel, m_stack);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* head = new ToolRow(page);
  m_state = new Chip({}, Chip::Kind::Warn, head);
  m_state->setTall(true);
  m_state->setObjectName(name + u"_state"_s);
  m_id = new Label(Label::Role::Code, Tone::Secondary, {}, head);
  m_id->setObjectName(name + u"_request"_s);
  m_id->setElided(Qt::ElideRight);
  m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* copy = new DeskButton(u"copy"_s, tr("Copy request id"), {}, head);
  copy->setObjectName(name + u"_copy"_s);
  copy->setCompact(true);
  connect(copy, &DeskButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_request); });
  head->row()->addWidget(m_state);
  head->row()->addWidget(m_id, 1);
  head->row()->addWidget(copy);
  column->addWidget(head);

  auto* body = new QWidget(page);
  auto* bodyColumn = new QVBoxLayout(body);
  auto* grid = new QGridLayout;
  for (int i = 0; i < kFacts; ++i) {
    m_facts[i] = {new Label(Label::Role::Caption, Tone::Tertiary, {}, body), new Label(Label::Role::Code, {}, body)};
    m_facts[i].second->setElided(Qt::ElideRight);
    grid->addWidget(m_facts[i].first, i / 3 * 2, i % 3);
    grid->addWidget(m_facts[i].second, i / 3 * 2 + 1, i % 3);
    grid->setColumnStretch(i % 3, 1);
  }
  bodyColumn->addLayout(grid);
  m_attemptsTitle = new Label(Label::Role::Caption, Tone::Tertiary, tr("Attempts"), body);
  bodyColumn->addWidget(m_attemptsTitle);
  m_attempts = new AttemptMarks(body);
  m_attempts->setObjectName(name + u"_attempts"_s);
  bodyColumn->addWidget(m_attempts);
  m_message = new Label(Label::Role::Dense, Tone::Error, {}, body);
  m_message->setObjectName(name + u"_message"_s);
  m_message->setWordWrap(true);
  bodyColumn->addWidget(m_message);
  m_untold = new Label(Label::Role::Dense, Tone::Secondary, {}, body);
  m_untold->setObjectName(name + u"_untold"_s);
  m_untold->setWordWrap(true);
  m_untold->hide();
  bodyColumn->addStretch(1);
  bodyColumn->addWidget(m_untold);
  column->addWidget(body);
  m_payloadTitle = new PaneTitle(tr("Payload"), page);
  m_payloadTitle->setTopLine(true);
  column->addWidget(m_payloadTitle);
  m_code = new CodeView(CodeView::Surface::Panel, page);
  m_code->setObjectName(name + u"_payload"_s);
  m_code->setAccessibleName(tr("Payload"));
  m_code->setReadOnly(true);
  column->addWidget(m_code, 1);
  m_foot = new ToolRow(page);
  m_foot->setLines(true, false);
  column->addWidget(m_foot);
  m_stack->addWidget(page);
  followTheme(this, [this, head, bodyColumn, grid] {
    const Theme& theme = Theme::current();
    head->row()->setContentsMargins(theme.px(16), 0, theme.px(8), 0);
    head->row()->setSpacing(theme.px(8));
    bodyColumn->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(10));
    bodyColumn->setSpacing(theme.px(6));
    grid->setHorizontalSpacing(theme.px(16));
    grid->setVerticalSpacing(theme.px(3));
    m_foot->row()->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    m_foot->row()->setSpacing(theme.px(8));
    m_foot->setHeight(48);
  });
  clear();
}

QHBoxLayout* EventDetail::buttons() const { return m_foot->row(); }

void EventDetail::clear() {
  m_request.clear();
  m_payload.clear();
  m_stack->setCurrentIndex(0);
}

void EventDetail::setEvent(const QString& requestId, const QString& state, bool error) {
  m_request = requestId;
  m_id->setText(requestId);
  m_state->setText(state);
  m_state->setKind(error ? Chip::Kind::Error : Chip::Kind::Warn);
  m_stack->setCurrentIndex(1);
}

void EventDetail::setFacts(const QList<std::pair<QString, QString>>& facts) {
  for (int i = 0; i < kFacts; ++i) {
    const bool there = i < facts.size();
    m_facts[i].first->setVisible(there);
    m_facts[i].second->setVisible(there);
    if (!there) continue;
    m_facts[i].first->setText(facts[i].first);
    m_facts[i].second->setText(facts[i].second);
    m_facts[i].second->setAccessibleName(QString(facts[i].first + u": "_s + facts[i].second));
  }
}

void EventDetail::setMessage(const QString& message) {
  m_message->setText(message);
  m_message->setVisible(!message.isEmpty());
}

void EventDetail::setAttempts(const QList<Attempt>& attempts, TimeUs now) { m_attempts->setAttempts(attempts, now); }

void EventDetail::setUntold(const QString& words) {
  m_untold->setText(words);
  m_untold->setVisible(!words.isEmpty());
  for (QWidget* part : QList<QWidget*>{m_attemptsTitle, m_attempts, m_payloadTitle, m_code}) part->setVisible(words.isEmpty());
}

void EventDetail::setPayload(const QByteArray& payload) {
  if (payload == m_payload && m_code->length() > 0) return;
  m_payload = payload;
  m_payloadTitle->setCaption(format::bytes(payload.size()).text());
  const auto laidOut = payload.size() <= kShownBytes ? formatJson(payload) : std::nullopt;
  m_code->setLanguage(laidOut ? CodeView::Language::Json : CodeView::Language::Plain);
  m_code->setBytes(laidOut ? *laidOut : payload.left(kShownBytes));
}

}  // namespace scfdesk
