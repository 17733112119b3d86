// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/replypane.h"
#include "widgets/controls/emptystate.h"
#include "widgets/test/loadtally.h"
#include "widgets/test/nextsteps.h"
#include "widgets/theme/theme.h"
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ReplyPane::ReplyPane(QWidget* parent) : QWidget(parent) {
  m_stack = new QStackedWidget(this);
  m_reply = new ReplyView(this);
  m_tally = new LoadTally(this);
  m_next = new NextSteps(this);
  m_next->hide();
  m_stack->addWidget(m_reply);
  m_stack->addWidget(m_tally);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_stack, 1);
  column->addWidget(m_next);
  connect(m_tally, &LoadTally::scalingRequested, this, &ReplyPane::scalingRequested);
  connect(m_next, &NextSteps::loadWanted, this, &ReplyPane::loadWanted);
  connect(m_next, &NextSteps::bucketWanted, this, &ReplyPane::bucketWanted);
  connect(m_next, &NextSteps::folderWanted, this, &ReplyPane::folderWanted);
  connect(m_next, &NextSteps::dismissed, this, [this] {
    offerNextSteps(false);
    Q_EMIT nextStepsDismissed();
  });
  buildEmpty();
}

void ReplyPane::buildEmpty() {
  const bool shown = m_empty && m_stack->currentWidget() == m_empty;
  if (m_empty) m_empty->deleteLater();
  m_empty = new EmptyState({}, {}, this);
  m_empty->setObjectName(u"test_empty"_s);
  m_empty->setKeys({u"Ctrl"_s, u"↵"_s}, tr("the first run is a cold start"));
  if (!m_install.isEmpty()) {
    m_empty->setStepsCaption(tr("In a terminal"));
    m_empty->addStep(u"copy"_s, m_install, {});
    connect(m_empty, &EmptyState::stepTriggered, this, [this] {
      QGuiApplication::clipboard()->setText(m_install);
      m_empty->setStepsCaption(tr("Copied, for a terminal"));
    });
    m_stack->addWidget(m_empty);
    if (shown) showEmpty(m_functionName, m_engineReady, m_first, m_takes);
    return;
  }
  m_empty->setStepsCaption(m_first ? tr("Then") : QString());
  int load = -1, bucket = -1;
  if (m_first) {
    const LoadSpec offered;
    load = m_empty->addStep(u"scale"_s, NextSteps::loadOffer(offered.count, int(offered.peakPerSecond)), u"Ctrl Shift ↵"_s);
    bucket = m_empty->addStep(u"bucket"_s, NextSteps::bucketOffer(), u"Ctrl 5"_s);
    m_empty->addStep(u"fn"_s, NextSteps::folderOffer(), u"Ctrl O"_s);
  }
  connect(m_empty, &EmptyState::stepTriggered, this, [this, load, bucket](int step) {
    if (step == load) Q_EMIT loadWanted();
    else if (step == bucket) Q_EMIT bucketWanted();
    else Q_EMIT folderWanted();
  });
  m_stack->addWidget(m_empty);
  if (shown) showEmpty(m_functionName, m_engineReady, m_first, m_takes);
}

void ReplyPane::setMissing(const QString& runtime, const QString& installCommand) {
  m_missing = runtime;
  if (std::exchange(m_install, installCommand) != installCommand) buildEmpty();
}

void ReplyPane::showEmpty(const QString& functionName, bool engineReady, bool first, Takes takes) {
  const bool steps = first && takes == Takes::Events;
  if (std::exchange(m_first, steps) != steps) buildEmpty();
  m_functionName = functionName;
  m_engineReady = engineReady;
  m_takes = takes;
  m_empty->setKeysShown(takes == Takes::Events && m_install.isEmpty());
  if (!engineReady) {
    m_empty->setHeading(tr("The engine is starting."));
    m_empty->setText(tr("Fire already: the event waits and is fired when the engine is ready."));
  } else if (functionName.isEmpty()) {
    m_empty->setHeading(tr("No function is chosen."));
    m_empty->setText(tr("Choose a function at the left, or make one with Ctrl N."));
  } else if (takes == Takes::Nothing) {
    m_empty->setHeading(tr("%1 runs in the cloud only.").arg(functionName));
    m_empty->setText(tr("It is made of a container image, which needs a container engine. Here it is kept and listed, and events to it fail."));
  } else if (takes == Takes::Requests) {
    m_empty->setHeading(tr("%1 takes HTTP requests, not events.").arg(functionName));
    m_empty->setText(tr("Add a function URL in Triggers and send requests to its address: they reach the function's own server as they are."));
  } else if (!m_install.isEmpty()) {
    m_empty->setHeading(tr("%1 has no interpreter.").arg(functionName));
    m_empty->setText(tr("%1 is not on this machine. The function is kept; events to it fail until its interpreter is there.").arg(m_missing));
  } else if (!first) {
    m_empty->setHeading(tr("Nothing was fired yet."));
    m_empty->setText(tr("The reply of %1 appears here.").arg(functionName));
  } else {
    m_empty->setHeading(tr("The engine is ready."));
    m_empty->setText(tr("%1 is loaded and its event is on the left. Fire it and the reply appears here.").arg(functionName));
  }
  m_stack->setCurrentWidget(m_empty);
}

void ReplyPane::showReply() { m_stack->setCurrentWidget(m_reply); }

void ReplyPane::showLoad(const LoadProgress& progress, TimeUs now) {
  m_tally->showProgress(progress, now);
  m_stack->setCurrentWidget(m_tally);
}

bool ReplyPane::empty() const { return m_stack->currentWidget() == m_empty; }
bool ReplyPane::showsLoad() const { return m_stack->currentWidget() == m_tally; }
void ReplyPane::offerNextSteps(bool shown) { m_next->setVisible(shown); }

void ReplyPane::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) buildEmpty();
  QWidget::changeEvent(event);
}

void ReplyPane::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), Theme::current().colors().surface.panel);
}

}  // namespace scfdesk
