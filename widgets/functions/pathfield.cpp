// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/pathfield.h"
#include "widgets/controls/button.h"
#include "widgets/controls/searchfield.h"
#include "widgets/theme/followtheme.h"
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QTimer>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kTypingPauseMs = 300;

QString titleOf(PathField::Kind kind) {
  if (kind == PathField::Kind::Folder) return PathField::tr("Choose folder");
  return kind == PathField::Kind::Zip ? PathField::tr("Choose zip file") : PathField::tr("Choose project file");
}

QString cleaned(QString path) {
  path = path.trimmed();
  if (path == u"~"_s || path.startsWith(u"~/"_s)) path.replace(0, 1, QDir::homePath());
  return path.isEmpty() ? path : QDir::cleanPath(path);
}
}  // namespace

PathField::PathField(const QString& accessibleName, Kind kind, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_text(new TextField(accessibleName, this)), m_choose(new DeskButton(tr("Choose…"), DeskButton::Kind::Default, this)), m_pause(new QTimer(this)) {
  m_text->setCode(true);
  m_choose->setAccessibleName(titleOf(kind));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_text, 1);
  row->addWidget(m_choose);
  setFocusProxy(m_text);
  m_pause->setSingleShot(true);
  m_pause->setInterval(kTypingPauseMs);
  connect(m_pause, &QTimer::timeout, this, [this] { Q_EMIT pathChanged(path()); });
  connect(m_text, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
  connect(m_choose, &DeskButton::clicked, this, [this] { choose(m_kind, path(), this, [this](const QString& chosen) { setPath(chosen); }); });
  followTheme(this, [row] { row->setSpacing(Theme::current().px(8)); });
}

void PathField::setPath(const QString& path) {
  m_pause->stop();
  m_text->setText(path);
  Q_EMIT pathChanged(this->path());
}

QString PathField::path() const { return cleaned(m_text->text()); }
void PathField::setError(bool error) { m_text->setError(error); }
void PathField::setPartNames(const QString& name) {
  setObjectName(name);
  m_text->setObjectName(name + u"_path"_s);
  m_choose->setObjectName(name + u"_choose"_s);
}

void PathField::choose(Kind kind, const QString& start, QWidget* parent, std::function<void(const QString&)> chosen) {
  auto* dialog = new QFileDialog(parent, titleOf(kind), start.isEmpty() ? QDir::homePath() : start);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(kind == Kind::Folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (kind == Kind::Folder) dialog->setOption(QFileDialog::ShowDirsOnly);
  else dialog->setNameFilter(kind == Kind::Zip ? tr("Zip packages (*.zip)") : tr("Project files (*.yaml *.yml)"));
  QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chosen = std::move(chosen)](const QString& path) {
    if (!path.isEmpty()) chosen(path);
  });
  dialog->open();
}

}  // namespace scfdesk
