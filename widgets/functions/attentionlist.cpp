// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/attentionlist.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Icon, title over detail, one button; hairline below.
class AttentionRow final : public QWidget {
 public:
  AttentionRow(const Attention& item, QWidget* parent)
      : QWidget(parent),
        m_title(new Label(Label::Role::BodyStrong, item.title, this)),
        m_detail(new Label(Label::Role::Dense, Tone::Tertiary, item.detail, this)) {
    m_title->setWordWrap(true);  // what it is about is read whole
    m_detail->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    auto* text = new QVBoxLayout;
    text->setSpacing(0);
    text->addWidget(m_title);
    text->addWidget(m_detail);
    row->addLayout(text, 1);
    if (item.action != Attention::Action::None) {
      button = new DeskButton(attentionActionText(item.action), DeskButton::Kind::Default, this);
      button->setCompact(true);
      button->setAccessibleName(attentionActionText(item.action) + u": "_s + item.title);
      row->addWidget(button, 0, Qt::AlignVCenter);
    }
    setAccessibleName(item.title + u". "_s + item.detail);
    setItem(item);
    followTheme(this, [this, row] {
      const Theme& theme = Theme::current();
      row->setContentsMargins(theme.px(16 + 16 + 12), theme.px(10), theme.px(16), theme.px(11));
      row->setSpacing(theme.px(12));
    });
  }

  void setItem(const Attention& item) {
    m_kind = item.kind;
    m_title->setText(item.title);
    m_detail->setText(item.detail);
  }

  DeskButton* button = nullptr;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const bool warning = m_kind == Attention::Kind::Throttled || m_kind == Attention::Kind::Memory || m_kind == Attention::Kind::NoInterpreter;
    const QString icon = m_kind == Attention::Kind::DeadLetters ? u"queue"_s : warning ? u"warn"_s : u"x"_s;
    painter.drawPixmap(theme.px(16), theme.px(12), theme.pixmap(icon, 16, warning ? c.semantic.warning : c.semantic.error, devicePixelRatioF()));
    painter.fillRect(0, height() - 1, width(), 1, c.border.hairline);
  }

 private:
  Attention::Kind m_kind = Attention::Kind::Broken;
  Label *m_title, *m_detail;
};

bool sameShape(const std::vector<Attention>& a, const std::vector<Attention>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Attention& x, const Attention& y) { return x.kind == y.kind && x.function == y.function && x.action == y.action; });
}

}  // namespace

AttentionList::AttentionList(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_none(new Label(Label::Role::Dense, Tone::Tertiary, tr("Nothing needs attention."), this)) {
  setObjectName(u"functions_attention"_s);
  setAccessibleName(tr("Needs attention"));
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  m_column->addWidget(m_none);
  m_column->addStretch(1);
  followTheme(this, [this] {
    const int px = Theme::current().px(16);
    m_none->setContentsMargins(px, Theme::current().px(12), px, 0);
  });
}

void AttentionList::setItems(const std::vector<Attention>& items) {
  if (items == m_items) return;
  const bool same = sameShape(items, m_items);
  m_items = items;
  m_none->setVisible(items.empty());
  if (same) {
    for (size_t i = 0; i < items.size(); ++i) static_cast<AttentionRow*>(m_rows[qsizetype(i)])->setItem(items[i]);
    return;
  }
  for (QWidget* row : m_rows) {
    row->hide();
    row->deleteLater();
  }
  m_rows.clear();
  for (size_t i = 0; i < items.size(); ++i) {
    auto* row = new AttentionRow(items[i], this);
    if (row->button) {
      row->button->setObjectName(u"functions_attention_%1"_s.arg(i));
      connect(row->button, &DeskButton::clicked, this, [this, i] {
        const Attention& a = m_items[i];
        if (a.action == Attention::Action::CopyCommand) QGuiApplication::clipboard()->setText(a.command);
        else Q_EMIT triggered(a.function, int(a.action), a.at);
      });
    }
    m_rows.append(row);
    m_column->insertWidget(static_cast<int>(i) + 1, row);
    row->show();
  }
}

}  // namespace scfdesk
