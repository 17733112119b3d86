// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/replytext.h"
#include "models/data/jsontext.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/test/codeview.h"
#include "widgets/test/diffview.h"
#include "widgets/test/resultbytes.h"
#include "widgets/test/resulttree.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPainter>
#include <QSaveFile>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

enum Tab : uint8_t { TreeTab = 3, BytesTab, TabCount };
constexpr qsizetype kWholeBytes = 16 * 1024 * 1024;

/// Start of the UTF-8 character that `at` lies in.
qsizetype characterStart(const QByteArray& text, qsizetype at) {
  while (at > 0 && (uchar(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

bool hasLongLine(const QByteArray& text) {
  for (qsizetype from = 0; from < text.size();) {
    qsizetype end = text.indexOf('\n', from);
    if (end < 0) end = text.size();
    if (end - from > ReplyText::kLineBytes) return true;
    from = end + 1;
  }
  return false;
}

}  // namespace

ReplyText::Shown ReplyText::fit(const QByteArray& text, qsizetype limit) {
  Shown shown;
  QByteArray part = text;
  if (part.size() > limit) {
    shown.cut = true;
    const qsizetype line = part.lastIndexOf('\n', limit - 1);
    part.truncate(line > 0 ? line + 1 : characterStart(part, limit));
  }
  if (!hasLongLine(part)) {
    shown.text = part;
    return shown;
  }
  shown.cut = true;
  for (qsizetype from = 0; from < part.size();) {
    qsizetype end = part.indexOf('\n', from);
    if (end < 0) end = part.size();
    if (end - from > kLineBytes) shown.text += part.sliced(from, characterStart(part, from + kLineBytes) - from) + "…";
    else shown.text += part.sliced(from, end - from);
    if (end < part.size()) shown.text += '\n';
    from = end + 1;
  }
  return shown;
}

void ReplyText::setCorner(QWidget* corner) { m_tabs->setCorner(corner); }

ReplyText::ReplyText(QWidget* parent) : QWidget(parent) {
  m_tabs = new TabStrip(tr("Parts of the reply"), this);
  m_tabs->setObjectName(u"test_reply_tabs"_s);
  for (int i = 0; i < TabCount; ++i) m_tabs->addTab({});
  m_result = new CodeView(CodeView::Surface::Panel, this);
  m_result->setObjectName(u"test_result"_s);
  m_log = new CodeView(CodeView::Surface::Panel, this);
  m_log->setObjectName(u"test_log_tail"_s);
  m_log->setLanguage(CodeView::Language::Plain);
  for (CodeView* view : {m_result, m_log}) view->setReadOnly(true);
  m_stack = new QStackedWidget(this);
  m_stack->addWidget(m_result);
  m_stack->addWidget(m_log);
  m_diff = new DiffView(this);
  m_stack->addWidget(m_diff);
  m_tree = new ResultTree(this);
  m_tree->setObjectName(u"test_tree"_s);
  m_stack->addWidget(m_tree);
  m_binary = new ResultBytes(this);
  m_binary->setObjectName(u"test_bytes"_s);
  m_stack->addWidget(m_binary);
  m_tabs->setTabVisible(BytesTab, false);
  connect(m_diff, &DiffView::changed, this, [this] {
    m_tabs->setCount(2, m_diff->comparable() ? static_cast<int>(m_diff->diff().changes.size()) : -1);
  });
  m_cutRow = new QWidget(this);
  m_cutText = new Label(Label::Role::Dense, Tone::Secondary, {}, m_cutRow);
  m_cutText->setElided(Qt::ElideRight);
  m_open = new DeskButton(QString(), DeskButton::Kind::Default, m_cutRow);
  m_open->setObjectName(u"test_open_full"_s);
  m_open->setCompact(true);
  auto* cutLine = new QHBoxLayout(m_cutRow);
  cutLine->addWidget(m_cutText, 1);
  cutLine->addWidget(m_open);
  m_cutRow->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_tabs);
  column->addSpacing(Theme::current().px(6));
  column->addWidget(m_stack, 1);
  column->addWidget(m_cutRow);
  connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
    m_stack->setCurrentIndex(index);
    fillShown();
    showCut();
  });
  connect(m_open, &QPushButton::clicked, this, &ReplyText::openFull);
  const auto rescale = [cutLine] {
    const Theme& theme = Theme::current();
    cutLine->setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4));
  };
  rescale();
  connect(&Theme::current(), &Theme::changed, this, rescale);
  retranslate();
}

void ReplyText::retranslate() {
  m_tabs->setAccessibleName(tr("Parts of the reply"));
  m_tabs->setTabText(0, tr("Result"));
  m_tabs->setTabText(1, tr("Log tail"));
  m_tabs->setTabText(2, tr("Diff with previous"));
  m_tabs->setTabText(TreeTab, tr("Tree"));
  m_tabs->setTabText(BytesTab, tr("Bytes"));
  m_result->setAccessibleName(tr("Result"));
  m_log->setAccessibleName(tr("Log tail"));
  showCut();
}

void ReplyText::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ReplyText::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), Theme::current().colors().surface.panel);
}

void ReplyText::setReply(const QByteArray& result, const QByteArray& log, bool logCut) {
  m_resultBytes = result.size();
  m_whole = formatJson(result).value_or(result);
  const Shown shown = fit(m_whole, kShownBytes);
  m_cut = shown.cut;
  if (!m_cut) m_whole.clear();
  m_result->setBytes(shown.text);
  const Shown lines = fit(log, kShownBytes);
  m_log->setBytes(lines.text);
  const QByteArray trimmed = log.trimmed();
  m_tabs->setCount(1, trimmed.isEmpty() ? 0 : int(trimmed.count('\n')) + 1);
  m_treeText = result.size() <= kShownBytes ? result : QByteArray();
  m_bytes = ResultBytes::of(result);
  if (m_bytes.isEmpty() && m_tabs->currentIndex() == BytesTab) m_tabs->setCurrentIndex(0);
  m_tabs->setTabVisible(BytesTab, !m_bytes.isEmpty());
  m_tabs->setTabEnabled(TreeTab, !m_treeText.isEmpty());
  fillShown();
  m_log->setAccessibleDescription(logCut ? tr("The log was longer; its first part is kept") : QString());
  showCut();
}

/// Trees and pictures are made when they are looked at.
void ReplyText::fillShown() {
  if (m_tabs->currentIndex() == TreeTab) m_tree->setText(m_treeText);
  if (m_tabs->currentIndex() == BytesTab) m_binary->setBytes(m_bytes);
}

void ReplyText::clear() {
  m_treeText.clear();
  m_bytes.clear();
  fillShown();
  m_whole.clear();
  m_cut = false;
  m_result->setBytes({});
  m_log->setBytes({});
  m_tabs->setCount(1, -1);
  m_diff->setResults(std::nullopt, 0, {});
  showCut();
}

void ReplyText::showLog() { m_tabs->setCurrentIndex(1); }
void ReplyText::showResult() {
  if (m_tabs->currentIndex() < 2) m_tabs->setCurrentIndex(0);  // who compares or looks at the tree goes on with it
}
void ReplyText::showDiff() { m_tabs->setCurrentIndex(2); }

void ReplyText::showCut() {
  m_cutRow->setVisible(m_cut && m_tabs->currentIndex() == 0);
  const QString size = format::bytes(m_resultBytes).text();
  m_cutText->setText(tr("The first 1 MB is shown."));
  m_open->setText(tr("Open full result (%1)").arg(size));
}

void ReplyText::openFull() {
  // A single line of megabytes stops any editor: such a result goes to a file.
  if (!hasLongLine(m_whole) && m_whole.size() <= kWholeBytes) {
    m_result->setBytes(m_whole);
    m_cut = false;
    m_whole.clear();
    showCut();
    return;
  }
  auto* dialog = new QFileDialog(this, tr("Save full result"), {}, tr("JSON (*.json)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->selectFile(u"result.json"_s);
  connect(dialog, &QFileDialog::fileSelected, this, [this, whole = m_whole](const QString& path) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(whole) == whole.size() && file.commit()) return;
    m_cutText->setText(tr("%1 cannot be written: %2. Choose another place.").arg(path, file.errorString()));
  });
  dialog->open();
}

}  // namespace scfdesk
