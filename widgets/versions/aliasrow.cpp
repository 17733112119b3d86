// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/versions/aliasrow.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <QJsonArray>
#include <QRadioButton>
#include <QSlider>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView kHeaders = u"invoke.headers.";

QString percent(int part) { return QString(QString::number(part) + u" %"_s); }

}  // namespace

AliasRow::AliasRow(const QString& name, QWidget* parent) : Surface(Surface::Fill::Panel, parent), m_name(name) {
  setEdges(Qt::BottomEdge);
  const QString prefix = u"alias_"_s + name + u'_';
  const auto named = [&prefix](auto* widget, const char* part) {
    widget->setObjectName(QString(prefix + QLatin1StringView(part)));
    return widget;
  };
  auto* title = new Label(Label::Role::BodyStrong, name, this);
  title->setElided(Qt::ElideRight);
  m_description = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_description->setElided(Qt::ElideRight);
  m_share = named(new SegmentedControl(tr("How calls of %1 are shared").arg(name), this), "share");
  m_share->setCompact(true);
  m_share->addSegment(tr("One version"));
  m_share->addSegment(tr("By weight"));
  m_share->addSegment(tr("By rule"));
  m_main = named(new ComboField(tr("Main version of %1").arg(name), this), "main");
  m_main->setCompact(true);
  m_other = named(new ComboField(tr("Second version of %1").arg(name), this), "other");
  m_other->setCompact(true);
  m_save = named(new DeskButton(tr("Save"), DeskButton::Kind::Default, this), "save");
  m_discard = named(new DeskButton(tr("Discard"), DeskButton::Kind::Flat, this), "discard");
  m_delete = named(new DeskButton(u"trash"_s, tr("Delete alias %1").arg(name), {}, this), "delete");
  for (DeskButton* b : {m_save, m_discard, m_delete}) b->setCompact(true);
  m_save->setAccessibleName(tr("Save alias %1").arg(name));
  m_discard->setAccessibleName(tr("Discard changes of alias %1").arg(name));
  m_delete->setVisible(name != kDefaultAlias);

  m_weightRow = new QWidget(this);
  auto* weights = new QHBoxLayout(m_weightRow);
  weights->setContentsMargins(0, 0, 0, 0);
  m_mainShare = named(new Label(Label::Role::Code, {}, m_weightRow), "mainShare");
  m_otherShare = named(new Label(Label::Role::Code, {}, m_weightRow), "otherShare");
  m_slider = named(new QSlider(Qt::Horizontal, m_weightRow), "slider");
  m_slider->setRange(0, 100);
  m_slider->setPageStep(10);
  m_slider->setInvertedAppearance(true);  // the main version's share is the left part, as its figure stands
  m_slider->setAccessibleName(tr("Share of the second version of %1").arg(name));
  m_otherLabel = new Label(Label::Role::Dense, Tone::Secondary, {}, m_weightRow);
  weights->addWidget(m_mainShare);
  weights->addWidget(m_slider, 1);
  weights->addWidget(m_otherShare);

  m_ruleRow = new QWidget(this);
  auto* rule = new QHBoxLayout(m_ruleRow);
  rule->setContentsMargins(0, 0, 0, 0);
  rule->addWidget(new Label(Label::Role::Dense, Tone::Secondary, tr("when the routing key's"), m_ruleRow));
  m_key = named(new TextField(tr("Member of the routing key"), m_ruleRow), "key");
  m_key->setPlaceholderText(u"User"_s);
  m_method = named(new ComboField(tr("How the value is compared"), m_ruleRow), "method");
  m_method->addItem(tr("is"), u"exact"_s);
  m_method->addItem(tr("lies in"), u"range"_s);
  m_expression = named(new TextField(tr("Value or range"), m_ruleRow), "expression");
  m_expression->setPlaceholderText(u"[1,9]"_s);
  for (TextField* f : {m_key, m_expression}) f->setCompact(true), f->setCode(true);
  m_method->setCompact(true);
  rule->addWidget(m_key, 1);
  rule->addWidget(m_method);
  rule->addWidget(m_expression, 1);

  m_error = named(new Label(Label::Role::Dense, Tone::Error, {}, this), "error");
  m_error->setWordWrap(true);
  m_error->hide();

  auto* column = new QVBoxLayout(this);
  auto* top = new QHBoxLayout;
  top->addWidget(title);
  top->addWidget(m_description, 1);
  top->addWidget(m_discard);
  top->addWidget(m_save);
  top->addWidget(m_delete);
  auto* line = new QHBoxLayout;
  line->addWidget(m_main);
  line->addWidget(m_share);
  line->addWidget(m_otherLabel);
  line->addWidget(m_other);
  line->addStretch(1);
  column->addLayout(top);
  column->addLayout(line);
  column->addWidget(m_weightRow);
  column->addWidget(m_ruleRow);
  column->addWidget(m_error);
  followTheme(this, [=, this] {
    const Theme& theme = Theme::current();
    column->setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(11));
    column->setSpacing(theme.px(6));
    for (QHBoxLayout* row : {top, line, weights, rule}) row->setSpacing(theme.px(8));
    for (Label* share : {m_mainShare, m_otherShare}) share->setMinimumWidth(share->fontMetrics().horizontalAdvance(u"100 %"_s));
    m_slider->setMinimumHeight(theme.px(24));
  });

  connect(m_share, &SegmentedControl::currentChanged, this, &AliasRow::onShare);
  connect(m_main, &QComboBox::currentIndexChanged, this, [this] {
    if (m_filling) return;
    m_filling = true;
    fillVersions();
    m_filling = false;
    refresh();
  });
  connect(m_other, &QComboBox::currentIndexChanged, this, &AliasRow::refresh);
  connect(m_method, &QComboBox::currentIndexChanged, this, &AliasRow::refresh);
  connect(m_slider, &QSlider::valueChanged, this, &AliasRow::refresh);
  connect(m_key, &QLineEdit::textChanged, this, &AliasRow::refresh);
  connect(m_expression, &QLineEdit::textChanged, this, &AliasRow::refresh);
  connect(m_save, &DeskButton::clicked, this, [this] { Q_EMIT saveWanted(m_name); });
  connect(m_delete, &DeskButton::clicked, this, [this] { Q_EMIT deleteWanted(m_name); });
  connect(m_discard, &DeskButton::clicked, this, [this] {
    setError({});
    fill(m_saved);
  });
}

QList<VersionNumber> AliasRow::choices() const {
  QList<VersionNumber> all{0};
  all << m_versions;
  return all;
}

void AliasRow::setAlias(const AliasInfo& saved, const QList<VersionNumber>& versions) {
  const bool keep = m_begun && changed() && !m_busy;
  const AliasInfo mine = m_begun ? edited() : saved;
  m_saved = saved;
  m_versions = versions;
  m_begun = true;
  m_description->setText(saved.description);
  fill(keep ? mine : saved);
}

void AliasRow::fillVersions() {
  const VersionNumber main = m_main->currentData().toUInt(), other = m_other->currentData().toUInt();
  m_other->clear();
  for (const VersionNumber v : choices())
    if (v != main) m_other->addItem(versionName(v), v);
  const int at = m_other->findData(other);
  m_other->setCurrentIndex(std::max(0, at));
}

void AliasRow::fill(const AliasInfo& alias) {
  m_filling = true;
  m_main->clear();
  for (const VersionNumber v : choices()) m_main->addItem(versionName(v), v);
  m_main->setCurrentIndex(std::max(0, m_main->findData(alias.version)));
  fillVersions();
  const Share share = !alias.weights.isEmpty() ? Weight : !alias.matches.isEmpty() ? Rule : All;
  m_share->setCurrentIndex(share);
  if (share == Weight) {
    m_other->setCurrentIndex(std::max(0, m_other->findData(alias.weights.first().version)));
    m_slider->setValue(qRound(alias.weights.first().weight * 100));
  } else if (share == Rule) {
    const VersionMatch& m = alias.matches.first();
    m_other->setCurrentIndex(std::max(0, m_other->findData(m.version)));
    m_key->setText(m.key.startsWith(kHeaders) ? m.key.mid(kHeaders.size()) : m.key);
    m_method->setCurrentIndex(std::max(0, m_method->findData(m.method)));
    m_expression->setText(m.expression);
  }
  m_filling = false;
  refresh();
}

void AliasRow::onShare(int share) {
  if (share == Weight && m_slider->value() == 0 && !m_filling) m_slider->setValue(10);
  refresh();
}

AliasInfo AliasRow::edited() const {
  AliasInfo alias = m_saved;
  alias.name = m_name;
  alias.version = m_main->currentData().toUInt();
  alias.weights.clear();
  alias.matches.clear();
  const VersionNumber other = m_other->currentData().toUInt();
  if (m_other->count() == 0) return alias;
  if (m_share->currentIndex() == Weight) alias.weights.append({other, m_slider->value() / 100.0});
  if (m_share->currentIndex() == Rule) alias.matches.append({other, QString(kHeaders + m_key->text().trimmed()), m_method->currentData().toString(), m_expression->text().trimmed()});
  return alias;
}

bool AliasRow::changed() const { return m_begun && !(edited() == m_saved); }

void AliasRow::refresh() {
  if (m_filling) return;
  const int share = m_share->currentIndex(), part = m_slider->value();
  const bool two = m_other->count() > 0;
  m_share->segment(Weight)->setEnabled(two);
  m_share->segment(Rule)->setEnabled(two);
  m_other->setVisible(share != All);
  m_otherLabel->setVisible(share != All);
  m_otherLabel->setText(share == Rule ? tr("matching calls to") : tr("and"));
  m_weightRow->setVisible(share == Weight);
  m_ruleRow->setVisible(share == Rule);
  m_mainShare->setText(percent(100 - part));
  m_otherShare->setText(percent(part));
  m_mainShare->setToolTip(tr("Calls that go to %1").arg(m_main->currentText()));
  m_otherShare->setToolTip(tr("Calls that go to %1").arg(m_other->currentText()));
  m_slider->setAccessibleDescription(tr("%1 % go to %2, %3 % to %4").arg(QString::number(100 - part), m_main->currentText(), QString::number(part), m_other->currentText()));
  const bool any = changed();
  const Status good = checkRouting(edited());
  if (any) setError(good ? QString() : EngineWords::text(good.error()));
  m_save->setVisible(any);
  m_discard->setVisible(any);
  m_save->setEnabled(any && good.ok() && !m_busy);
}

void AliasRow::accept(const AliasInfo& alias) {
  m_saved = alias;
  fill(alias);
}

void AliasRow::setError(const QString& error) {
  m_error->setText(error);
  m_error->setVisible(!error.isEmpty());
}

void AliasRow::setBusy(bool busy) {
  m_busy = busy;
  refresh();
}

QJsonObject AliasRow::routingOf(const AliasInfo& alias) {
  QJsonArray weights, matches;
  for (const VersionWeight& w : alias.weights) weights.append(QJsonObject{{u"Version"_s, versionName(w.version)}, {u"Weight"_s, w.weight}});
  for (const VersionMatch& m : alias.matches)
    matches.append(QJsonObject{{u"Version"_s, versionName(m.version)}, {u"Key"_s, m.key}, {u"Method"_s, m.method}, {u"Expression"_s, m.expression}});
  return {{u"AdditionalVersionWeights"_s, weights}, {u"AddtionVersionMatchs"_s, matches}};
}

}  // namespace scfdesk
