// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/code/codefiles.h"
#include "widgets/code/sourcefault.h"
#include <QWidget>
#include <memory>

class QStackedWidget;

namespace scfdesk {

class Banner;
class DeskButton;
class EmptyState;
class FileTree;
class Label;
class SourceEditor;
class TextField;
class ToolRow;

/// Code of the selected function: its files, an editor, the handler. Save is live for the next event: of a linked folder by writing
/// the file, of a package by making a new one. Edits of a file wait while another one, or another function, is looked at. An error
/// of the newest invocation stands at its line. GUI thread; owned by the window.
class SourceView final : public QWidget {
  Q_OBJECT
 public:
  explicit SourceView(ModelHub& hub, QWidget* parent = nullptr);
  ~SourceView() override;
  /// Saves all edits of the selected function, and its handler.
  void save();
  void openFile(const QString& path, int line = 0);
  [[nodiscard]] bool hasChanges() const;
  /// The edits of another one, which has none afterwards, and the file that is looked at.
  void takeOver(SourceView& from);
  /// "thumbnail: index.py", of all functions.
  [[nodiscard]] QStringList unsaved() const;
  void saveAll(std::function<void(const Status&)> done);
  void uploadZip(const QString& file);
  /// A zip of the code; a project file where the name ends in .yaml (scfcli) or .yml (tencent-scf).
  void downloadZip(const QString& file);
  /// A new, empty file, to be saved.
  void addFile(const QString& path);

 Q_SIGNALS:
  void changesChanged();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Draft {
    FunctionKey key;
    QHash<QString, QByteArray> files;     ///< edited contents by path
    std::optional<QString> handler;
  };
  [[nodiscard]] QWidget* makeFiles();
  [[nodiscard]] QWidget* makeEditor();
  void connectParts();
  void load();
  void onFunctionChanged(quint32 id);
  void relist();
  void show(const QString& path);
  void showContent(const QString& path, const QByteArray& bytes, bool edited);
  void showNote(const QString& heading, const QString& text);
  void onEdited();
  void onHandlerEdited();
  void refresh();
  void saveDraft(FunctionId id, std::function<void(const Status&)> done);
  void saved(FunctionId id, const Draft& sent);
  void say(const QString& text);
  void askNewFile();
  void writeDownload(const QString& file, const QByteArray& bytes);
  void onInvocation(quint64 id);
  void lookForFault();  ///< of the newest invocation of this code
  void showFault();
  [[nodiscard]] const FunctionInfo* info() const;
  [[nodiscard]] QString wantedFile(const QStringList& paths) const;
  ModelHub& m_hub;
  FunctionId m_function = 0;
  uint32_t m_generation = 0;
  std::unique_ptr<CodeFiles> m_files;
  std::unordered_map<FunctionId, Draft> m_drafts;
  QHash<FunctionId, QString> m_lastFile;
  QString m_path;            ///< shown
  QByteArray m_base;         ///< its content as it is kept
  int m_line = 0;            ///< to go to once it is shown
  int m_turn = 0;
  bool m_filling = false, m_busy = false;
  std::optional<SourceFault> m_fault;
  Banner* m_banner;
  FileTree* m_tree;
  QStackedWidget* m_stack;
  SourceEditor* m_editor;
  EmptyState* m_note;
  Label *m_name, *m_said, *m_source;
  TextField* m_handler;
  DeskButton *m_save, *m_revert, *m_open, *m_upload, *m_download, *m_new;
};

}  // namespace scfdesk
