// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/functions/dialogframe.h"


namespace scfdesk {

class ComboField;
class FieldRow;
class PathField;
class ProjectImport;
class TemplateBuild;
class SegmentedControl;
class TextField;

/// New function: from a template, from a folder that stays the source, from a zip package, functions with
/// their triggers from a public project file, or of a container image, which only the cloud can run. Code with an scf_bootstrap at
/// its root becomes a web function. Name, runtime and handler are
/// filled in by looking at the code. Errors are said in place. GUI thread.
class NewFunctionDialog final : public DialogFrame {
  Q_OBJECT
 public:
  enum class Source : uint8_t { Template, Folder, Zip, Project, Image };
  explicit NewFunctionDialog(ModelHub& hub, QWidget* parent = nullptr);
  void setSource(Source source);
  /// Fills in the folder, as if it was chosen.
  void setFolder(const QString& folder);
  void setZip(const QString& file);
  void setProject(const QString& file);
  void setImage(const QString& address);

 Q_SIGNALS:
  void functionCreated(quint32 id);

 private:
  [[nodiscard]] QWidget* makeSources();
  void fillTemplates();
  void onSource(int index);
  void onTemplate();
  void onFolder(const QString& folder);
  void onZip(const QString& file);
  void look();
  void showRuntimeNote();
  void setSourceError(const QString& error);
  void onHandlers(const Result<QStringList>& found);
  void suggestName(const QString& base);
  void suggestRuntime(const QString& family);
  void check();
  void createNow();
  void onProject();
  void onImage();
  /// The code is a server of its own: Type HTTP.
  void setWeb(bool web);
  void send(const CreateFunction& request);
  void onAnswer(const Result<FunctionInfo>& result);
  [[nodiscard]] CodeInput code() const;
  [[nodiscard]] Source source() const;
  [[nodiscard]] FunctionKey copied() const;  ///< the sample that is the template; empty name = none

  ModelHub& m_hub;
  ProjectImport* m_project = nullptr;
  TemplateBuild* m_build;       ///< of templates whose language is compiled
  QByteArray m_zip;
  int m_look = 0;               ///< number of the last look: late answers of earlier ones are dropped
  bool m_nameTouched = false, m_handlerTouched = false, m_runtimeTouched = false, m_looking = false, m_web = false;
  QString m_sourceError;        ///< of the folder, zip or image that is chosen
  QList<InterpreterChoice> m_interpreters;
  SegmentedControl* m_source;
  ComboField *m_template, *m_runtime = nullptr;
  PathField *m_folder, *m_package;
  TextField *m_name, *m_handler, *m_image, *m_install = nullptr;
  QHash<QString, QString> m_commands;  ///< that install a family
  FieldRow* m_installRow = nullptr;
  FieldRow *m_templateRow, *m_folderRow, *m_packageRow, *m_imageRow, *m_imageNoteRow, *m_nameRow, *m_runtimeRow, *m_handlerRow;
  DeskButton* m_create = nullptr;
};

}  // namespace scfdesk
