// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QAccessible>
#include <QLineEdit>
#include <QPainter>
#include <QWheelEvent>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
/// What was typed, as a number; commas and spaces set thousands apart and mean nothing.
std::optional<double> numberOf(QString text) {
  text.remove(u',').remove(u' ');
  bool ok = false;
  const double value = QLocale::c().toDouble(text, &ok);
  return ok ? std::optional(value) : std::nullopt;
}
}  // namespace

NumberField::NumberField(const QString& accessibleName, const QString& unit, QWidget* parent)
    : QDoubleSpinBox(parent), m_unit(unit) {
  setAccessibleName(accessibleName);
  setDecimals(0);
  setButtonSymbols(QAbstractSpinBox::NoButtons);
  setFrame(false);
  setKeyboardTracking(true);
  setLocale(QLocale::c());
  setGroupSeparatorShown(false);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setFocusPolicy(Qt::StrongFocus);
  lineEdit()->setFrame(false);
  connect(lineEdit(), &QLineEdit::textEdited, this, [this] { tell({}); });
  followTheme(this, [this] { restyle(); });
}

void NumberField::restyle() {
  const Theme& theme = Theme::current();
  setFont(theme.code(12));
  lineEdit()->setFont(theme.code(12));
  // The field's surface is painted here; its line must not cover it.
  QPalette p = lineEdit()->palette();
  p.setColor(QPalette::Base, Qt::transparent);
  p.setColor(QPalette::Active, QPalette::Text, m_changed ? theme.colors().accent.text : m_quiet ? theme.colors().text.secondary : theme.colors().text.primary);
  p.setColor(QPalette::Inactive, QPalette::Text, p.color(QPalette::Active, QPalette::Text));
  lineEdit()->setPalette(p);
  const int unit = m_unit.isEmpty() ? 0 : QFontMetrics(theme.ui(12)).horizontalAdvance(m_unit) + theme.px(6);
  lineEdit()->setTextMargins(theme.px(6), 0, unit + theme.px(6), 0);
  updateGeometry();
  update();
}

void NumberField::setUnit(const QString& unit) {
  m_unit = unit;
  restyle();
}
void NumberField::setCompact(bool compact) {
  m_compact = compact;
  updateGeometry();
}
void NumberField::setGrouped(bool grouped) {
  m_grouped = grouped;
  const QSignalBlocker quiet(this);
  lineEdit()->setText(textFromValue(value()));
  updateGeometry();
}
void NumberField::setError(bool error) {
  m_error = error;
  update();
}
void NumberField::setChanged(bool changed) {
  if (std::exchange(m_changed, changed) != changed) restyle();
}
void NumberField::setQuiet(bool quiet) {
  m_quiet = quiet;
  restyle();
}

QString NumberField::textFromValue(double value) const {
  QString text = QString::number(value, 'f', decimals());
  if (decimals() > 0) {
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
  }
  if (!m_grouped) return text;
  const qsizetype whole = text.startsWith(u'-') ? 1 : 0;
  const qsizetype point = text.indexOf(u'.');
  for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > whole; at -= 3) text.insert(at, u',');
  return text;
}

double NumberField::valueFromText(const QString& text) const { return numberOf(text).value_or(value()); }

QValidator::State NumberField::validate(QString& input, int&) const {
  const QString plain = input.simplified();
  if (plain.isEmpty() || plain == u"-"_s || plain == u"."_s) return QValidator::Intermediate;
  const std::optional<double> typed = numberOf(plain);
  if (!typed || plain.size() > 24 || plain.contains(u'e', Qt::CaseInsensitive)) return QValidator::Invalid;
  if (decimals() == 0 && plain.contains(u'.')) return QValidator::Invalid;
  return *typed < minimum() || *typed > maximum() ? QValidator::Intermediate : QValidator::Acceptable;
}

void NumberField::fixup(QString& input) const {
  const std::optional<double> typed = numberOf(input);
  if (!typed) {
    input = textFromValue(value());
    return;
  }
  const double taken = qBound(minimum(), *typed, maximum());
  input = textFromValue(taken);
  if (taken == *typed) return;
  const QString unit = m_unit.isEmpty() ? QString() : QString(u' ' + m_unit);
  const QString limit = input + unit;
  // The base class asks for this in the middle of taking the text; what it has to say changes nothing of it.
  const_cast<NumberField*>(this)->tell(*typed > taken ? tr("%1 is more than %2 allows: %3 is set.").arg(textFromValue(*typed), accessibleName(), limit)
                                                      : tr("%1 is less than %2 allows: %3 is set.").arg(textFromValue(*typed), accessibleName(), limit));
}

void NumberField::tell(const QString& sentence) {
  if (sentence == m_adjustment) return;
  m_adjustment = sentence;
  setToolTip(sentence);
  setAccessibleDescription(sentence);
  update();
  if (!sentence.isEmpty()) {
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
  }
  Q_EMIT adjusted(sentence);
}

QSize NumberField::sizeHint() const {
  const Theme& theme = Theme::current();
  const QFontMetrics code(theme.code(12));
  int width = qMax(code.horizontalAdvance(textFromValue(maximum())), code.horizontalAdvance(QLatin1Char('0')) * 4);
  width += 2 * theme.px(8) + theme.px(6);
  if (!m_unit.isEmpty()) width += QFontMetrics(theme.ui(12)).horizontalAdvance(m_unit) + theme.px(8);
  return QSize(width, theme.px(m_compact ? 24 : 28));
}
QSize NumberField::minimumSizeHint() const { return sizeHint(); }

void NumberField::wheelEvent(QWheelEvent* event) {
  if (hasFocus())
    QDoubleSpinBox::wheelEvent(event);
  else
    event->ignore();
}

void NumberField::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const QColor edge = m_error ? c.semantic.error : !m_adjustment.isEmpty() ? c.semantic.warning : m_changed ? c.accent.text : m_quiet ? c.border.normal : c.border.control;
  bevel::field(painter, rect(), {underMouse(), false, hasFocus(), isEnabled(), false}, edge);
  if (m_unit.isEmpty()) return;
  painter.setFont(theme.ui(12));
  painter.setPen(isEnabled() ? c.text.tertiary : c.text.disabled);
  painter.drawText(rect().adjusted(0, 0, -theme.px(8), 0), Qt::AlignRight | Qt::AlignVCenter, m_unit);
}

}  // namespace scfdesk
