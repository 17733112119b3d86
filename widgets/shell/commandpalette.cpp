// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commandpalette.h"
#include "widgets/controls/keyhint.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QRadioButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kKinds = 5;
constexpr int kRowPx = 32, kRowsShown = 12;
}  // namespace

class CommandPalette::Model final : public QAbstractListModel {
 public:
  Model(const std::vector<PaletteEntry>& entries, QObject* parent) : QAbstractListModel(parent), m_entries(entries) {}
  [[nodiscard]] int rowCount(const QModelIndex& parent) const override {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    const PaletteEntry& entry = m_entries[static_cast<size_t>(index.row())];
    if (role == Qt::DisplayRole) return entry.text;
    if (role == Qt::AccessibleTextRole) return QString(entry.text + u' ' + entry.note + u' ' + entry.key).simplified();
    return {};
  }
  void refill(const std::function<void()>& change) {
    beginResetModel();
    change();
    endResetModel();
  }

 private:
  const std::vector<PaletteEntry>& m_entries;
};

namespace {

class EntryDelegate final : public QStyledItemDelegate {
 public:
  EntryDelegate(const std::vector<PaletteEntry>& entries, QObject* parent) : QStyledItemDelegate(parent), m_entries(entries) {}
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return QSize(0, Theme::current().px(kRowPx));
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const PaletteEntry& entry = m_entries[static_cast<size_t>(index.row())];
    painter->save();
    const QRect row = option.rect.adjusted(theme.px(4), 0, -theme.px(4), 0);
    if (option.state & QStyle::State_Selected)
      bevel::rounded(*painter, row, c.surface.selected, QColor(), theme.px(4));
    else if (option.state & QStyle::State_MouseOver)
      bevel::rounded(*painter, row, c.surface.hover, QColor(), theme.px(4));
    const QString icon = entry.kind == PaletteKind::Functions ? u"fn"_s : entry.kind == PaletteKind::Requests ? u"log"_s : entry.kind == PaletteKind::Settings ? u"gear"_s : u"right"_s;
    const int side = theme.px(14);
    int x = row.left() + theme.px(12), right = row.right() - theme.px(12);
    painter->drawPixmap(x, row.center().y() - side / 2 + 1,
                        theme.pixmap(icon, 14, c.text.tertiary, painter->device()->devicePixelRatioF()));
    x += side + theme.px(8);
    if (!entry.key.isEmpty()) {
      const int w = KeyHint::widthOf(entry.key);
      KeyHint::paint(*painter, QRect(right - w, row.y(), w, row.height()), entry.key, c.text.tertiary, c.border.normal);
      right -= w + theme.px(12);
    }
    painter->setFont(entry.kind == PaletteKind::Requests ? theme.code(12) : theme.ui(13));
    painter->setPen(c.text.primary);
    const QString text = painter->fontMetrics().elidedText(entry.text, Qt::ElideRight, right - x);
    painter->drawText(QRect(x, row.y(), right - x, row.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    x += painter->fontMetrics().horizontalAdvance(text) + theme.px(12);
    painter->setFont(theme.ui(11, QFont::Medium));
    painter->setPen(c.text.tertiary);
    if (right > x)
      painter->drawText(QRect(x, row.y(), right - x, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                        painter->fontMetrics().elidedText(entry.note, Qt::ElideRight, right - x));
    painter->restore();
  }

 private:
  const std::vector<PaletteEntry>& m_entries;
};

}  // namespace

CommandPalette::CommandPalette(ModelHub& hub, std::function<QList<QAction*>()> commands, std::function<QList<SettingName>()> settings, QWidget* window)
    : QWidget(window),
      m_hub(hub),
      m_commands(std::move(commands)),
      m_settings(std::move(settings)),
      m_field(new TextField(QString(), this)),
      m_kinds(new SegmentedControl(QString(), this)),
      m_list(new QListView(this)),
      m_none(new Label(Label::Role::Body, Tone::Tertiary, QString(), this)),
      m_model(new Model(m_entries, this)) {
  setObjectName(u"commandPalette"_s);
  m_field->setObjectName(u"paletteField"_s);
  m_field->setIconName(u"search"_s);
  m_kinds->setObjectName(u"paletteKinds"_s);
  m_kinds->setCompact(true);
  for (int i = 0; i < kKinds; ++i) m_kinds->addSegment(QString());
  for (int i = 0; i < kKinds; ++i) m_kinds->segment(i)->setFocusPolicy(Qt::NoFocus);
  m_list->setObjectName(u"paletteList"_s);
  m_list->setModel(m_model);
  m_list->setItemDelegate(new EntryDelegate(m_entries, m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setMouseTracking(true);
  m_list->setUniformItemSizes(true);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* column = new QVBoxLayout(this);
  auto* head = new QHBoxLayout;
  head->addWidget(m_field, 1);
  head->addWidget(m_kinds);
  column->addLayout(head);
  column->addWidget(m_list, 1);
  // In the list's place, so that the field stays where it is.
  column->addWidget(m_none, 1);
  m_none->setObjectName(u"paletteNone"_s);
  m_none->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_none->hide();
  m_field->installEventFilter(this);
  window->installEventFilter(this);
  connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::refill);
  connect(m_kinds, &SegmentedControl::currentChanged, this, &CommandPalette::refill);
  connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { take(index.row()); });
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    if (isVisible() && now && !isAncestorOf(now)) hide();
  });
  retranslate();
  followTheme(this, [this] {
    const Theme& theme = Theme::current();
    layout()->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout()->setSpacing(theme.px(8));
    m_none->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0);
    QPalette p = m_list->palette();
    p.setColor(QPalette::Base, theme.colors().surface.popup);
    m_list->setPalette(p);
  });
  hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::retranslate() {
  m_field->setAccessibleName(tr("Search functions, requests, commands"));
  m_field->setPlaceholderText(tr("Search functions, requests, commands"));
  m_kinds->setAccessibleName(tr("Kind"));
  const QStringList names{tr("All"), tr("Functions"), tr("Commands"), tr("Requests"), tr("Settings")};
  for (int i = 0; i < kKinds; ++i) m_kinds->setSegmentText(i, names[i]);
  m_list->setAccessibleName(tr("Matches"));
  m_none->setText(tr("Nothing matches."));
}

void CommandPalette::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void CommandPalette::open(PaletteKind kind) {
  if (!isVisible()) m_formerFocus = QApplication::focusWidget();
  {
    const QSignalBlocker quiet(m_field);
    m_field->clear();
  }
  const QSignalBlocker quiet(m_kinds);
  m_kinds->setCurrentIndex(static_cast<int>(kind));
  refill();
  place();
  show();
  raise();
  m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::close() {
  hide();
  if (m_formerFocus) m_formerFocus->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::refill() {
  const auto kind = static_cast<PaletteKind>(m_kinds->currentIndex());
  const bool asksSettings = kind == PaletteKind::Settings || !m_field->text().trimmed().isEmpty();
  m_model->refill([&] {
    m_entries = paletteEntries(m_hub, m_commands(), asksSettings ? m_settings() : QList<SettingName>(), m_field->text(), kind);
  });
  m_list->setCurrentIndex(m_model->index(0));
  m_list->setVisible(!m_entries.empty());
  m_none->setVisible(m_entries.empty());
  update();
}

void CommandPalette::place() {
  const Theme& theme = Theme::current();
  const int width = qMin(theme.px(620), parentWidget()->width() - theme.px(32));
  // As many whole rows as there is room for.
  const int head = 3 * theme.px(8) + qMax(m_field->sizeHint().height(), m_kinds->sizeHint().height());
  const int rows = qBound(1, (parentWidget()->height() - theme.px(96) - head) / theme.px(kRowPx), kRowsShown);
  setGeometry((parentWidget()->width() - width) / 2, theme.px(44), width, head + rows * theme.px(kRowPx));
}

void CommandPalette::take(int row) {
  if (row < 0 || row >= static_cast<int>(m_entries.size())) return;
  const PaletteEntry entry = m_entries[static_cast<size_t>(row)];
  close();
  if (entry.action)
    entry.action->trigger();
  else if (entry.invocation)
    Q_EMIT invocationChosen(entry.invocation);
  else if (entry.function)
    Q_EMIT functionChosen(entry.function);
  else if (!entry.setting.isEmpty())
    Q_EMIT settingChosen(entry.setting);
}

bool CommandPalette::eventFilter(QObject* object, QEvent* event) {
  if (object == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  if (object != m_field || event->type() != QEvent::KeyPress) return QWidget::eventFilter(object, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const int row = m_list->currentIndex().row(), rows = static_cast<int>(m_entries.size());
  const auto go = [&](int to) {
    if (rows > 0) m_list->setCurrentIndex(m_model->index(qBound(0, to, rows - 1)));
    return true;
  };
  switch (key->key()) {
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Up: return go(row - 1);
    case Qt::Key_Down: return go(row + 1);
    case Qt::Key_PageUp: return go(row - 10);
    case Qt::Key_PageDown: return go(row + 10);
    case Qt::Key_Return:
    case Qt::Key_Enter: take(row); return true;
    case Qt::Key_Tab: m_kinds->setCurrentIndex((m_kinds->currentIndex() + 1) % kKinds); return true;
    case Qt::Key_Backtab: m_kinds->setCurrentIndex((m_kinds->currentIndex() + kKinds - 1) % kKinds); return true;
    default: return false;
  }
}

void CommandPalette::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  bevel::rounded(painter, rect(), c.surface.popup, c.border.control, theme.px(6));
}

}  // namespace scfdesk
