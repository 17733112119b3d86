// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/absentview.h"
#include "models/connections.h"
#include "widgets/controls/emptystate.h"
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

AbsentView::AbsentView(ModelHub& hub, const QString& what, const QString& instead, QWidget* parent) : QWidget(parent) {
  Connections* connections = Connections::of(hub);
  const QString place = connections ? connections->current().name : tr("This connection");
  auto* column = new QVBoxLayout(this);
  // An engine knows them, but they come over no connection: its own window and command line show them.
  const bool engine = connections && connections->current().kind == ConnectionKind::Engine;
  const QString why = engine ? tr("%1: a connection does not carry them. The window of that engine shows them, and scfdesk status --connection %2 lists its instances. %3").arg(what, place, instead)
                             : tr("%1: its API does not tell. %2").arg(what, instead);
  auto* state = new EmptyState(tr("Not shown from %1").arg(place), why.trimmed(), this);
  state->setObjectName(u"absent_state"_s);
  state->addStep(u"jump"_s, tr("Switch to the embedded engine"), {});
  column->addWidget(state);
  connect(state, &EmptyState::stepTriggered, this, [connections] {
    if (connections) connections->switchTo(embeddedConnection().id);
  });
}

}  // namespace scfdesk
