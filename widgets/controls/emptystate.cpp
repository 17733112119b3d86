// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/emptystate.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/keyhint.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

/// Icon, sentence, key: 32 px; a button for keyboard and screen reader.
class StepRow final : public QAbstractButton {
 public:
  StepRow(const QString& iconName, const QString& text, const QString& key, QWidget* parent)
      : QAbstractButton(parent), m_icon(iconName), m_key(key) {
    setText(text);
    setAccessibleName(text);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  }
  [[nodiscard]] QSize sizeHint() const override { return QSize(Theme::current().px(380), Theme::current().px(32)); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    if (underMouse() || isDown())
      bevel::rounded(painter, QRectF(rect()).adjusted(-theme.px(8), 2, theme.px(8), -2), c.surface.hover, QColor(), theme.px(4));
    const int side = theme.px(16);
    painter.drawPixmap(theme.px(4), (height() - side) / 2, theme.pixmap(m_icon, 16, c.text.tertiary, devicePixelRatioF()));
    const int key = m_key.isEmpty() ? 0 : KeyHint::widthOf(m_key);
    if (key) KeyHint::paint(painter, QRect(width() - key - theme.px(4), 0, key, height()), m_key, c.text.tertiary, c.border.normal);
    const QRect text = rect().adjusted(theme.px(4 + 16 + 8), 0, -key - theme.px(12), 0);
    painter.setFont(theme.ui(13));
    painter.setPen(c.text.primary);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(this->text(), Qt::ElideRight, text.width()));
    if (hasFocus()) bevel::focusFrame(painter, rect(), theme.px(4));
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
      click();
    else
      QAbstractButton::keyPressEvent(event);
  }

 private:
  QString m_icon, m_key;
};

}  // namespace

EmptyState::EmptyState(const QString& heading, const QString& text, QWidget* parent)
    : QWidget(parent),
      m_block(new QWidget(this)),
      m_column(new QVBoxLayout(m_block)),
      m_heading(new Label(Label::Role::Heading, heading, this)),
      m_text(new Label(Label::Role::Body, Tone::Secondary, text, this)),
      m_stepsCaption(new Label(Label::Role::Caption, {}, this)),
      m_line(new Hairline(Qt::Horizontal, this)) {
  m_heading->setWordWrap(true);
  m_text->setWordWrap(true);
  m_text->setVisible(!text.isEmpty());
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  m_column->addWidget(m_heading);
  m_column->addWidget(m_text);
  m_column->addWidget(m_line);
  m_column->addWidget(m_stepsCaption);
  m_line->hide();
  m_stepsCaption->hide();
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(24, 16, 24, 16);
  outer->addStretch(1);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(m_block, 100);
  row->addStretch(1);
  outer->addLayout(row);
  outer->addStretch(1);
  followTheme(this, [this] { rescale(); });
}

void EmptyState::rescale() {
  const Theme& theme = Theme::current();
  m_block->setMaximumWidth(theme.px(380));
  m_heading->setContentsMargins(0, 0, 0, theme.px(6));
  m_text->setContentsMargins(0, 0, 0, theme.px(20));
  m_stepsCaption->setContentsMargins(0, theme.px(12), 0, theme.px(4));
  if (m_keys) m_keys->setContentsMargins(0, 0, 0, theme.px(28));
}

void EmptyState::setHeading(const QString& heading) { m_heading->setText(heading); }
void EmptyState::setText(const QString& text) {
  m_text->setText(text);
  m_text->setVisible(!text.isEmpty());
}

void EmptyState::setKeys(const QStringList& keys, const QString& note) {
  delete m_keys;
  m_keys = new QWidget(m_block);
  auto* row = new QHBoxLayout(m_keys);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(Theme::current().px(8));
  row->addWidget(new Label(Label::Role::Body, tr("Press"), m_keys));
  for (const QString& key : keys) {
    auto* hint = new KeyHint(key, m_keys);
    hint->setLarge(true);
    row->addWidget(hint);
  }
  auto* noted = new Label(Label::Role::Caption, note, m_keys);
  noted->setElided(Qt::ElideRight);
  row->addSpacing(Theme::current().px(4));
  row->addWidget(noted, 1);
  m_column->insertWidget(2, m_keys);
  rescale();
}

void EmptyState::setKeysShown(bool shown) {
  if (m_keys) m_keys->setVisible(shown);
}

int EmptyState::addStep(const QString& iconName, const QString& text, const QString& key) {
  const int index = m_steps++;
  auto* step = new StepRow(iconName, text, key, m_block);
  step->setObjectName(u"step"_s + QString::number(index));
  m_column->addWidget(step);
  m_line->show();
  connect(step, &QAbstractButton::clicked, this, [this, index] { Q_EMIT stepTriggered(index); });
  return index;
}

void EmptyState::setStepsCaption(const QString& caption) {
  m_stepsCaption->setText(caption);
  m_stepsCaption->setVisible(!caption.isEmpty());
}

}  // namespace scfdesk
