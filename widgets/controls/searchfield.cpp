// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/searchfield.h"
#include "widgets/controls/keyhint.h"
#include "widgets/theme/followtheme.h"
#include <QKeyEvent>
#include <QPainter>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

TextField::TextField(const QString& accessibleName, QWidget* parent) : QLineEdit(parent) {
  setAccessibleName(accessibleName);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAttribute(Qt::WA_Hover);
  followTheme(this, [this] { restyle(); });
}

void TextField::restyle() {
  const Theme& theme = Theme::current();
  setFont(m_code ? theme.code(12) : theme.ui(12));
  setProperty("fieldBorder", QByteArray(m_error ? "error" : m_changed ? "changed" : m_quiet ? "quiet" : ""));
  setTextMargins(m_icon.isEmpty() ? 0 : theme.px(14 + 6), 0, m_key.isEmpty() ? 0 : KeyHint::widthOf(m_key) + theme.px(4), 0);
  updateGeometry();
  update();
}

void TextField::setIconName(const QString& name) {
  m_icon = name;
  restyle();
}
void TextField::setKeyHint(const QString& key) {
  m_key = key;
  restyle();
}
void TextField::setCompact(bool compact) {
  m_compact = compact;
  restyle();
}
void TextField::setQuiet(bool quiet) {
  m_quiet = quiet;
  restyle();
}
void TextField::setCode(bool code) {
  m_code = code;
  restyle();
}
void TextField::setError(bool error) {
  m_error = error;
  restyle();
}
void TextField::setChanged(bool changed) {
  m_changed = changed;
  restyle();
}

QSize TextField::sizeHint() const {
  const Theme& theme = Theme::current();
  return QSize(theme.px(200), theme.px(m_compact ? 24 : 28));
}
QSize TextField::minimumSizeHint() const { return QSize(Theme::current().px(64), sizeHint().height()); }

void TextField::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  if (!m_icon.isEmpty()) {
    const int side = theme.px(14);
    painter.drawPixmap(theme.px(8), (height() - side) / 2, theme.pixmap(m_icon, 14, c.text.tertiary, devicePixelRatioF()));
  }
  if (!m_key.isEmpty() && text().isEmpty() && !hasFocus()) {
    const int w = KeyHint::widthOf(m_key);
    KeyHint::paint(painter, QRect(width() - w - theme.px(5), 0, w, height()), m_key, c.text.tertiary, c.border.normal);
  }
}

SearchField::SearchField(const QString& accessibleName, const QString& placeholder, QWidget* parent)
    : TextField(accessibleName, parent) {
  setIconName(u"search"_s);
  setPlaceholderText(placeholder);
}

void SearchField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape:
      if (text().isEmpty())
        Q_EMIT left();
      else
        clear();
      return;
    case Qt::Key_Up: Q_EMIT stepped(-1); return;
    case Qt::Key_Down: Q_EMIT stepped(1); return;
    default: TextField::keyPressEvent(event);
  }
}

}  // namespace scfdesk
