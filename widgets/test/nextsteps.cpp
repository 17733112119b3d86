// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/nextsteps.h"
#include "models/data/load.h"
#include "widgets/controls/button.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QGridLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

NextSteps::NextSteps(QWidget* parent) : QWidget(parent) {
  setObjectName(u"test_next"_s);
  m_close = new DeskButton(u"x"_s, tr("Dismiss next steps"), {}, this);
  m_close->setObjectName(u"test_next_dismiss"_s);
  m_close->setCompact(true);
  m_load = new DeskButton(QString(), DeskButton::Kind::Flat, this);
  m_load->setObjectName(u"test_next_load"_s);
  m_load->setIconName(u"scale"_s);
  m_load->setKeyHint(u"Ctrl Shift ↵"_s);
  m_bucket = new DeskButton(QString(), DeskButton::Kind::Flat, this);
  m_bucket->setObjectName(u"test_next_bucket"_s);
  m_bucket->setIconName(u"bucket"_s);
  m_bucket->setKeyHint(u"Ctrl 5"_s);
  m_folder = new DeskButton(QString(), DeskButton::Kind::Flat, this);
  m_folder->setObjectName(u"test_next_folder"_s);
  m_folder->setIconName(u"fn"_s);
  m_folder->setKeyHint(u"Ctrl O"_s);
  auto* rows = new QGridLayout(this);
  int row = 0;
  for (DeskButton* button : {m_load, m_bucket, m_folder}) {
    button->setSpread(true);
    button->setStrong(true);
    rows->addWidget(button, row++, 0);
  }
  rows->addWidget(m_close, 0, 1);
  rows->setColumnStretch(0, 1);
  const auto rescale = [rows] {
    const Theme& theme = Theme::current();
    rows->setContentsMargins(theme.px(6), theme.px(5), theme.px(8), theme.px(4));
    rows->setSpacing(0);
  };
  rescale();
  connect(&Theme::current(), &Theme::changed, this, rescale);
  connect(m_load, &QPushButton::clicked, this, &NextSteps::loadWanted);
  connect(m_bucket, &QPushButton::clicked, this, &NextSteps::bucketWanted);
  connect(m_folder, &QPushButton::clicked, this, &NextSteps::folderWanted);
  connect(m_close, &QPushButton::clicked, this, &NextSteps::dismissed);
  retranslate();
}

QString NextSteps::loadOffer(int count, int peakPerSecond) {
  return tr("Fire %1 as a ramp, peak %2/s").arg(format::count(count)).arg(peakPerSecond);
}

QString NextSteps::bucketOffer() { return tr("Drop a file into a bucket and let COS fire it"); }
QString NextSteps::folderOffer() { return tr("Open your own function folder"); }

void NextSteps::retranslate() {
  const LoadSpec offered;
  m_load->setText(loadOffer(offered.count, int(offered.peakPerSecond)));
  m_bucket->setText(bucketOffer());
  m_folder->setText(folderOffer());
  m_close->setAccessibleName(tr("Dismiss next steps"));
  m_close->setToolTip(tr("Dismiss next steps"));
}

void NextSteps::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void NextSteps::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Colors& c = Theme::current().colors();
  painter.fillRect(rect(), c.surface.panel);
  painter.fillRect(0, 0, width(), 1, c.border.hairline);
}

}  // namespace scfdesk
