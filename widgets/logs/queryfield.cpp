// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/queryfield.h"
#include "models/functionmodel.h"
#include "models/logstore.h"
#include "widgets/theme/followtheme.h"
#include <QAbstractItemView>
#include <QAccessible>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QSet>
#include <QStringListModel>
#include <QTextCharFormat>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kTypingRestMs = 80;
constexpr int kOffers = 12;
constexpr qint64 kLinesLookedAt = 3000;  // for the instances that exist
}  // namespace

QueryField::QueryField(ModelHub& hub, QWidget* parent) : TextField({}, parent), m_hub(hub), m_offers(new QStringListModel(this)) {
  setIconName(u"search"_s);
  setCode(true);
  setClearButtonEnabled(false);
  m_completer = new QCompleter(m_offers, this);
  m_completer->setWidget(this);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_completer->setMaxVisibleItems(kOffers);
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &QueryField::take);
  m_rest.setSingleShot(true);
  m_rest.setInterval(kTypingRestMs);
  connect(&m_rest, &QTimer::timeout, this, [this] {
    if (m_parsed.error || m_parsed.query.text().simplified() == m_told) return;
    m_told = m_parsed.query.text().simplified();
    Q_EMIT queryChanged();
  });
  connect(this, &QLineEdit::textChanged, this, [this] {
    check();
    m_rest.start();
  });
  connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
  followTheme(this, [this] { dress(); });
  QEvent language(QEvent::LanguageChange);
  changeEvent(&language);
}

QString QueryField::mistakeText() const {
  if (!m_parsed.error) return {};
  const QString sentence = QCoreApplication::translate("scfdesk::LogQuery", m_parsed.error->sentence());
  return tr("Column %1: %2").arg(QString::number(m_parsed.error->at + 1), sentence.contains("%1"_L1) ? sentence.arg(m_parsed.error->what) : sentence);
}

void QueryField::check() {
  m_parsed = LogQuery::parse(text());
  setError(m_parsed.error.has_value());
  if (m_brief) setToolTip(mistakeText());
  dress();
  const QString said = mistakeText();
  if (said != accessibleDescription()) {
    setAccessibleDescription(said);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
  }
  Q_EMIT checked();
}

void QueryField::dress() {
  // The one way to give parts of a line edit a look of their own: the formats of an input method that writes nothing.
  const Colors& c = Theme::current().colors();
  QList<QInputMethodEvent::Attribute> parts;
  const auto part = [&](qsizetype at, qsizetype length, const QTextCharFormat& format) {
    parts.append({QInputMethodEvent::TextFormat, static_cast<int>(at) - cursorPosition(), static_cast<int>(length), format});
  };
  for (const LogTerm& term : m_parsed.query.terms()) {
    if (term.kind == LogTerm::Kind::Text && !term.negated) continue;
    QTextCharFormat chip;
    chip.setBackground(c.accent.wash);
    chip.setForeground(c.accent.text);
    part(term.at, term.length, chip);
  }
  if (m_parsed.error) {
    QTextCharFormat wrong;
    wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.setUnderlineColor(c.semantic.error);
    wrong.setForeground(c.semantic.error);
    part(m_parsed.error->at, m_parsed.error->length, wrong);
  }
  QInputMethodEvent event(QString(), parts);
  QLineEdit::inputMethodEvent(&event);
}

void QueryField::setQuery(const QString& text) {
  setText(text);
  m_rest.stop();
  if (m_parsed.error || m_parsed.query.text().simplified() == m_told) return;
  m_told = m_parsed.query.text().simplified();
  Q_EMIT queryChanged();
}

void QueryField::setTerm(const QString& field, const QString& term) {
  QString rest = text();
  for (size_t i = m_parsed.query.terms().size(); i-- > 0;) {
    const LogTerm& t = m_parsed.query.terms()[i];
    if (!t.negated && QStringView(rest).mid(t.at, t.length).startsWith(field)) rest.remove(t.at, t.length);
  }
  setQuery(QString(rest.simplified() + u' ' + term).trimmed());
}

QueryField::Token QueryField::token() const {
  Token t;
  const QString before = text().left(cursorPosition());
  bool quoted = false;
  for (qsizetype i = 0; i < before.size(); ++i) {
    if (before[i] == u'"') quoted = !quoted;
    if (!quoted && before[i].isSpace()) t.at = i + 1;
  }
  t.text = before.mid(t.at);
  return t;
}

QStringList QueryField::valuesOf(const QString& field, const QString& beginning) const {
  QStringList all;
  if (field == "fn"_L1) {
    for (int row = 0; row < m_hub.functions().rowCount(); ++row)
      if (const FunctionInfo* info = m_hub.functions().infoAt(row)) all << info->key.name;
    all << u"engine"_s;
  } else if (field == "ver"_L1) {
    all << versionName(0);
    for (int row = 0; row < m_hub.functions().rowCount(); ++row)
      if (const FunctionInfo* info = m_hub.functions().infoAt(row))
        for (const VersionInfo& one : info->versions) all << versionName(one.number);
  } else if (field == "level"_L1) {
    all = {u"error"_s, u"warn"_s, u"warn+"_s, u"info"_s, u"info+"_s, u"debug"_s, u"plat"_s};
  } else if (field == "status"_L1) {
    all = {u"failed"_s, u"ok"_s, u"200"_s, u"430"_s, u"432"_s, u"433"_s, u"434"_s, u"439"_s, u"4xx"_s, u"5xx"_s};
  } else if (field == "req"_L1) {
    for (const QString& id : m_hub.logs().requests().requestsLike(beginning, kOffers)) all << id.left(8);
  } else if (field == "inst"_L1) {
    const LogStore& store = m_hub.logs();
    QSet<InstanceId> seen;
    for (qint64 i = store.size() - 1; i >= std::max<qint64>(0, store.size() - kLinesLookedAt); --i)
      if (const InstanceId id = store.at(i).record.instance; id != 0 && !seen.contains(id)) {
        seen.insert(id);
        all << instanceName(id);
      }
  }
  QStringList fitting;
  for (const QString& value : all)
    if (value.startsWith(beginning, Qt::CaseInsensitive) && value.compare(beginning, Qt::CaseInsensitive) != 0 && !fitting.contains(value)) fitting << value;
  return fitting.mid(0, kOffers);
}

void QueryField::setBrief(bool brief) {
  m_brief = brief;
  QEvent language(QEvent::LanguageChange);
  changeEvent(&language);
}

QStringList QueryField::offers() const {
  QString part = token().text;
  if (part.startsWith(u'-')) part.remove(0, 1);
  const qsizetype colon = part.indexOf(u':');
  if (colon > 0 && LogQuery::fields().contains(part.left(colon))) return valuesOf(part.left(colon), part.mid(std::max(colon, part.lastIndexOf(u',')) + 1));
  QStringList words;
  for (const QString& field : LogQuery::fields()) words << field + u':';
  words << u"cold"_s << u"dur>"_s;
  QStringList fitting;
  for (const QString& word : words)
    if (word.startsWith(part, Qt::CaseInsensitive) && word != part) fitting << word;
  return fitting;
}

void QueryField::offer(bool asked) {
  const QStringList found = asked || !token().text.isEmpty() ? offers() : QStringList();
  m_offers->setStringList(found);
  if (found.isEmpty()) {
    m_completer->popup()->hide();
    return;
  }
  QRect at = cursorRect();
  at.setWidth(Theme::current().px(220));
  m_completer->complete(at);
}

void QueryField::take(const QString& offer) {
  const Token t = token();
  // What is replaced is the last value of the field, or the word.
  const qsizetype value = std::max({t.text.indexOf(u':'), t.text.lastIndexOf(u','), qsizetype(t.text.startsWith(u'-') ? 0 : -1)}) + 1;
  setSelection(static_cast<int>(t.at + value), static_cast<int>(t.text.size() - value));
  const bool whole = !offer.endsWith(u':') && !offer.endsWith(u'>');
  insert(whole ? QString(offer + u' ') : offer);
  if (!whole) QTimer::singleShot(0, this, [this] { this->offer(true); });
}

void QueryField::keyPressEvent(QKeyEvent* event) {
  const bool offering = m_completer->popup()->isVisible();
  switch (event->key()) {
    case Qt::Key_Enter:
    case Qt::Key_Return:
      if (offering) return event->ignore();
      m_rest.stop();
      if (!m_parsed.error && m_parsed.query.text().simplified() != m_told) {
        m_told = m_parsed.query.text().simplified();
        Q_EMIT queryChanged();
      }
      return;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
      if (offering) return event->ignore();
      break;
    case Qt::Key_Escape:
      if (offering) return event->ignore();
      if (text().isEmpty()) Q_EMIT left();
      else clear();
      return;
    case Qt::Key_Down:
      if (offering) return event->ignore();
      Q_EMIT left();
      return;
    case Qt::Key_Space:
      if (event->modifiers() & Qt::ControlModifier) return offer(true);
      break;
    default: break;
  }
  TextField::keyPressEvent(event);
}

void QueryField::focusOutEvent(QFocusEvent* event) {
  TextField::focusOutEvent(event);
  dress();
}

void QueryField::changeEvent(QEvent* event) {
  TextField::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  setAccessibleName(m_brief ? tr("Filter the log") : tr("Log query"));
  setPlaceholderText(m_brief ? tr("Filter") : tr("Find in all lines: text, /regex/, fn: ver: req: inst: level: status: cold dur>500ms"));
  if (m_parsed.error) setAccessibleDescription(mistakeText());
}

}  // namespace scfdesk
