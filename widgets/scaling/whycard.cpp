// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/whycard.h"
#include "models/functionmodel.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

WhyCard::WhyCard(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"scaling_why"_s);
  m_what = new Label(Label::Role::DenseStrong, {}, this);
  m_what->setObjectName(u"why_title"_s);
  m_when = new Label(Label::Role::CodeSmall, Tone::Tertiary, {}, this);
  m_place = new Label(Label::Role::CodeSmall, Tone::Tertiary, {}, this);
  m_rule = new Label(Label::Role::Dense, Tone::Primary, {}, this);
  m_rule->setObjectName(u"why_rule"_s);
  m_inputs = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_inputs->setObjectName(u"why_inputs"_s);
  m_advice = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_advice->setObjectName(u"why_advice"_s);
  for (Label* label : {m_rule, m_inputs, m_advice}) {
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  }
  m_before = new DeskButton(u"left"_s, {}, {}, this);
  m_before->setObjectName(u"why_before"_s);
  m_after = new DeskButton(u"right"_s, {}, {}, this);
  m_after->setObjectName(u"why_after"_s);
  for (DeskButton* button : {m_before, m_after}) button->setCompact(true);
  m_change = new DeskButton({}, DeskButton::Kind::Default, this);
  m_change->setObjectName(u"why_change"_s);
  m_change->setCompact(true);

  auto* head = new QHBoxLayout;
  head->addWidget(m_what);
  head->addWidget(m_when);
  head->addStretch(1);
  head->addWidget(m_place);
  head->addWidget(m_before);
  head->addWidget(m_after);
  auto* foot = new QHBoxLayout;
  foot->addWidget(m_change, 0, Qt::AlignTop);
  foot->addWidget(m_advice, 1);
  m_lines = new QVBoxLayout(this);
  m_lines->addLayout(head);
  m_lines->addWidget(m_rule);
  m_lines->addWidget(m_inputs);
  m_lines->addLayout(foot);
  m_lines->addStretch(1);
  connect(m_before, &DeskButton::clicked, this, [this] { step(-1); });
  connect(m_after, &DeskButton::clicked, this, [this] { step(1); });
  connect(m_change, &DeskButton::clicked, this, [this] {
    Q_EMIT settingWanted(m_words.field, m_words.place == WhyWords::Place::Configuration ? decision().function : 0);
  });
  refresh();
  followTheme(this, [this] { rescale(); });
}

void WhyCard::rescale() {
  const Theme& t = Theme::current();
  m_lines->setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(6));
  m_lines->setSpacing(t.px(4));
  m_lines->itemAt(0)->layout()->setSpacing(t.px(8));
  m_lines->itemAt(3)->layout()->setSpacing(t.px(10));
}

void WhyCard::show(std::vector<Decision> decisions, size_t first) {
  m_decisions = std::move(decisions);
  m_at = std::min(first, m_decisions.size() - 1);
  refresh();
}

void WhyCard::step(int by) {
  const auto to = std::clamp<ptrdiff_t>(ptrdiff_t(m_at) + by, 0, ptrdiff_t(m_decisions.size()) - 1);
  if (size_t(to) == m_at) return;
  m_at = size_t(to);
  refresh();
  Q_EMIT moved();
}

void WhyCard::refresh() {
  const Decision& d = decision();
  m_words = WhyWords::of(d, m_hub.functions().info(d.function));
  m_what->setText(m_words.title);
  m_when->setText(format::clock(d.at, 3));
  m_rule->setText(m_words.rule);
  m_inputs->setText(m_words.inputs);
  m_inputs->setVisible(!m_words.inputs.isEmpty());
  const bool several = m_decisions.size() > 1;
  for (QWidget* one : {static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_before), static_cast<QWidget*>(m_after)}) one->setVisible(several);
  m_place->setText(tr("%1 of %2").arg(format::count(int64_t(m_at) + 1), format::count(int64_t(m_decisions.size()))));
  m_before->setEnabled(m_at > 0);
  m_after->setEnabled(m_at + 1 < m_decisions.size());
  m_before->setAccessibleName(tr("Earlier decision"));
  m_after->setAccessibleName(tr("Later decision"));
  for (DeskButton* button : {m_before, m_after}) button->setToolTip(button->accessibleName());
  const bool change = m_words.place == WhyWords::Place::Settings || m_words.place == WhyWords::Place::Configuration;
  m_change->setVisible(change);
  m_change->setText(m_words.place == WhyWords::Place::Settings ? tr("%1 in Settings").arg(m_words.setting) : tr("%1 in Configuration").arg(m_words.setting));
  m_change->setAccessibleName(m_change->text());
  m_advice->setText(change ? m_words.advice : m_words.setting.isEmpty() ? QString() : QString(m_words.setting + u": "_s + m_words.advice));
  m_advice->setVisible(!m_advice->text().isEmpty());
  setAccessibleName(tr("Why: %1").arg(m_words.title));
  setAccessibleDescription(m_words.rule + u' ' + m_words.inputs);
  QAccessibleEvent alert(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&alert);
}

void WhyCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace scfdesk
