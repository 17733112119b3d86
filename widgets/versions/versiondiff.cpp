// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/versions/versiondiff.h"
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/rowtable.h"
#include "widgets/functions/functioncalls.h"
#include <QJsonArray>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QString valueOf(const QJsonValue& value) {
  if (value.isString()) return value.toString();
  if (value.isDouble()) return QString::number(value.toDouble(), 'g', 12);
  return value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : QString();
}

}  // namespace

VersionDiff::VersionDiff(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_banner(new Banner(this)) {
  setObjectName(u"versions_diff"_s);
  auto* title = new PaneTitle(tr("Compare"), this);
  title->setTopLine(true);
  const char* names[] = {"versions_before", "versions_after"};
  for (int i = 0; i < 2; ++i) {
    m_choices[i] = new ComboField(i == 0 ? tr("Older version") : tr("Newer version"), title);
    m_choices[i]->setObjectName(QString::fromLatin1(names[i]));
    m_choices[i]->setCompact(true);
    title->addLeft(m_choices[i]);
    if (i == 0) title->addLeft(new Label(Label::Role::Dense, Tone::Tertiary, tr("with"), title));
    connect(m_choices[i], &QComboBox::currentIndexChanged, this, [this] {
      if (!m_filling) ask();
    });
  }
  m_said = new Label(Label::Role::Dense, Tone::Tertiary, {}, title);
  m_said->setObjectName(u"versions_said"_s);
  title->addRight(m_said);
  m_table = new RowTable(tr("Differences"), this);
  m_table->setObjectName(u"versions_differences"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(title);
  column->addWidget(m_banner);
  column->addWidget(m_table, 1);
  column->addStretch();
  connect(m_banner, &Banner::actionTriggered, this, &VersionDiff::ask);
}

QList<std::pair<QString, QString>> VersionDiff::fieldsOf(const QJsonObject& f) {
  QList<std::pair<QString, QString>> fields;
  for (const QString& name : {u"Description"_s, u"Runtime"_s, u"Handler"_s, u"MemorySize"_s, u"Timeout"_s, u"InitTimeout"_s, u"Role"_s, u"AsyncRunEnable"_s, u"TraceEnable"_s})
    fields.append({name, valueOf(f[name])});
  for (const QJsonValue& value : f[u"Environment"_s].toObject()[u"Variables"_s].toArray())
    fields.append({QString(u"Environment."_s + value.toObject()[u"Key"_s].toString()), value.toObject()[u"Value"_s].toString()});
  return fields;
}

void VersionDiff::setFunction(const FunctionInfo* function) {
  const FunctionId id = function ? function->id : 0;
  QStringList names;
  QByteArray code;
  if (function) {
    names << versionName(0);
    for (auto v = function->versions.rbegin(); v != function->versions.rend(); ++v) names << versionName(v->number);
    code = function->codeSha256 + ':' + QByteArray::number(function->generation);
  }
  QStringList shown;
  for (int i = 0; i < m_choices[0]->count(); ++i) shown << m_choices[0]->itemText(i);
  if (id == m_function && names == shown && code == m_code) return;
  const QString before = id == m_function ? m_choices[0]->currentText() : QString(), after = id == m_function ? m_choices[1]->currentText() : QString();
  m_function = id;
  m_code = code;
  m_filling = true;
  for (ComboField* choice : m_choices) {
    choice->clear();
    choice->addItems(names);
  }
  // The first published version is what one wants to compare with: with one name there was no choice to keep.
  m_choices[0]->setCurrentIndex(std::max(0, shown.size() > 1 && names.contains(before) ? m_choices[0]->findText(before) : std::min(1, int(names.size()) - 1)));
  m_choices[1]->setCurrentIndex(std::max(0, m_choices[1]->findText(after)));
  m_filling = false;
  ask();
}

void VersionDiff::compare(const QString& before, const QString& after) {
  m_filling = true;
  m_choices[0]->setCurrentIndex(m_choices[0]->findText(before));
  m_choices[1]->setCurrentIndex(m_choices[1]->findText(after));
  m_filling = false;
  ask();
}

void VersionDiff::ask() {
  ++m_turn;
  m_banner->clear();
  for (int side = 0; side < 2; ++side) m_sides[side] = {m_choices[side]->currentText(), {}, {}};
  const bool two = m_function != 0 && m_sides[0].version != m_sides[1].version;
  m_table->setVisible(two);
  if (!two) {
    m_table->setRows({});
    m_said->setText(m_choices[0]->count() < 2 ? tr("Publish a version to compare it with $LATEST.") : tr("One and the same version."));
    return;
  }
  m_said->setText(tr("Comparing…"));
  for (int side = 0; side < 2; ++side) askSide(side);
}

void VersionDiff::askSide(int side) {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f) return;
  const int turn = m_turn;
  QJsonObject params = calls::nameOf(f->key);
  params[u"Qualifier"_s] = m_sides[side].version;
  calls::action(m_hub, "GetFunction", params, this, [this, turn, side](const Result<QJsonObject>& r) {
    if (turn != m_turn) return;
    if (!r) return m_banner->show(r.error(), tr("Try again"));
    m_sides[side].configuration = *r;
    show();
  });
  calls::package(m_hub, f->key, m_sides[side].version, this, [this, turn, side](const Result<QByteArray>& zip) {
    if (turn != m_turn) return;
    if (!zip) return m_banner->show(zip.error(), tr("Try again"));
    awayFromWindow(this, [this, turn, side, bytes = *zip]() -> std::function<void()> {
      return [this, turn, side, files = codepackage::list(bytes)] {
        if (turn != m_turn) return;
        if (!files) return m_banner->show(files.error());
        m_sides[side].files = *files;
        show();
      };
    });
  });
}

QList<Row> VersionDiff::rows() const {
  QList<Row> rows;
  const auto before = fieldsOf(*m_sides[0].configuration), after = fieldsOf(*m_sides[1].configuration);
  QStringList names;
  QHash<QString, QString> values[2];
  for (const auto& [name, value] : before) names << name, values[0].insert(name, value);
  for (const auto& [name, value] : after) {
    if (!values[0].contains(name)) names << name;
    values[1].insert(name, value);
  }
  for (const QString& name : names) {
    if (values[0].value(name) == values[1].value(name) && values[0].contains(name) == values[1].contains(name)) continue;
    const auto shown = [&](int side) { return values[side].contains(name) ? RowCell{values[side].value(name), Tone::Primary, true} : RowCell{tr("not set"), Tone::Tertiary}; };
    rows.append({QString(u"c:"_s + name), {{name, Tone::Primary, true}, {tr("configuration"), Tone::Tertiary}, shown(0), shown(1)}});
  }
  for (const PackageChange& change : comparePackages(*m_sides[0].files, *m_sides[1].files)) {
    const auto size = [](bool there, qint64 bytes) { return there ? RowCell{format::bytes(bytes).text(), Tone::Primary, true} : RowCell{tr("not there"), Tone::Tertiary}; };
    const QString what = change.kind == PackageChange::Kind::Added ? tr("file added") : change.kind == PackageChange::Kind::Removed ? tr("file removed") : tr("file changed");
    rows.append({QString(u"f:"_s + change.path), {{change.path, Tone::Primary, true}, {what, Tone::Secondary}, size(change.kind != PackageChange::Kind::Added, change.before), size(change.kind != PackageChange::Kind::Removed, change.after)}});
  }
  return rows;
}

void VersionDiff::show() {
  for (const Side& side : m_sides)
    if (!side.configuration || !side.files) return;
  m_table->setColumns({{tr("What"), 0, false}, {QString(), 130, false}, {m_sides[0].version, 250, false}, {m_sides[1].version, 250, false}});
  const QList<Row> list = rows();
  m_table->setRows(list);
  m_said->setText(list.isEmpty() ? tr("No difference: configuration and %1 files are the same.").arg(format::count(m_sides[0].files->size()))
                  : list.size() == 1 ? tr("1 difference") : tr("%1 differences").arg(format::count(list.size())));
}

}  // namespace scfdesk
