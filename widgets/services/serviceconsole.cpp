// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/serviceconsole.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/tablelook.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ServiceConsole::ServiceConsole(Backend& backend, const ServiceInfo& info, QWidget* parent) : QDialog(parent), m_backend(backend), m_service(info.name) {
  setObjectName(u"services_consoleDialog"_s);
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("%1 console").arg(info.title));
  const bool sql = info.kind == u"mysql"_s || info.kind == u"postgresql"_s;
  auto* column = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  m_field = new TextField(sql ? tr("SQL statement") : tr("Command"), this);
  m_field->setObjectName(u"services_command"_s);
  m_field->setCode(true);
  m_field->setPlaceholderText(sql ? u"SELECT 1"_s : info.kind == u"redis"_s ? u"KEYS *"_s : u"stats"_s);
  m_field->installEventFilter(this);
  m_run = new DeskButton(tr("Run"), DeskButton::Kind::Primary, this);
  m_run->setObjectName(u"services_run"_s);
  m_run->setKeyHint(u"↵"_s);
  row->addWidget(m_field, 1);
  row->addWidget(m_run);
  m_banner = new Banner(this);
  m_table = new QTableWidget(this);
  m_table->setObjectName(u"services_answer"_s);
  m_table->setAccessibleName(tr("Answer"));
  setupTable(*m_table, 24);
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->verticalHeader()->hide();
  m_table->horizontalHeader()->setStretchLastSection(true);
  m_table->horizontalHeader()->hide();  // nothing was asked yet
  m_note = new Label(Label::Role::Code, Tone::Secondary, tr("Run a command to see its answer here."), this);
  m_note->setObjectName(u"services_note"_s);
  m_note->setElided(Qt::ElideRight);
  column->addLayout(row);
  column->addWidget(m_banner);
  column->addWidget(m_table, 1);
  column->addWidget(m_note);
  connect(m_run, &DeskButton::clicked, this, &ServiceConsole::run);
  connect(m_field, &TextField::returnPressed, this, &ServiceConsole::run);
  followTheme(this, [this, column, row] {
    const Theme& theme = Theme::current();
    column->setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12));
    column->setSpacing(theme.px(8));
    row->setSpacing(theme.px(8));
    resize(theme.px(760), theme.px(480));
  });
  m_field->setFocus();
}

void ServiceConsole::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), Theme::current().colors().surface.panel); }

bool ServiceConsole::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_field && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
      m_at = std::clamp<qsizetype>(m_at + (key == Qt::Key_Up ? -1 : 1), 0, m_history.size());
      m_field->setText(m_history.value(m_at));
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

void ServiceConsole::run() {
  const QString text = m_field->text();
  if (text.trimmed().isEmpty() || !m_run->isEnabled()) return;
  if (m_history.isEmpty() || m_history.last() != text) m_history << text;
  if (m_history.size() > kHistory) m_history.removeFirst();
  m_at = m_history.size();
  m_run->setEnabled(false);
  m_backend.local("POST", "/-/services/" + m_service.toUtf8(), serviceAction(u"command"_s, {{u"command"_s, text}}), this, [this](const Result<QByteArray>& answer) {
    m_run->setEnabled(true);
    if (!answer) {
      m_table->clear();
      m_table->setRowCount(0);
      m_table->setColumnCount(0);
      m_note->setText({});
      return m_banner->show(answer.error());
    }
    m_banner->clear();
    show(serviceTableFromJson(*answer));
    m_field->selectAll();
  });
}

void ServiceConsole::show(const ServiceTable& table) {
  m_table->clear();
  m_table->setColumnCount(int(table.columns.size()));
  m_table->setRowCount(int(table.rows.size()));
  m_table->setHorizontalHeaderLabels(table.columns);
  const QFont font = Label::fontOf(Label::Role::Code);
  for (int r = 0; r < table.rows.size(); ++r)
    for (int c = 0; c < std::min<qsizetype>(table.columns.size(), table.rows[r].size()); ++c) {
      auto* item = new QTableWidgetItem(table.rows[r][c]);
      item->setFont(font);
      item->setToolTip(table.rows[r][c].left(2000));
      m_table->setItem(r, c, item);
    }
  m_table->horizontalHeader()->setVisible(m_table->columnCount() > 0);
  m_table->resizeColumnsToContents();
  for (int c = 0; c < m_table->columnCount(); ++c) m_table->setColumnWidth(c, std::clamp(m_table->columnWidth(c) + Theme::current().px(8), Theme::current().px(96), Theme::current().px(360)));
  m_table->horizontalHeader()->setStretchLastSection(true);
  QString note = table.note;
  if (!table.columns.isEmpty()) note = table.more ? tr("%1 rows shown, %2 more. Ask for less, with LIMIT.").arg(table.rows.size()).arg(table.more) : tr("%1 rows").arg(table.rows.size());
  m_note->setText(note);
}

}  // namespace scfdesk
