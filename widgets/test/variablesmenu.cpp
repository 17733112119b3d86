// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/variablesmenu.h"
#include "models/data/jsontext.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/test/codeview.h"
#include "widgets/test/replytext.h"
#include "widgets/theme/theme.h"
#include <QDateTime>
#include <QRandomGenerator>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kPreviewPx = 320;
constexpr qsizetype kValueChars = 40;
}  // namespace

VariablesMenu::VariablesMenu(QWidget* parent) : QMenu(parent) {
  setObjectName(u"test_variables_menu"_s);
  connect(this, &QMenu::aboutToShow, this, &VariablesMenu::fill);
}

void VariablesMenu::setEnvironment(const QList<std::pair<QString, QString>>& environment) { m_environment = environment; }

VariableValues VariablesMenu::values(int64_t counter) const {
  VariableValues v;
  v.now = QDateTime::currentMSecsSinceEpoch() * 1000;
  v.counter = counter;
  v.random = [] { return QRandomGenerator::global()->generate64(); };
  v.environment = m_environment;
  return v;
}

void VariablesMenu::fill() {
  clear();
  const VariableValues now = values(1);
  QStringList all{u"{{uuid}}"_s, u"{{now}}"_s, u"{{now ms}}"_s, u"{{counter}}"_s, u"{{random 1 100}}"_s};
  for (const auto& [name, value] : m_environment) all << u"{{env %1}}"_s.arg(name);
  for (const QString& variable : all) {
    // What is secret stays so: of the environment the name is enough.
    const bool secret = variable.startsWith(u"{{env ");
    QString value = secret ? tr("of this function") : QString::fromUtf8(expandVariables(variable.toUtf8(), now)).remove(u'"');
    if (value.size() > kValueChars) value = value.left(kValueChars) + u'…';
    QAction* action = addAction(variable + u'\t' + value);
    connect(action, &QAction::triggered, this, [this, variable] { Q_EMIT inserted(variable); });
  }
  addSeparator();
  QAction* preview = addAction(tr("Preview the event…"));
  preview->setObjectName(u"test_variables_preview"_s);
  connect(preview, &QAction::triggered, this, &VariablesMenu::previewWanted);
}

VariablesPreview::VariablesPreview(const QByteArray& expanded, int count, QWidget* parent) : DialogFrame(tr("The event as it is fired"), parent) {
  setObjectName(u"test_preview"_s);
  const Theme& theme = Theme::current();
  auto* note = new Label(Label::Role::Dense, Tone::Tertiary,
                         count == 0 ? tr("It has no variable.")
                                    : tr("%1 variables are filled in anew each time it is fired, and for each event of a run.").arg(count),
                         this);
  note->setWordWrap(true);
  auto* view = new CodeView(CodeView::Surface::Panel, this);
  view->setObjectName(u"test_preview_text"_s);
  view->setAccessibleName(tr("The event as it is fired"));
  view->setReadOnly(true);
  view->setBytes(ReplyText::fit(formatJson(expanded).value_or(expanded), ReplyText::kShownBytes).text);
  view->setFixedHeight(theme.px(kPreviewPx));
  content()->addWidget(note);
  content()->addWidget(view);
  auto* close = new DeskButton(tr("Close"), DeskButton::Kind::Default, this);
  close->setObjectName(u"test_preview_close"_s);
  close->setDefault(true);
  connect(close, &DeskButton::clicked, this, &QDialog::accept);
  addButton(close);
}

}  // namespace scfdesk
