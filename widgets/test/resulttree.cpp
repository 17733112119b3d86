// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/resulttree.h"
#include "models/data/jsonscanner.h"
#include "models/data/jsontext.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kShownChars = 400;  // of one value; the text beside it has all
constexpr int kOpened = 50;             // a container with more is opened by hand

/// A JSON string without its quotes and escapes.
QString plain(const QByteArray& quoted) {
  const QJsonArray one = QJsonDocument::fromJson('[' + quoted + ']').array();
  return one.isEmpty() ? QString::fromUtf8(quoted) : one.first().toString();
}
}  // namespace

void ResultTreeModel::setText(const QByteArray& json) {
  beginResetModel();
  m_text = json;
  m_nodes.assign(1, Node());
  m_cut = false;
  if (isJson(json)) {
    JsonScanner scanner(m_text);
    std::vector<int> open{0};  // the containers that are not closed, from the outside
    qsizetype keyBegin = 0, keyEnd = 0;
    JsonScanner::Token before;
    int skipped = 0;  // containers within one that stays out
    for (auto token = scanner.next(); token.kind != JsonScanner::Kind::End; before = token, token = scanner.next()) {
      using Kind = JsonScanner::Kind;
      if (token.kind == Kind::Close) {
        if (skipped > 0) {
          --skipped;
          continue;
        }
        m_nodes[size_t(open.back())].end = token.end;
        open.pop_back();
        continue;
      }
      if (token.kind == Kind::Comma) continue;
      if (token.kind == Kind::Colon) {  // what stood before it was no value: it is the name of the next one
        if (skipped == 0) {
          keyBegin = before.begin;
          keyEnd = before.end;
        }
        continue;
      }
      const bool inObject = m_nodes[size_t(open.back())].open == '{';
      const bool named = before.kind == Kind::Colon;
      if (skipped == 0 && inObject && !named) continue;  // a name
      const bool full = m_nodes.size() >= size_t(kNodes) || open.size() > size_t(kDepth) + 1;
      if (skipped > 0 || full) {
        m_cut = true;
        if (token.kind == Kind::Open) ++skipped;
        continue;
      }
      Node made;
      made.parent = open.back();
      made.row = static_cast<int>(m_nodes[size_t(made.parent)].children.size());
      if (inObject) {
        made.keyBegin = keyBegin;
        made.keyEnd = keyEnd;
      }
      made.begin = token.begin;
      made.end = token.end;
      made.open = token.kind == Kind::Open ? token.ch : char(0);
      const int id = static_cast<int>(m_nodes.size());
      m_nodes[size_t(made.parent)].children.push_back(id);
      m_nodes.push_back(std::move(made));
      if (token.kind == Kind::Open) open.push_back(id);
    }
  }
  endResetModel();
}

const ResultTreeModel::Node& ResultTreeModel::node(const QModelIndex& index) const { return m_nodes[size_t(idOf(index))]; }

QModelIndex ResultTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (m_nodes.empty() || row < 0 || column < 0 || column >= Columns) return {};
  const auto& children = node(parent).children;
  return row < static_cast<int>(children.size()) ? createIndex(row, column, quintptr(children[size_t(row)])) : QModelIndex();
}

QModelIndex ResultTreeModel::parent(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  const int above = node(index).parent;
  return above <= 0 ? QModelIndex() : createIndex(m_nodes[size_t(above)].row, 0, quintptr(above));
}

int ResultTreeModel::rowCount(const QModelIndex& parent) const {
  return m_nodes.empty() || parent.column() > 0 ? 0 : static_cast<int>(node(parent).children.size());
}

QString ResultTreeModel::textOf(const Node& one) const {
  if (one.open) {
    const auto count = static_cast<int>(one.children.size());
    return one.open == '{' ? tr("%n member(s)", nullptr, count) : tr("%n element(s)", nullptr, count);
  }
  const QByteArray value = m_text.mid(one.begin, one.end - one.begin);
  return value.startsWith('"') ? plain(value) : QString::fromUtf8(value);
}

QVariant ResultTreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Node& one = node(index);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::EditRole) return {};
  if (index.column() == Key) {
    if (one.keyEnd > one.keyBegin) return plain(m_text.mid(one.keyBegin, one.keyEnd - one.keyBegin));
    return one.parent == 0 ? QString(u"$"_s) : QString(u'[' + QString::number(one.row) + u']');
  }
  // What a copy takes is the text itself.
  if (role == Qt::EditRole) return one.open ? QString::fromUtf8(m_text.mid(one.begin, one.end - one.begin)) : textOf(one);
  const QString text = textOf(one);
  return text.size() <= kShownChars ? text : QString(text.left(kShownChars) + u'…');
}

QVariant ResultTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == Key ? tr("Name") : tr("Value");
}

ResultTree::ResultTree(QWidget* parent) : QTreeView(parent), m_model(new ResultTreeModel(this)) {
  setModel(m_model);
  setFrameShape(QFrame::NoFrame);
  setUniformRowHeights(true);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  header()->setStretchLastSection(true);
  QEvent language(QEvent::LanguageChange);
  changeEvent(&language);
  followTheme(this, [this] {
    const Theme& theme = Theme::current();
    setFont(theme.code(12));
    setIndentation(theme.px(16));
    header()->setFixedHeight(theme.px(26));
    header()->resizeSection(ResultTreeModel::Key, theme.px(200));
    QPalette p = palette();
    p.setColor(QPalette::Base, theme.colors().surface.panel);
    p.setColor(QPalette::Highlight, theme.colors().surface.selected);
    p.setColor(QPalette::HighlightedText, theme.colors().text.primary);
    setPalette(p);
  });
}

void ResultTree::setText(const QByteArray& json) {
  m_model->setText(json);
  const QModelIndex top = m_model->index(0, 0);
  setExpanded(top, true);
  for (int row = 0, rows = m_model->rowCount(top); row < rows && rows <= kOpened; ++row) {
    const QModelIndex one = m_model->index(row, 0, top);
    setExpanded(one, m_model->rowCount(one) <= kOpened);
  }
}

void ResultTree::keyPressEvent(QKeyEvent* event) {
  if (!event->matches(QKeySequence::Copy)) return QTreeView::keyPressEvent(event);
  event->accept();
  if (currentIndex().isValid()) QGuiApplication::clipboard()->setText(currentIndex().siblingAtColumn(ResultTreeModel::Value).data(Qt::EditRole).toString());
}

void ResultTree::changeEvent(QEvent* event) {
  QTreeView::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) setAccessibleName(tr("Result as a tree"));
}

}  // namespace scfdesk
