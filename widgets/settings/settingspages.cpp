// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/banner.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/controls/switch.h"
#include "widgets/functions/optionalnumber.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingsview.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <array>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kPageWidth = 880, kChoiceWidth = 264;
constexpr std::array kScales{100, 125, 150, 200};
const QStringList kReuse{u"mru"_s, u"lru"_s};
const QStringList kWindows{u"fixed"_s, u"sliding"_s};
/// The offsets that are in use somewhere.
QStringList timerZones() {
  QStringList all;
  for (int quarter = -12 * 4; quarter <= 14 * 4; ++quarter) {
    static const QList<int> parts{-38, -14, 14, 18, 22, 23, 26, 35, 38, 42, 51};  // of an hour: -09:30, -03:30, +03:30, +04:30, +05:30, +05:45, ...
    if (quarter % 4 != 0 && !parts.contains(quarter)) continue;
    all << QString(quarter < 0 ? u"-"_s : u"+"_s) + u"%1:%2"_s.arg(std::abs(quarter) / 4, 2, 10, QLatin1Char('0')).arg(std::abs(quarter) % 4 * 15, 2, 10, QLatin1Char('0'));
  }
  return all;
}
}  // namespace

void SettingsView::makeHeader(QVBoxLayout* column) {
  auto* header = new Surface(Surface::Fill::Panel, this);
  header->setEdges(Qt::BottomEdge);
  auto* row = new QHBoxLayout(header);
  row->addWidget(new Label(Label::Role::Title, tr("Settings"), header));
  m_search = new SearchField(tr("Search settings"), tr("Search settings"), header);
  m_search->setObjectName(u"settings_search"_s);
  m_search->setQuiet(true);
  m_search->setKeyHint(u"/"_s);
  row->addWidget(m_search);
  row->addStretch(1);
  column->addWidget(header);
  connect(m_search, &SearchField::textChanged, this, &SettingsView::search);
  followTheme(header, [this, header, row] {
    const Theme& theme = Theme::current();
    header->setFixedHeight(theme.px(48));
    row->setContentsMargins(theme.px(16), 0, theme.px(12), 1);
    row->setSpacing(theme.px(12));
    m_search->setFixedWidth(theme.px(240));
  });
}

void SettingsView::makePage(QVBoxLayout* column) {
  auto* surface = new Surface(Surface::Fill::Panel, this);
  auto* side = new QHBoxLayout(surface);
  m_page = new QWidget(surface);
  m_column = new QVBoxLayout(m_page);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  side->addWidget(m_page, 1);
  side->addStretch(0);
  m_none = new Label(Label::Role::Dense, Tone::Tertiary, tr("No setting matches. Esc clears the search."), m_page);
  m_none->hide();
  m_column->addWidget(m_none);
  makeGeneral();
  makeAppearance();
  makeStarts();
  makeLimits();
  makeRuntimes();
  makeEngine();
  makeRecording();
  makeConnections();
  m_column->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setObjectName(u"settings_scroll"_s);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(surface);
  column->addWidget(scroll, 1);
  followTheme(surface, [this, side] {
    const Theme& theme = Theme::current();
    side->setContentsMargins(theme.px(16), 0, theme.px(24), theme.px(24));
    m_page->setMaximumWidth(theme.px(kPageWidth));
    m_none->setContentsMargins(0, theme.px(20), 0, 0);
  });
}

void SettingsView::addSection(const QString& title, const QString& caption) {
  auto* box = new QWidget(m_page);
  auto* row = new QHBoxLayout(box);
  row->addWidget(new Label(Label::Role::DenseStrong, title, box));
  row->addWidget(new Label(Label::Role::Caption, Tone::Tertiary, caption, box), 1);
  followTheme(box, [row] {
    const Theme& theme = Theme::current();
    row->setContentsMargins(0, theme.px(24), 0, theme.px(6));
    row->setSpacing(theme.px(8));
  });
  m_column->addWidget(box);
  m_sections.append(Section{box, {}});
}

SettingRow* SettingsView::addRow(const QString& label, const QString& text, QWidget* field, const QString& standard) {
  auto* row = new SettingRow(label, text, field, standard.isEmpty() ? QString() : tr("Default: %1").arg(standard), m_page);
  m_column->addWidget(row);
  m_sections.last().rows.append(row);
  return row;
}

void SettingsView::addNumber(const QString& name, const QString& label, const QString& text, const QString& unit, int top, const Member& member, bool counts) {
  auto* field = new NumberField(label, unit, m_page);
  field->setObjectName(u"settings_"_s + name);
  field->setRange(0, top);
  field->setGrouped(counts);
  EngineSettings standard;
  const QString shown = counts ? format::count(member(standard)) : QString::number(member(standard));
  SettingRow* row = addRow(label, text, field, unit.isEmpty() ? shown : QString(shown + u' ' + unit));
  m_numbers.append({field, member});
  connect(field, &NumberField::valueChanged, this, [this, row, member, field] {
    onEdited(row, [&](EngineSettings& s) { member(s) = field->intValue(); });
  });
}

void SettingsView::makeAppearance() {
  addSection(tr("Appearance"));
  m_theme = new SegmentedControl(tr("Theme"), m_page);
  m_theme->setObjectName(u"settings_theme"_s);
  for (const QString& word : {tr("System"), tr("Dark"), tr("Light")}) m_theme->addSegment(word);
  addRow(tr("Theme"), tr("System follows the desktop."), m_theme, tr("System"));
  m_language = new ComboField(tr("Language"), m_page);
  m_language->setObjectName(u"settings_language"_s);
  // Each language is named in itself: whoever is in the wrong one finds the way back.
  m_language->addItem(tr("System"), QString());
  m_language->addItem(u"English"_s, u"en"_s);
  m_language->addItem(u"简体中文"_s, u"zh_CN"_s);
  m_language->setCurrentIndex(std::max(0, m_language->findData(chosenLanguage())));
  addRow(tr("Language"), tr("Of all texts of this window, at once."), m_language, tr("System"));
  connect(m_language, &QComboBox::activated, this, [this](int index) {
    chooseLanguage(*qApp, m_language->itemData(index).toString());
    Q_EMIT appearanceChanged();
  });
  m_scale = new SegmentedControl(tr("Scale"), m_page);
  m_scale->setObjectName(u"settings_scale"_s);
  for (const int percent : kScales) m_scale->addSegment(u"%1 %"_s.arg(percent));
  addRow(tr("Scale"), tr("Of texts, lines and controls, on top of the desktop's."), m_scale, u"100 %"_s);
  m_density = new SegmentedControl(tr("Density"), m_page);
  m_density->setObjectName(u"settings_density"_s);
  for (const QString& word : {tr("Comfortable"), tr("Compact")}) m_density->addSegment(word);
  addRow(tr("Density"), tr("Of the rows of lists and tables."), m_density, tr("Comfortable"));
  connect(m_density, &SegmentedControl::currentChanged, this, [this](int index) {
    if (m_filling) return;
    Theme::current().setDensity(static_cast<Density>(index));
    Q_EMIT appearanceChanged();
  });
  m_motion = new Switch(tr("Reduced motion"), m_page);
  m_motion->setObjectName(u"settings_reducedMotion"_s);
  addRow(tr("Reduced motion"), tr("Nothing slides or flashes; graphs move once a second."), m_motion, tr("off"));
  connect(m_theme, &SegmentedControl::currentChanged, this, [this](int index) {
    if (m_filling) return;
    Theme::current().setScheme(static_cast<Scheme>(index));
    Q_EMIT appearanceChanged();
  });
  connect(m_scale, &SegmentedControl::currentChanged, this, [this](int index) {
    if (m_filling) return;
    Theme::current().setScale(kScales[static_cast<size_t>(index)] / 100.0);
    Q_EMIT appearanceChanged();
  });
  connect(m_motion, &QCheckBox::toggled, this, [this](bool on) {
    if (m_filling) return;
    Theme::current().setReducedMotion(on);
    Q_EMIT appearanceChanged();
  });
}

void SettingsView::showTheme() {
  m_filling = true;
  const Theme& theme = Theme::current();
  m_theme->setCurrentIndex(static_cast<int>(theme.scheme()));
  const auto at = std::min_element(kScales.begin(), kScales.end(), [&](int a, int b) { return std::abs(a - theme.scale() * 100) < std::abs(b - theme.scale() * 100); });
  m_scale->setCurrentIndex(static_cast<int>(at - kScales.begin()));
  m_motion->setChecked(theme.reducedMotion());
  m_density->setCurrentIndex(static_cast<int>(theme.density()));
  m_filling = false;
}

void SettingsView::makeStarts() {
  addSection(tr("Instances"), tr("functions may have their own"));
  addNumber(u"keepAlive"_s, tr("Keep-alive"), tr("An idle instance goes after this long."), u"s"_s, 86400, [](EngineSettings& s) -> int& { return s.keepAliveSeconds; });
  addNumber(u"freezeAfter"_s, tr("Freeze after"), tr("An idle instance gets no processor time after this long."), u"ms"_s, 600000,
            [](EngineSettings& s) -> int& { return s.freezeAfterMs; });
  m_reuse = new SegmentedControl(tr("Reuse"), m_page);
  m_reuse->setObjectName(u"settings_reuse"_s);
  m_reuse->addSegment(tr("Last used"));
  m_reuse->addSegment(tr("Longest idle"));
  SettingRow* reuse = addRow(tr("Reuse"), tr("Which idle instance takes the next event."), m_reuse, tr("Last used"));
  connect(m_reuse, &SegmentedControl::currentChanged, this, [this, reuse](int i) { onEdited(reuse, [i](EngineSettings& s) { s.reuse = kReuse.value(i); }); });
  makePolicies();
  m_prepared = new Switch(tr("Prepared starts"), m_page);
  m_prepared->setObjectName(u"settings_preparedStarts"_s);
  SettingRow* prepared = addRow(tr("Prepared starts"), tr("An interpreter stands ready, so that cold starts are short."), m_prepared, tr("on"));
  connect(m_prepared, &QCheckBox::toggled, this, [this, prepared](bool on) { onEdited(prepared, [on](EngineSettings& s) { s.preparedStarts = on; }); });
}

void SettingsView::makeLimits() {
  addSection(tr("Limits"));
  addNumber(u"accountMemory"_s, tr("Account quota"), tr("Memory of all instances that start or run. Above it: 432."), u"MB"_s, 9999999,
            [](EngineSettings& s) -> int& { return s.accountMemoryMb; });
  addNumber(u"burst"_s, tr("Burst"), tr("Instances that may start in a minute. Above it: 429."), tr("/ min"), 9999999, [](EngineSettings& s) -> int& { return s.burstPerMinute; });
  m_burstWindow = new SegmentedControl(tr("Burst window"), m_page);
  m_burstWindow->setObjectName(u"settings_burstWindow"_s);
  m_burstWindow->addSegment(tr("Whole minutes"));
  m_burstWindow->addSegment(tr("Last minute"));
  SettingRow* window = addRow(tr("Burst window"), tr("Which starts count for the burst."), m_burstWindow, tr("Whole minutes"));
  connect(m_burstWindow, &SegmentedControl::currentChanged, this, [this, window](int i) { onEdited(window, [i](EngineSettings& s) { s.burstWindow = kWindows.value(i); }); });
  addNumber(u"provisionedPerMinute"_s, tr("Provisioned starts"), tr("Of provisioned instances in a minute, apart from the burst."), tr("/ min"), 9999999,
            [](EngineSettings& s) -> int& { return s.provisionedPerMinute; });
  addNumber(u"retryInterval"_s, tr("Retry interval"), tr("Between two attempts of an async event."), u"s"_s, 86400,
            [](EngineSettings& s) -> int& { return s.retryIntervalSeconds; });
  m_hostMemory = new OptionalNumber(tr("Memory of this machine"), tr("Automatic"), u"MB"_s, 64, 9999999, 8192, m_page);
  m_hostMemory->setPartNames(u"settings_hostMemory"_s);
  SettingRow* host = addRow(tr("Memory of this machine"), tr("Idle instances go when all instances use more."), m_hostMemory, tr("70 % of the machine"));
  connect(m_hostMemory, &OptionalNumber::edited, this, [this, host] { onEdited(host, [this](EngineSettings& s) { s.hostMemoryMb = m_hostMemory->value(); }); });
}

void SettingsView::makeRuntimes() {
  addSection(tr("Runtimes"), tr("interpreters found on this machine"));
  for (const auto& [family, label] : {std::pair{u"python3"_s, u"Python 3"_s}, std::pair{u"nodejs"_s, u"Node.js"_s}, std::pair{u"php"_s, u"PHP"_s}, std::pair{u"java"_s, u"Java"_s}}) {
    auto* choice = new ComboField(label, m_page);
    choice->setObjectName(u"settings_interpreter_"_s + family);
    followTheme(choice, [choice] { choice->setMinimumWidth(Theme::current().px(kChoiceWidth)); });
    SettingRow* row = addRow(label, tr("New instances run it."), choice, tr("found by version"));
    m_families.append({choice, family});
    connect(choice, &QComboBox::activated, this, [this, row, choice, key = family] {
      onEdited(row, [&](EngineSettings& s) {
        const QString path = choice->currentData().toString();
        if (path.isEmpty()) s.interpreters.remove(key);
        else s.interpreters[key] = path;
      });
    });
  }
}

void SettingsView::makeEngine() {
  addSection(tr("Engine"));
  addNumber(u"port"_s, tr("Port"), tr("Of the API and function URLs on 127.0.0.1. Taken at the next start."), {}, 99999, [](EngineSettings& s) -> int& { return s.port; }, false);
  m_timerZone = new ComboField(tr("Time zone of timers"), m_page);
  m_timerZone->setObjectName(u"settings_timerZone"_s);
  for (const QString& zone : timerZones()) m_timerZone->addItem(u"UTC"_s + zone, zone);
  SettingRow* zone = addRow(tr("Time zone of timers"), tr("What the cron of a timer trigger means. Without daylight saving."), m_timerZone, u"UTC+08:00"_s);
  connect(m_timerZone, &QComboBox::activated, this, [this, zone](int i) { onEdited(zone, [this, i](EngineSettings& s) { s.timerZone = m_timerZone->itemData(i).toString(); }); });
  m_dataDir = new Label(Label::Role::Code, {}, m_page);
  m_dataDir->setObjectName(u"settings_dataDir"_s);
  m_isolation = new Label(Label::Role::Dense, {}, m_page);
  m_isolation->setObjectName(u"settings_isolation"_s);
  for (Label* l : {m_dataDir, m_isolation}) {
    l->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  }
  m_dataDir->setElided(Qt::ElideMiddle);
  m_isolation->setWordWrap(true);  // a sentence: nothing of it can be left out
  addRow(tr("Data folder"), tr("Functions, events, invocations and logs. Chosen with --data-dir."), m_dataDir, {});
  addRow(tr("Isolation"), tr("What keeps instances apart."), m_isolation, {});
}

void SettingsView::load(const EngineSettings& settings) {
  m_filling = true;
  EngineSettings copy = settings;
  for (const Number& n : m_numbers)
    if (n.field->intValue() != n.member(copy)) n.field->setValue(n.member(copy));
  m_reuse->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, kReuse.indexOf(settings.reuse))));
  m_burstWindow->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, kWindows.indexOf(settings.burstWindow))));
  if (m_timerZone->findData(settings.timerZone) < 0) m_timerZone->addItem(u"UTC"_s + settings.timerZone, settings.timerZone);
  m_timerZone->setCurrentIndex(m_timerZone->findData(settings.timerZone));
  showPolicies();
  m_prepared->setChecked(settings.preparedStarts);
  m_hostMemory->setValue(settings.hostMemoryMb);
  m_filling = false;
  showInterpreters();
}

void SettingsView::showInterpreters() {
  for (const auto& [choice, family] : m_families) {
    const QSignalBlocker quiet(choice);
    choice->clear();
    QString found;
    for (const InterpreterChoice& c : m_choices)
      if (c.family == family && (found.isEmpty() || c.chosen)) found = c.label;
    choice->addItem(found.isEmpty() ? tr("Found by version: none on this machine") : tr("Found by version"), QString());
    for (const InterpreterChoice& c : m_choices)
      if (c.family == family) choice->addItem(u"%1  %2"_s.arg(c.label, c.path), c.path);
    const QString own = m_wanted.interpreters.value(family);
    int at = choice->findData(own);
    if (at < 0) {
      choice->addItem(own, own);
      at = choice->count() - 1;
    }
    choice->setCurrentIndex(own.isEmpty() ? 0 : at);
  }
}

}  // namespace scfdesk
