// SPDX-License-Identifier: GPL-3.0-or-later
// The scaling policies among the settings: which one, and what it does in a paragraph.
#include "models/data/policies.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingsview.h"
#include <QCoreApplication>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
QList<const PolicyText*> policiesOf(const QString& setting) {
  QList<const PolicyText*> all;
  for (const PolicyText& one : policyTexts())
    if (setting == QLatin1String(one.setting)) all << &one;
  return all;
}

int indexOf(const QString& setting, const QString& value) {
  const auto all = policiesOf(setting);
  for (int i = 0; i < all.size(); ++i)
    if (value == QLatin1String(all[i]->value)) return i;
  return 0;
}

QString said(const char* text) { return QCoreApplication::translate("ScalingPolicy", text); }
}  // namespace

void SettingsView::makePolicies() {
  const auto choice = [this](const QString& setting, const QString& label) {
    auto* control = new SegmentedControl(label, m_page);
    control->setObjectName(u"settings_"_s + setting);
    for (const PolicyText* one : policiesOf(setting)) control->addSegment(said(one->title));
    return control;
  };
  m_policy = choice(u"policy"_s, tr("Keep-alive policy"));
  m_policyRow = addRow(tr("Keep-alive policy"), tr("What becomes of idle instances."), m_policy, said(policiesOf(u"policy"_s).first()->title));
  m_startPolicy = choice(u"startPolicy"_s, tr("Start policy"));
  m_startPolicyRow = addRow(tr("Start policy"), tr("What an event does that finds no idle instance."), m_startPolicy, said(policiesOf(u"startPolicy"_s).first()->title));
  const auto chosen = [](const QString& setting, int i) { return QString::fromLatin1(policiesOf(setting).value(i)->value); };
  connect(m_policy, &SegmentedControl::currentChanged, this, [this, chosen](int i) {
    if (m_filling) return;
    onEdited(m_policyRow, [&](EngineSettings& s) { s.policy = chosen(u"policy"_s, i); });
    showPolicies();
  });
  connect(m_startPolicy, &SegmentedControl::currentChanged, this, [this, chosen](int i) {
    if (m_filling) return;
    onEdited(m_startPolicyRow, [&](EngineSettings& s) { s.startPolicy = chosen(u"startPolicy"_s, i); });
    showPolicies();
  });
}

void SettingsView::showPolicies() {
  const bool filling = std::exchange(m_filling, true);
  m_policy->setCurrentIndex(indexOf(u"policy"_s, m_wanted.policy));
  m_startPolicy->setCurrentIndex(indexOf(u"startPolicy"_s, m_wanted.startPolicy));
  m_filling = filling;
  const auto text = [](const QString& setting, const QString& value) {
    const PolicyText* policy = policyText(setting, value);
    return policy ? said(policy->text) : QString();
  };
  m_policyRow->setNote(text(u"policy"_s, m_wanted.policy));
  m_startPolicyRow->setNote(text(u"startPolicy"_s, m_wanted.startPolicy));
}

}  // namespace scfdesk
