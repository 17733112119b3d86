// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/services/bucketdialog.h"
#include "widgets/services/bucketsources.h"
#include "widgets/services/cosclient.h"
#include "widgets/theme/surface.h"

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTableWidget;

namespace scfdesk {

class Banner;
class DeskButton;
class DropArea;
class Label;
class ObjectEvents;
class PaneTitle;

/// The buckets of COS, and inside one its folders and objects with a preview; files dropped here are put where it stands. GUI
/// thread.
class BucketPane final : public Surface {
  Q_OBJECT
 public:
  BucketPane(Backend& backend, QWidget* parent);
  void refresh();
  /// Asks for a name and makes the bucket.
  void newBucket();
  /// Asks for a folder on the disk, and binds it as a bucket.
  void bindFolder();
  void bind(const QString& bucket, const QString& folder);
  /// Brings what the buckets fire up to date; called while it is shown.
  void refreshSources();
  [[nodiscard]] ObjectEvents& events() const { return *m_events; }
  [[nodiscard]] QString bucket() const { return m_bucket; }
  [[nodiscard]] QString prefix() const { return m_prefix; }
  /// Into a bucket, below a prefix; both empty: the list of buckets.
  void browse(const QString& bucket, const QString& prefix);

  static constexpr qint64 kPreviewBytes = 1024 * 1024;
  static constexpr qsizetype kPreviewLine = 1000;   ///< characters of a line; a longer one is cut, and says so
  static constexpr qsizetype kPreviewLines = 5000;
  /// What of a text is shown: laying out a line of a megabyte takes minutes. Pure but for the language.
  static QString previewOf(const QString& text);
  static constexpr int kDropped = 1000;  ///< files of one drop

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void makePreview();
  void layOutColumns();
  void addBrowse(int row);
  void count(const QString& bucket);
  void more(const QString& marker);
  void show(const QList<CosEntry>& entries, bool append);
  void open(int row);
  void onSelection();
  void preview(const CosEntry& entry);
  void put(const QStringList& files);
  void putNext();
  void ask(BucketDialog::Way way);
  void download();
  void removeSelected();
  void askUnbind(const QString& bucket);
  void copy(bool url);
  void restate();
  void filter();  ///< rows whose name does not hold what is looked for
  void showSources();
  [[nodiscard]] const CosEntry* current() const;

  Backend& m_backend;
  CosClient m_client;
  BucketSources* m_sources;
  ObjectEvents* m_events;
  QString m_bucket, m_prefix, m_next;
  QList<CosEntry> m_entries;
  QStringList m_waiting;  ///< files to be put
  int m_put = 0;
  quint64 m_generation = 0;  ///< answers to what was asked before a change of place are dropped
  PaneTitle* m_title;
  class SearchField* m_filter;  ///< of the list of buckets
  Banner* m_banner;
  QTableWidget* m_table;
  DeskButton *m_up, *m_upload, *m_download, *m_delete, *m_copyKey, *m_copyUrl, *m_more, *m_bind;
  QStackedWidget* m_preview;
  QPlainTextEdit* m_text;
  QLabel* m_image;
  Label* m_noPreview;
  DropArea* m_drop;
};

}  // namespace scfdesk
