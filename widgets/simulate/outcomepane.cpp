// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/outcomepane.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/followtheme.h"
#include <QPainter>
#include <QVBoxLayout>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kHead = 28, kRow = 26;  // token pixels
constexpr size_t kAloneShown = 3;

QString wholeText(double value) { return format::count(std::llround(value)); }
QString percentText(double share) { return QString(QString::number(share * 100, 'f', 1) + u" %"); }
QString gbText(double value) { return QString(QString::number(value, 'f', 1) + u" GB-s"); }
/// A figure at the right edge; its unit stands back.
void drawFigure(QPainter& painter, const QRect& cell, const QString& text) {
  const qsizetype space = text.lastIndexOf(u' ');
  const QString unit = space < 0 ? QString() : text.mid(space);
  const int width = painter.fontMetrics().horizontalAdvance(unit);
  painter.drawText(cell.adjusted(0, 0, -width, 0), Qt::AlignRight | Qt::AlignVCenter, text.left(space < 0 ? text.size() : space));
  painter.setPen(Theme::current().colors().text.tertiary);
  painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, unit);
}
QString costText(double value) { return QString(QString::number(value, 'f', value < 0.1 ? 5 : 2) + u' ' + SimOutcomeTable::tr("CNY")); }

}  // namespace

SimOutcomeTable::SimOutcomeTable(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_outcome"_s);
  setAccessibleName(tr("Outcome"));
  followTheme(this);
  setOutcomes(nullptr, nullptr, nullptr);
}

QSize SimOutcomeTable::sizeHint() const { return {Theme::current().px(420), Theme::current().px(kHead + kRow * 7)}; }

void SimOutcomeTable::add(const QString& name, double a, double b, const std::optional<double>& measured, QString (*text)(double), bool plain) {
  QString last;
  int tone = 0;
  if (m_measured || m_third) {
    last = measured ? text(*measured) : format::none();
    // What reads the same is the same.
    if (m_third && measured && !plain && last != text(a)) tone = *measured < a ? -1 : 1;
  } else if (const auto change = changePercent(a, b); change && *change != 0) {
    last = QString((*change < 0 ? u"▼ "_s : u"▲ "_s) + QString::number(std::abs(*change)) + u" %");
    tone = plain ? 0 : *change < 0 ? -1 : 1;
  } else if (a != b && !change) {
    last = u"▲"_s;
    tone = plain ? 0 : 1;
  } else {
    last = u"="_s;
  }
  m_rows << QStringList{name, text(a), text(b), last};
  m_tones << tone;
}

void SimOutcomeTable::setOutcomes(const SimOutcome* a, const SimOutcome* b, const SimOutcome* measured, const SimOutcome* c, const QString& tariffDate) {
  m_rows.clear();
  m_tones.clear();
  m_measured = measured != nullptr;
  m_third = !m_measured && c;
  if (a && b) {
    const SimOutcome* last = measured ? measured : c;
    const auto of = [&](double SimOutcome::*member) { return last ? std::optional(last->*member) : std::nullopt; };
    const auto predicted = [&](double SimOutcome::*member) { return m_third ? of(member) : std::nullopt; };
    add(tr("Latency p99"), a->p99, b->p99, of(&SimOutcome::p99), latencyText);
    add(tr("Latency p50"), a->p50, b->p50, of(&SimOutcome::p50), latencyText);
    add(tr("Throttled"), a->throttled, b->throttled, of(&SimOutcome::throttled), wholeText);
    add(tr("Cold starts"), a->coldShare, b->coldShare, of(&SimOutcome::coldShare), percentText);
    add(tr("Peak instances"), a->peak, b->peak, of(&SimOutcome::peak), wholeText, true);
    add(tr("Idle memory"), a->idleGbSeconds, b->idleGbSeconds, predicted(&SimOutcome::idleGbSeconds), gbText);
    add(tr("Cost"), a->cost, b->cost, predicted(&SimOutcome::cost), costText);
  }
  QStringList said;
  for (const QStringList& row : m_rows) said << row.join(u' ');
  setAccessibleDescription(said.join(u"; "_s));
  setToolTip(m_rows.isEmpty() ? QString() : tr("Latency is accepted to replied, in s of the simulation. Cost is by the tariff of %1, without free amounts: runs, calls and idle provisioned instances.").arg(tariffDate));
  update();
}

void SimOutcomeTable::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  painter.fillRect(rect(), c.surface.panel);
  const int pad = t.px(14), w = width() - 2 * pad;
  // The change is short; a third column of figures is as wide as the others.
  const int last = m_third || m_measured ? t.px(98) : t.px(84), name = m_third || m_measured ? w - 3 * last : (w - last) / 3, column = m_third || m_measured ? last : (w - last) / 3;
  const auto cell = [&](int i, int y, int h) {
    if (i == 0) return QRect(pad, y, name, h);
    return i == 3 ? QRect(pad + w - last, y, last, h) : QRect(pad + name + column * (i - 1), y, column, h);
  };
  const QStringList head{tr("Outcome"), tr("A current"), tr("B what if"), m_measured ? tr("Measured") : m_third ? tr("C what if") : tr("Change")};
  painter.setFont(t.ui(12));
  painter.setPen(c.text.secondary);
  for (int i = 0; i < 4; ++i) painter.drawText(cell(i, 0, t.px(kHead)), (i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, head[i]);
  const int row = std::max(t.px(22), (height() - t.px(kHead)) / std::max(7, int(m_rows.size())));
  for (int r = 0; r < m_rows.size(); ++r) {
    const int y = t.px(kHead) + r * row;
    painter.fillRect(QRect(0, y, width(), 1), c.border.hairline);
    for (int i = 0; i < 4; ++i) {
      painter.setFont(i == 0 ? t.ui(12) : t.code(12, i == 2 ? QFont::Medium : QFont::Normal));
      QColor color = i == 2 || i == 0 ? c.text.primary : c.text.secondary;
      if (i == 3 && !m_measured) color = m_tones[r] < 0 ? c.semantic.success : m_tones[r] > 0 ? c.semantic.warning : c.text.tertiary;
      if (i == 3 && m_measured) color = c.text.primary;
      painter.setPen(color);
      QRect room = cell(i, y, row);
      QString text = m_rows[r][i];
      // The unit is quieter than its number.
      if (const qsizetype unit = text.lastIndexOf(u' '); i > 0 && unit > 0 && !text.startsWith(u'▼') && !text.startsWith(u'▲')) {
        painter.setPen(c.text.tertiary);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, text.mid(unit));
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(text.mid(unit)));
        text.truncate(unit);
        painter.setPen(color);
      }
      painter.drawText(room, (i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, text);
    }
  }
  if (!m_rows.isEmpty()) return;
  painter.setPen(c.text.tertiary);
  painter.drawText(rect().adjusted(pad, t.px(kHead), -pad, 0), Qt::AlignLeft | Qt::AlignTop, tr("Nothing simulated yet"));
}

/// Each change alone: what would be throttled, as a bar, and p99.
class SimVerdictPane::Bars final : public QWidget {
 public:
  Bars() {
    setObjectName(u"simulate_alone"_s);
    setAccessibleName(SimVerdictPane::tr("Each change alone"));
    followTheme(this);
  }
  std::vector<Alone> changes;
  [[nodiscard]] QSize sizeHint() const override { return {Theme::current().px(320), Theme::current().px(22 * 4)}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override {
    if (changes.empty()) return;
    QPainter painter(this);
    const Theme& t = Theme::current();
    const Colors& c = t.colors();
    const int row = t.px(22), name = std::min(t.px(150), width() / 3), latency = t.px(90), number = t.px(52);
    const int bar = width() - name - latency - number;
    painter.setFont(t.ui(12));
    painter.setPen(c.text.secondary);
    painter.drawText(QRect(0, 0, name, row), Qt::AlignVCenter, SimVerdictPane::tr("Each change alone"));
    painter.drawText(QRect(name, 0, bar, row), Qt::AlignVCenter, SimVerdictPane::tr("Throttled"));
    painter.drawText(QRect(width() - latency, 0, latency, row), Qt::AlignRight | Qt::AlignVCenter, u"p99"_s);
    double most = 1;
    for (const Alone& one : changes)
      if (one.outcome) most = std::max(most, one.outcome->throttled);
    for (size_t i = 0; i < std::min(changes.size(), kAloneShown); ++i) {
      const int y = row * (static_cast<int>(i) + 1);
      painter.setFont(t.ui(12));
      painter.setPen(c.text.secondary);
      painter.drawText(QRect(0, y, name - t.px(6), row), Qt::AlignVCenter, painter.fontMetrics().elidedText(changes[i].name, Qt::ElideRight, name - t.px(6)));
      const QRectF track(name, y + row / 2.0 - t.px(4), bar, t.px(8));
      painter.fillRect(track, c.surface.track);
      painter.setFont(t.code(12));
      painter.setPen(c.text.primary);
      if (!changes[i].outcome) {
        painter.drawText(QRect(width() - latency, y, latency, row), Qt::AlignRight | Qt::AlignVCenter, format::none());
        continue;
      }
      const SimOutcome& o = *changes[i].outcome;
      painter.fillRect(QRectF(track.left(), track.top(), track.width() * o.throttled / most, track.height()), c.chart.simA);
      painter.drawText(QRect(name + bar + t.px(8), y, number, row), Qt::AlignVCenter, wholeText(o.throttled));
      drawFigure(painter, QRect(width() - latency, y, latency, row), latencyText(o.p99));
    }
  }
};

SimVerdictPane::SimVerdictPane(QWidget* parent) : QWidget(parent) {
  const Theme& t = Theme::current();
  m_caption = new Label(Label::Role::Dense, Tone::Secondary, tr("Verdict"));
  m_headline = new Label(Label::Role::Heading);
  m_headline->setObjectName(u"simulate_verdict"_s);
  m_headline->setWordWrap(true);
  m_price = new Label(Label::Role::Body, Tone::Secondary, {});
  m_price->setObjectName(u"simulate_price"_s);
  m_price->setWordWrap(true);
  m_bars = new Bars;
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(t.px(16), t.px(10), t.px(16), t.px(10));
  column->setSpacing(t.px(6));
  for (QWidget* w : {static_cast<QWidget*>(m_caption), static_cast<QWidget*>(m_headline), static_cast<QWidget*>(m_price)}) column->addWidget(w);
  column->addStretch(1);
  column->addWidget(m_bars);
}

QString SimVerdictPane::headline() const { return m_headline->text(); }

void SimVerdictPane::setVerdict(const QString& headline, const QString& price) {
  m_headline->setText(headline);
  m_price->setText(price);
  m_price->setVisible(!price.isEmpty());
}

void SimVerdictPane::setAlone(const std::vector<Alone>& changes) {
  m_bars->changes = changes;
  QStringList said;
  for (const Alone& one : changes)
    if (one.outcome) said << tr("%1: %2 throttled, p99 %3").arg(one.name, wholeText(one.outcome->throttled), latencyText(one.outcome->p99));
  m_bars->setAccessibleDescription(said.join(u"; "_s));
  m_bars->update();
}

}  // namespace scfdesk
