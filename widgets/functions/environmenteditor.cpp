// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/environmenteditor.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

bool soundsSecret(const QString& name) {
  static const QStringList words{u"SECRET"_s, u"PASSWORD"_s, u"PASSWD"_s, u"TOKEN"_s, u"CREDENTIAL"_s, u"PRIVATE"_s, u"API_KEY"_s, u"APIKEY"_s, u"ACCESS_KEY"_s};
  const QString upper = name.toUpper();
  return std::any_of(words.begin(), words.end(), [&upper](const QString& w) { return upper.contains(w); });
}

}  // namespace

EnvironmentEditor::EnvironmentEditor(QWidget* parent)
    : QWidget(parent),
      m_column(new QVBoxLayout(this)),
      m_none(new Label(Label::Role::Dense, Tone::Tertiary, tr("No variable."), this)),
      m_error(new Label(Label::Role::Dense, Tone::Error, {}, this)),
      m_add(new DeskButton(tr("Add variable"), DeskButton::Kind::Default, this)) {
  setObjectName(u"configuration_environment"_s);
  setAccessibleName(tr("Environment variables"));
  m_error->setWordWrap(true);
  m_error->hide();
  m_add->setObjectName(u"configuration_environment_add"_s);
  m_add->setIconName(u"plus"_s);
  m_add->setCompact(true);
  m_add->setAccessibleName(tr("Add environment variable"));
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->addWidget(m_none);
  m_column->addWidget(m_error);
  m_column->addWidget(m_add, 0, Qt::AlignLeft);
  connect(m_add, &DeskButton::clicked, this, &EnvironmentEditor::addVariable);
  followTheme(this, [this] { m_column->setSpacing(Theme::current().px(6)); });
}

void EnvironmentEditor::append(const QString& name, const QString& value) {
  Row row;
  row.box = new QWidget(this);
  row.name = new TextField({}, row.box);
  row.value = new TextField({}, row.box);
  row.remove = new DeskButton(u"trash"_s, tr("Remove variable"), {}, row.box);
  row.remove->setCompact(true);
  row.name->setCode(true);
  row.value->setCode(true);
  row.name->setPlaceholderText(tr("NAME"));
  row.value->setPlaceholderText(tr("value"));
  row.name->setText(name);
  row.value->setText(value);
  row.value->setCursorPosition(0);
  auto* line = new QHBoxLayout(row.box);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(row.name);
  line->addWidget(row.value, 1);
  line->addWidget(row.remove);
  followTheme(row.box, [line, field = row.name] {
    line->setSpacing(Theme::current().px(8));
    field->setFixedWidth(Theme::current().px(200));
  });
  QWidget* box = row.box;
  const auto changed = [this] {
    mark();
    Q_EMIT edited();
  };
  connect(row.name, &QLineEdit::textChanged, this, changed);
  connect(row.value, &QLineEdit::textChanged, this, changed);
  connect(row.remove, &DeskButton::clicked, this, [this, box] { removeRow(box); });
  m_column->insertWidget(static_cast<int>(m_rows.size()) + 1, box);
  m_rows.append(row);
  box->show();
}

void EnvironmentEditor::addVariable() {
  append({}, {});
  renumber();
  m_rows.last().name->setFocus();
  Q_EMIT edited();
}

void EnvironmentEditor::removeRow(QWidget* box) {
  const auto it = std::find_if(m_rows.begin(), m_rows.end(), [box](const Row& r) { return r.box == box; });
  if (it == m_rows.end()) return;
  const qsizetype at = it - m_rows.begin();
  m_rows.erase(it);
  box->hide();
  box->deleteLater();
  renumber();
  if (m_rows.isEmpty()) m_add->setFocus();
  else m_rows[std::min(at, m_rows.size() - 1)].remove->setFocus();
  Q_EMIT edited();
}

void EnvironmentEditor::renumber() {
  for (qsizetype i = 0; i < m_rows.size(); ++i) {
    const QString base = u"configuration_environment_%1"_s.arg(i);
    Row& row = m_rows[i];
    row.name->setObjectName(base + u"_name"_s);
    row.value->setObjectName(base + u"_value"_s);
    row.remove->setObjectName(base + u"_remove"_s);
    row.name->setAccessibleName(tr("Name of variable %1").arg(i + 1));
  }
  m_none->setVisible(m_rows.isEmpty());
  mark();
}

void EnvironmentEditor::setVariables(const Variables& variables) {
  if (variables == this->variables() && variables.size() == m_rows.size()) return;
  const QSignalBlocker quiet(this);
  for (const Row& row : m_rows) {
    row.box->hide();
    row.box->deleteLater();
  }
  m_rows.clear();
  for (const auto& [name, value] : variables) append(name, value);
  renumber();
}

EnvironmentEditor::Variables EnvironmentEditor::variables() const {
  Variables out;
  for (const Row& row : m_rows)
    if (!row.name->text().isEmpty() || !row.value->text().isEmpty()) out.append({row.name->text(), row.value->text()});
  return out;
}

void EnvironmentEditor::setSaved(const Variables& saved) {
  m_saved = saved;
  mark();
}

void EnvironmentEditor::mark() {
  for (const Row& row : m_rows) {
    const QString name = row.name->text();
    const auto it = std::find_if(m_saved.begin(), m_saved.end(), [&name](const auto& v) { return v.first == name; });
    const bool isNew = it == m_saved.end(), differs = !isNew && it->second != row.value->text();
    const bool secret = soundsSecret(name);
    row.value->setEchoMode(secret ? QLineEdit::PasswordEchoOnEdit : QLineEdit::Normal);
    row.name->setChanged(isNew && !name.isEmpty());
    row.value->setChanged((isNew && !row.value->text().isEmpty()) || differs);
    row.value->setToolTip(differs ? (secret ? tr("Changed") : tr("Saved: %1").arg(it->second)) : QString());
    row.value->setAccessibleName(name.isEmpty() ? tr("Value") : tr("Value of %1").arg(name));
    row.remove->setAccessibleName(name.isEmpty() ? tr("Remove variable") : tr("Remove variable %1").arg(name));
  }
}

void EnvironmentEditor::setError(const QString& error) {
  m_error->setText(error);
  m_error->setVisible(!error.isEmpty());
  for (const Row& row : m_rows) row.name->setError(!error.isEmpty() && !row.name->text().isEmpty() && error.contains(u'"' + row.name->text() + u'"'));
}

}  // namespace scfdesk
