// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/windowmemory.h"
#include "widgets/theme/theme.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

WindowMemory::WindowMemory(const QString& file) {
  if (!file.isEmpty()) m_settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

bool WindowMemory::empty() const { return !m_settings || !m_settings->contains(u"window/view"_s); }

QByteArray WindowMemory::bytes(const QString& key) const {
  return m_settings ? m_settings->value(key).toByteArray() : QByteArray();
}
void WindowMemory::setBytes(const QString& key, const QByteArray& value) {
  if (m_settings) m_settings->setValue(key, value);
}
QString WindowMemory::text(const QString& key, const QString& fallback) const {
  return m_settings ? m_settings->value(key, fallback).toString() : fallback;
}
void WindowMemory::setText(const QString& key, const QString& value) {
  if (m_settings) m_settings->setValue(key, value);
}
bool WindowMemory::flag(const QString& key, bool fallback) const {
  return m_settings ? m_settings->value(key, fallback).toBool() : fallback;
}
void WindowMemory::setFlag(const QString& key, bool value) {
  if (m_settings) m_settings->setValue(key, value);
}
double WindowMemory::number(const QString& key, double fallback) const {
  bool good = false;
  const double value = m_settings ? m_settings->value(key, fallback).toDouble(&good) : fallback;
  return good ? value : fallback;
}
void WindowMemory::setNumber(const QString& key, double value) {
  if (m_settings) m_settings->setValue(key, value);
}

Scheme WindowMemory::scheme() const {
  const QString name = text(u"appearance/theme"_s);
  if (name == "dark"_L1) return Scheme::Dark;
  if (name == "light"_L1) return Scheme::Light;
  return Scheme::System;
}
void WindowMemory::setScheme(Scheme scheme) {
  setText(u"appearance/theme"_s, scheme == Scheme::Dark ? u"dark"_s : scheme == Scheme::Light ? u"light"_s : u"system"_s);
}

}  // namespace scfdesk
