// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/diffview.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kRowPx = 44;

/// Path, and below it what was and what is: "203 → 298".
class Delegate final : public QStyledItemDelegate {
 public:
  explicit Delegate(const DiffModel& model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {Theme::current().px(200), Theme::current().px(kRowPx)};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& t = Theme::current();
    const Colors& c = t.colors();
    const JsonChange& change = m_model.at(index.row());
    const bool selected = option.state & QStyle::State_Selected;
    const QRect row = option.rect;
    painter->save();
    painter->fillRect(row, selected ? c.surface.selected : option.state & QStyle::State_MouseOver ? c.surface.hover : c.surface.panel);
    if (selected) painter->fillRect(row.left(), row.top(), t.px(3), row.height(), c.accent.text);
    painter->fillRect(row.left(), row.bottom(), row.width(), 1, c.border.hairline);
    const int left = row.left() + t.px(16), right = row.right() - t.px(12);
    const auto text = [&](const QString& words, int x, int y, const QColor& ink, const QColor& wash) {
      const QString shown = painter->fontMetrics().elidedText(words, Qt::ElideRight, std::max(0, right - x));
      const int width = painter->fontMetrics().horizontalAdvance(shown);
      if (wash.isValid() && width > 0) painter->fillRect(QRect(x - t.px(2), y, width + t.px(4), t.px(18)), wash);
      painter->setPen(ink);
      painter->drawText(QRect(x, y, right - x, t.px(18)), Qt::AlignLeft | Qt::AlignVCenter, shown);
      return x + width + t.px(8);
    };
    painter->setFont(t.code(12));
    text(change.path, left, row.top() + t.px(3), c.text.primary, {});
    int x = left;
    const int y = row.top() + t.px(22);
    if (change.kind != JsonChange::Kind::Added) x = text(change.before, x, y, c.text.secondary, c.semantic.errorWash);
    if (change.kind == JsonChange::Kind::Changed) x = text(u"→"_s, x, y, c.text.tertiary, {});
    if (change.kind != JsonChange::Kind::Removed) text(change.after, x, y, c.text.primary, c.semantic.successWash);
    if (option.state & QStyle::State_HasFocus) {
      painter->setPen(QPen(c.border.focus, 1));
      painter->drawRect(row.adjusted(0, 0, -1, -1));
    }
    painter->restore();
  }

 private:
  const DiffModel& m_model;
};

}  // namespace

void DiffModel::setChanges(std::vector<JsonChange> changes) {
  beginResetModel();
  m_changes = std::move(changes);
  endResetModel();
}

QVariant DiffModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)) return {};
  const JsonChange& change = at(index.row());
  switch (change.kind) {
    case JsonChange::Kind::Added: return tr("%1 is new: %2").arg(change.path, change.after);
    case JsonChange::Kind::Removed: return tr("%1 is gone: %2").arg(change.path, change.before);
    case JsonChange::Kind::Changed: return tr("%1 was %2, is %3").arg(change.path, change.before, change.after);
  }
  return {};
}

DiffView::DiffView(QWidget* parent) : QWidget(parent), m_model(new DiffModel(this)) {
  setObjectName(u"test_diff"_s);
  m_said = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_said->setObjectName(u"test_diff_said"_s);
  m_said->setElided(Qt::ElideRight);
  m_muteButton = new DeskButton(QString(), DeskButton::Kind::Flat, this);
  m_muteButton->setObjectName(u"test_diff_mute"_s);
  m_unmute = new DeskButton(QString(), DeskButton::Kind::Flat, this);
  m_unmute->setObjectName(u"test_diff_unmute"_s);
  m_list = new QListView(this);
  m_list->setObjectName(u"test_diff_list"_s);
  m_list->setModel(m_model);
  m_list->setItemDelegate(new Delegate(*m_model, m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setMouseTracking(true);
  m_list->setUniformItemSizes(true);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* head = new QHBoxLayout;
  head->addWidget(m_said, 1);
  for (DeskButton* button : {m_muteButton, m_unmute}) {
    button->setCompact(true);
    head->addWidget(button);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(m_list, 1);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DiffView::refresh);
  connect(m_muteButton, &DeskButton::clicked, this, [this] {
    if (m_list->currentIndex().isValid()) mute(m_model->at(m_list->currentIndex().row()).pattern);
  });
  connect(m_unmute, &DeskButton::clicked, this, &DiffView::unmuteAll);
  followTheme(this, [this, head] {
    const Theme& t = Theme::current();
    head->setContentsMargins(t.px(16), t.px(2), t.px(8), t.px(4));
    head->setSpacing(t.px(8));
    QPalette p = m_list->palette();
    p.setColor(QPalette::Base, t.colors().surface.panel);
    m_list->setPalette(p);
    m_list->doItemsLayout();
  });
  retranslate();
}

void DiffView::retranslate() {
  m_list->setAccessibleName(tr("Differences from the previous reply"));
  refresh();
}

void DiffView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void DiffView::setResults(const std::optional<QByteArray>& before, TimeUs when, const QByteArray& after) {
  m_before = before;
  m_when = when;
  m_after = after;
  compare();
}

void DiffView::setMuted(const QStringList& patterns) {
  if (patterns == m_muted) return;
  m_muted = patterns;
  compare();
}

void DiffView::mute(const QString& pattern) {
  if (m_muted.contains(pattern)) return;
  m_muted << pattern;
  compare();
  Q_EMIT mutedChanged(m_muted);
}

void DiffView::unmuteAll() {
  m_muted.clear();
  compare();
  Q_EMIT mutedChanged(m_muted);
}

void DiffView::compare() {
  m_diff = m_before ? diffJson(*m_before, m_after, m_muted) : JsonDiff{};
  m_model->setChanges(m_diff.changes);
  refresh();
  Q_EMIT changed();
}

void DiffView::refresh() {
  const int count = static_cast<int>(m_diff.changes.size());
  QString said;
  if (!m_before) said = tr("No earlier reply to the same event.");
  else if (count == 0) said = m_diff.muted ? tr("No other difference from %1.").arg(format::clock(m_when, 0)) : tr("The same as at %1.").arg(format::clock(m_when, 0));
  else said = m_diff.more ? tr("First %1 differences from %2").arg(count).arg(format::clock(m_when, 0))
            : count == 1  ? tr("1 difference from %1").arg(format::clock(m_when, 0))
                          : tr("%1 differences from %2").arg(count).arg(format::clock(m_when, 0));
  m_said->setText(said);
  const QModelIndex current = m_list->currentIndex();
  m_muteButton->setVisible(current.isValid() && current.row() < count);
  if (m_muteButton->isVisibleTo(this)) {
    const QString pattern = m_model->at(current.row()).pattern;
    m_muteButton->setText(tr("Mute"));
    m_muteButton->setAccessibleName(tr("Mute %1").arg(pattern));
    m_muteButton->setToolTip(tr("Leaves %1 out of every comparison of this function").arg(pattern));
  }
  m_unmute->setVisible(!m_muted.isEmpty());
  m_unmute->setText(tr("%1 muted").arg(m_muted.size()));
  m_unmute->setAccessibleName(tr("Compare what is muted again"));
  m_unmute->setToolTip(m_muted.join(u'\n'));
}

void DiffView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), Theme::current().colors().surface.panel);
}

}  // namespace scfdesk
