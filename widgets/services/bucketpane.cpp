// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/bucketpane.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/tablelook.h"
#include "widgets/services/droparea.h"
#include "widgets/services/objectevents.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableWidget>


using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
enum Column { Name, Objects, Size, Fires, Last, Time, Browse, Columns };
constexpr int kCounted = 50;  // buckets whose objects are counted

/// A line below each row, and the first column where its header begins.
class BucketDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = Theme::current();
    paintRowBackground(*painter, option, index.column() == 0);
    QStyleOptionViewItem inner = option;
    inner.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    if (index.column() == 0) inner.rect.setLeft(inner.rect.left() + theme.px(8));
    QStyledItemDelegate::paint(painter, inner, index);
  }
};

}  // namespace

BucketPane::BucketPane(Backend& backend, QWidget* parent) : Surface(Surface::Fill::Panel, parent), m_backend(backend), m_client(backend), m_sources(new BucketSources(backend, this)) {
  setObjectName(u"services_buckets"_s);
  setAcceptDrops(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_title = new PaneTitle(tr("Buckets"), this);
  const auto add = [&](const QString& text, const QString& icon, const QString& name, auto slot) {
    auto* button = new DeskButton(text, DeskButton::Kind::Flat, m_title);
    button->setObjectName(u"services_cos_"_s + name);
    button->setIconName(icon);
    button->setCompact(true);
    connect(button, &DeskButton::clicked, this, slot);
    m_title->addRight(button);
    return button;
  };
  m_filter = new SearchField(tr("Filter buckets"), tr("Filter buckets"), m_title);
  m_filter->setObjectName(u"services_cos_filter"_s);
  m_filter->setCompact(true);
  m_filter->setQuiet(true);
  followTheme(m_filter, [this] { m_filter->setFixedWidth(Theme::current().px(176)); });
  connect(m_filter, &SearchField::textChanged, this, &BucketPane::filter);
  connect(m_filter, &SearchField::left, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
  connect(m_filter, &SearchField::stepped, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
  m_up = add(tr("Up"), u"left"_s, u"up"_s, [this] {
    if (m_prefix.isEmpty()) return browse({}, {});
    const QString inner = m_prefix.chopped(1);
    browse(m_bucket, inner.left(inner.lastIndexOf(u'/') + 1));
  });
  m_bind = add(tr("Bind folder"), u"link"_s, u"bind"_s, [this] { bindFolder(); });
  m_bind->setToolTip(tr("A folder on the disk as a bucket: what changes in it fires triggers"));
  connect(m_sources, &BucketSources::changed, this, &BucketPane::showSources);
  m_upload = add(tr("Upload"), u"plus"_s, u"upload"_s, [this] { put(QFileDialog::getOpenFileNames(this, tr("Upload"))); });
  m_download = add(tr("Download"), u"dl"_s, u"download"_s, [this] { download(); });
  m_copyKey = add(tr("Copy key"), u"copy"_s, u"copykey"_s, [this] { copy(false); });
  m_copyUrl = add(tr("Copy URL"), u"link"_s, u"copyurl"_s, [this] { copy(true); });
  m_delete = add(tr("Delete"), u"trash"_s, u"delete"_s, [this] { removeSelected(); });
  m_title->addRight(m_filter);
  column->addWidget(m_title);
  m_banner = new Banner(this);
  column->addWidget(m_banner);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  m_table = new QTableWidget(this);
  m_table->setObjectName(u"services_objects"_s);
  m_table->setAccessibleName(tr("Buckets and objects"));
  setupTable(*m_table, 30);
  m_table->setItemDelegate(new BucketDelegate(m_table));
  m_table->setColumnCount(Columns);
  m_table->setHorizontalHeaderLabels({tr("Bucket"), tr("Objects"), tr("Size"), tr("Fires"), tr("Last event"), tr("Created"), QString()});  // also where the list cannot be read
  m_table->verticalHeader()->hide();
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
  // Enter, and a double click in every style that has one.
  connect(m_table, &QTableWidget::activated, this, [this](const QModelIndex& index) { open(index.row()); });
  connect(m_table, &QTableWidget::itemSelectionChanged, this, &BucketPane::onSelection);
  row->addWidget(m_table, 3);
  makePreview();
  row->addWidget(m_preview, 2);
  column->addLayout(row, 1);
  m_more = new DeskButton(tr("More objects"), DeskButton::Kind::Flat, this);
  m_more->setObjectName(u"services_cos_more"_s);
  connect(m_more, &DeskButton::clicked, this, [this] { more(m_next); });
  column->addWidget(m_more);
  m_events = new ObjectEvents(backend, this);
  column->addWidget(m_events, 1);
  m_drop = new DropArea(this);
  column->addWidget(m_drop);
  followTheme(this, [this] {
    layOutColumns();
  });
  restate();
}

const CosEntry* BucketPane::current() const {
  const int row = m_table->currentRow();
  return row >= 0 && row < m_entries.size() && m_table->selectionModel()->hasSelection() ? &m_entries[row] : nullptr;
}

void BucketPane::restate() {
  const CosEntry* entry = current();
  const bool inside = !m_bucket.isEmpty(), object = inside && entry && !entry->folder;
  m_title->setCaption(inside ? QString(m_bucket + u'/' + m_prefix) : tr("COS, every bucket is a folder of ordinary files"));
  m_up->setVisible(inside);
  m_bind->setVisible(!inside);
  m_filter->setVisible(!inside);
  m_upload->setVisible(inside && m_sources->folderOf(m_bucket).isEmpty());
  m_download->setVisible(inside);
  m_copyKey->setVisible(inside);
  m_copyUrl->setVisible(inside);
  for (DeskButton* b : {m_download, m_copyKey, m_copyUrl}) b->setEnabled(object);
  m_delete->setEnabled(inside ? object : entry != nullptr);
  const bool bound = !inside && entry && !m_sources->folderOf(entry->name).isEmpty();
  m_delete->setText(bound ? tr("Unbind") : tr("Delete"));
  m_delete->setAccessibleName(inside ? tr("Delete the object") : bound ? tr("Unbind the folder") : tr("Delete the bucket"));
  m_more->setVisible(!m_next.isEmpty());
  m_preview->setVisible(inside);
  m_drop->setVisible(inside && m_sources->folderOf(m_bucket).isEmpty());
  m_drop->setText(m_waiting.isEmpty() ? tr("Drop files here to put them in %1. Each file fires its trigger once.").arg(QString(m_bucket + u'/' + m_prefix)) : tr("Putting %1 of %2 files").arg(m_put + 1).arg(m_put + m_waiting.size()));
}

void BucketPane::browse(const QString& bucket, const QString& prefix) {
  m_bucket = bucket;
  m_prefix = prefix;
  m_events->setBucket(bucket);
  m_banner->clear();
  refresh();
}

void BucketPane::refreshSources() {
  if (m_bucket.isEmpty()) m_sources->ask();
  m_events->refresh();
}

void BucketPane::showSources() {
  if (m_bucket.isEmpty())
    for (int row = 0; row < m_entries.size(); ++row) {
      const QString& bucket = m_entries[row].name;
      const QString folder = m_sources->folderOf(bucket), fires = m_sources->firesText(bucket);
      m_table->item(row, Fires)->setText(fires.isEmpty() ? tr("nothing") : fires);
      m_table->item(row, Last)->setText(m_sources->lastText(bucket));
      m_table->item(row, Name)->setText(folder.isEmpty() ? bucket : tr("%1, folder %2").arg(bucket, folder));
      for (const int c : {Name, Fires, Last}) m_table->item(row, c)->setToolTip(m_table->item(row, c)->text());
    }
  restate();
}

void BucketPane::refresh() {
  ++m_generation;
  m_next.clear();
  if (!m_bucket.isEmpty()) return more({});
  m_client.buckets(this, [this, generation = m_generation](const Result<QList<CosEntry>>& list) {
    if (generation != m_generation) return;
    if (!list) return m_banner->show(list.error());
    show(*list, false);
  });
}

void BucketPane::more(const QString& marker) {
  m_client.list(m_bucket, m_prefix, marker, this, [this, marker, generation = m_generation](const Result<CosListingPage>& page) {
    if (generation != m_generation) return;
    if (!page) return m_banner->show(page.error());
    m_next = page->next;
    show(page->entries, !marker.isEmpty());
  });
}

void BucketPane::show(const QList<CosEntry>& entries, bool append) {
  if (!append) {
    m_entries.clear();
    m_table->setRowCount(0);
  }
  const bool buckets = m_bucket.isEmpty();
  m_table->setHorizontalHeaderLabels({buckets ? tr("Bucket") : tr("Object"), tr("Objects"), tr("Size"), tr("Fires"), tr("Last event"), tr("Modified"), QString()});
  for (const int c : {Objects, Fires, Last, Browse}) m_table->setColumnHidden(c, !buckets);
  m_table->setColumnHidden(Time, buckets);
  layOutColumns();
  for (const CosEntry& entry : entries) {
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_entries.append(entry);
    auto* name = new QTableWidgetItem(Theme::current().icon(m_bucket.isEmpty() ? u"bucket"_s : entry.folder ? u"right"_s : u"log"_s), m_bucket.isEmpty() ? entry.name : entry.name.mid(m_prefix.size()));
    auto* objects = new QTableWidgetItem;
    objects->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* size = new QTableWidgetItem(entry.folder ? QString() : format::bytes(entry.bytes).text());
    size->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const QDateTime modified = QDateTime::fromString(entry.modified, Qt::ISODate);  // a folder has none
    auto* time = new QTableWidgetItem(modified.isValid() ? format::local(modified.toMSecsSinceEpoch() * 1000).toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString());
    for (QTableWidgetItem* item : {name, objects, size, time}) item->setFont(Label::fontOf(Label::Role::Code));
    m_table->setItem(row, Name, name);
    m_table->setItem(row, Objects, objects);
    m_table->setItem(row, Size, size);
    m_table->setItem(row, Time, time);
    for (const int c : {Fires, Last}) {
      auto* item = new QTableWidgetItem;
      item->setFont(Label::fontOf(Label::Role::Dense));
      m_table->setItem(row, c, item);
    }
    if (!buckets) continue;
    addBrowse(row);
    if (row < kCounted) count(entry.name);
  }
  for (const int c : {Objects, Size}) m_table->horizontalHeaderItem(c)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  if (buckets) {
    showSources();
    m_sources->ask();
  }
  filter();
  m_noPreview->setText(m_entries.isEmpty() ? tr("Nothing here yet.") : tr("Select an object to see it."));
  m_preview->setCurrentWidget(m_noPreview);
  restate();
}

void BucketPane::filter() {
  const QString wanted = m_bucket.isEmpty() ? m_filter->text().trimmed() : QString();
  for (int row = 0; row < m_entries.size(); ++row) m_table->setRowHidden(row, !m_entries[row].name.contains(wanted, Qt::CaseInsensitive));
  if (const int row = m_table->currentRow(); row >= 0 && m_table->isRowHidden(row)) m_table->setCurrentItem(nullptr);
  restate();
}

void BucketPane::open(int row) {
  if (row < 0 || row >= m_entries.size() || !m_entries[row].folder) return;
  const CosEntry entry = m_entries[row];
  m_bucket.isEmpty() ? browse(entry.name, {}) : browse(m_bucket, entry.name);
}

void BucketPane::onSelection() {
  restate();
  if (const CosEntry* entry = current(); entry && !m_bucket.isEmpty() && !entry->folder) preview(*entry);
}

/// In a bucket its objects take what size and time leave; of buckets, names and what they fire share the room.
void BucketPane::layOutColumns() {
  const Theme& theme = Theme::current();
  const bool inside = !m_bucket.isEmpty();
  const int width = m_table->viewport()->width();
  m_table->horizontalHeader()->setSectionResizeMode(Name, inside ? QHeaderView::Stretch : QHeaderView::Interactive);
  m_table->setColumnWidth(Objects, theme.px(72));
  m_table->setColumnWidth(Size, theme.px(90));
  m_table->setColumnWidth(Time, theme.px(180));
  m_table->setColumnWidth(Browse, theme.px(104));
  if (inside) return;
  const int rest = width - theme.px(104 + 72 + 90);
  m_table->setColumnWidth(Name, rest * 36 / 100);
  m_table->setColumnWidth(Fires, rest * 32 / 100);
  m_table->setColumnWidth(Last, rest - rest * 36 / 100 - rest * 32 / 100);
}

void BucketPane::resizeEvent(QResizeEvent* event) {
  Surface::resizeEvent(event);
  layOutColumns();
}

void BucketPane::count(const QString& bucket) {
  m_client.amount(bucket, this, [this, bucket, generation = m_generation](const Result<CosAmount>& amount) {
    if (generation != m_generation || !amount) return;
    for (int row = 0; row < m_entries.size(); ++row) {
      if (m_entries[row].name != bucket) continue;
      const QString more = amount->more ? u"+"_s : QString();
      m_table->item(row, Objects)->setText(format::count(amount->objects) + more);
      m_table->item(row, Size)->setText(format::bytes(amount->bytes).text() + more);
    }
  });
}

/// The one button of a bucket's row.
void BucketPane::addBrowse(int row) {
  auto* host = new QWidget(m_table);
  auto* line = new QHBoxLayout(host);
  line->setContentsMargins(Theme::current().px(8), 0, Theme::current().px(12), 0);
  auto* button = new DeskButton(tr("Browse"), DeskButton::Kind::Default, host);
  button->setCompact(true);
  button->setAccessibleName(tr("Browse %1").arg(m_entries[row].name));
  button->setObjectName(u"services_browse_"_s + m_entries[row].name);
  connect(button, &DeskButton::clicked, this, [this, name = m_entries[row].name] { browse(name, {}); });
  line->addWidget(button);
  m_table->setCellWidget(row, Browse, host);
}

}  // namespace scfdesk
