// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/comparepane.h"
#include "models/data/jsontext.h"
#include "models/data/resultdiff.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/test/codeview.h"
#include "widgets/test/replytext.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kShownBytes = 256 * 1024;
constexpr int kAbovePx = 6;  // between the tabs and the first line
}

ComparePane::ComparePane(QWidget* parent) : QWidget(parent) {
  auto* split = new HairlineSplitter(Qt::Vertical, this);
  m_figures = new RowTable({}, split);
  m_figures->setObjectName(u"compare_figures"_s);
  auto* lower = new QWidget(split);
  auto* column = new QVBoxLayout(lower);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_tabs = new TabStrip({}, lower);
  m_tabs->setObjectName(u"compare_tabs"_s);
  auto* row = new QHBoxLayout(m_tabs);  // over the strip, whose line goes from edge to edge
  m_said = new Label(Label::Role::Dense, Tone::Tertiary, {}, m_tabs);
  m_said->setObjectName(u"compare_said"_s);
  row->addStretch(1);
  row->addWidget(m_said);
  column->addWidget(m_tabs);
  column->addSpacing(Theme::current().px(kAbovePx));
  auto* texts = new HairlineSplitter(Qt::Horizontal, lower);
  for (int side = 0; side < 2; ++side) {
    m_views[side] = new CodeView(CodeView::Surface::Panel, texts);
    m_views[side]->setObjectName(side == 0 ? u"compare_first"_s : u"compare_second"_s);
    m_views[side]->setReadOnly(true);
    texts->addWidget(m_views[side]);
  }
  column->addWidget(texts, 1);
  split->addWidget(m_figures);
  split->addWidget(lower);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 1);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(split);
  connect(m_tabs, &QTabBar::currentChanged, this, &ComparePane::showText);
  retranslate();
  followTheme(this, [row] { row->setContentsMargins(0, 0, Theme::current().px(16), 0); });
}

void ComparePane::retranslate() {
  m_figures->setAccessibleName(tr("Figures of both invocations"));
  m_tabs->setAccessibleName(tr("Texts of both invocations"));
  m_views[0]->setAccessibleName(tr("Text of the first invocation"));
  m_views[1]->setAccessibleName(tr("Text of the second invocation"));
}

void ComparePane::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ComparePane::setTabTitle(int tab, const QString& title) { m_tabs->setTabText(tab, title); }
void ComparePane::addTab(const QString& title) { m_tabs->addTab(title); }
void ComparePane::setCurrentTab(int tab) { m_tabs->setCurrentIndex(tab); }

void ComparePane::setTexts(const QList<Texts>& texts) {
  m_texts = texts;
  showText(m_tabs->currentIndex());
}

void ComparePane::showText(int tab) {
  const Texts shown = m_texts.value(tab);
  for (int side = 0; side < 2; ++side) {
    const QByteArray& text = side == 0 ? shown.first : shown.second;
    const auto laidOut = shown.json && text.size() <= kShownBytes ? formatJson(text) : std::nullopt;
    m_views[side]->setLanguage(laidOut ? CodeView::Language::Json : CodeView::Language::Plain);
    m_views[side]->setBytes(ReplyText::fit(laidOut ? *laidOut : text, kShownBytes).text);
  }
  m_said->setText(shown.said);
}

QString ComparePane::saidOf(qsizetype places) {
  return places == 0 ? tr("the same") : places == 1 ? tr("differs in 1 place") : tr("differs in %1 places").arg(format::count(qint64(places)));
}

QString ComparePane::saidOf(const QByteArray& first, const QByteArray& second, const QStringList& muted) {
  return first == second ? tr("the same") : saidOf(qsizetype(diffJson(first, second, muted).changes.size()));
}

}  // namespace scfdesk
