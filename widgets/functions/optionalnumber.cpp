// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/optionalnumber.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

OptionalNumber::OptionalNumber(const QString& accessibleName, const QString& otherwise, const QString& unit, int minimum, int maximum, int first,
                               QWidget* parent)
    : QWidget(parent), m_choice(new SegmentedControl(accessibleName, this)), m_number(new NumberField(accessibleName, unit, this)), m_first(first) {
  m_choice->addSegment(otherwise);
  m_choice->addSegment(tr("Own"));
  m_number->setRange(minimum, maximum);
  m_number->setValue(first);
  m_number->setVisible(false);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_choice);
  row->addWidget(m_number);
  setFocusProxy(m_choice);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(m_choice, &SegmentedControl::currentChanged, this, [this](int index) {
    m_number->setVisible(index == 1);
    Q_EMIT edited();
  });
  connect(m_number, &NumberField::valueChanged, this, &OptionalNumber::edited);
  followTheme(this, [row] { row->setSpacing(Theme::current().px(8)); });
}

void OptionalNumber::setValue(std::optional<int> value) {
  const QSignalBlocker quiet(this);
  m_choice->setCurrentIndex(value ? 1 : 0);
  m_number->setVisible(value.has_value());
  m_number->setValue(value.value_or(m_first));
}

std::optional<int> OptionalNumber::value() const {
  if (m_choice->currentIndex() == 0) return std::nullopt;
  return m_number->intValue();
}

void OptionalNumber::setChanged(bool changed) { m_number->setChanged(changed); }
void OptionalNumber::setError(bool error) { m_number->setError(error); }
void OptionalNumber::setPartNames(const QString& name) {
  setObjectName(name);
  m_choice->setObjectName(name + u"_choice"_s);
  m_number->setObjectName(name + u"_number"_s);
}

}  // namespace scfdesk
