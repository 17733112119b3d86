// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/connectionswitch.h"
#include "widgets/connections/connectionsdialog.h"
#include "widgets/functions/askdialog.h"
#include "widgets/shell/mainwindow.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

ConnectionSwitch::ConnectionSwitch(const QString& dataDir, Backend& embedded, ModelHub& hub, std::unique_ptr<Keyring> keyring)
    : m_keyring(keyring ? std::move(keyring) : std::make_unique<DesktopKeyring>()), m_hub(hub), m_book(std::make_unique<ConnectionBook>(dataDir, *m_keyring, embedded)) {
  m_book->attach(m_hub);
  // Later: what asks for it, a menu or a dialog of the window, goes with the window.
  connect(m_book.get(), &ConnectionBook::switchRequested, this, &ConnectionSwitch::switchTo, Qt::QueuedConnection);
}
ConnectionSwitch::~ConnectionSwitch() = default;

void ConnectionSwitch::setWindow(MainWindow* window) { m_window = window; }

void ConnectionSwitch::switchTo(const QString& id) {
  if (id == m_book->current().id) return;
  if (!m_window) return open(id);
  // Later: this ends the window whose settling it is.
  m_window->settle([this, id] { QMetaObject::invokeMethod(this, [this, id] { open(id); }, Qt::QueuedConnection); });
}

void ConnectionSwitch::open(const QString& id) {
  if (id == embeddedConnection().id) return turn(embeddedConnection(), nullptr);
  m_book->openBackend(id, this, [this, id](const Result<std::shared_ptr<CloudBackend>>& backend) {
    if (backend) return turn(*m_book->profile(id), *backend);
    if (!m_window) return;
    auto* dialog = new ConnectionsDialog(*m_book, id, m_window);
    dialog->show();
    dialog->say(backend.error());
  });
}

void ConnectionSwitch::turn(const ConnectionProfile& profile, std::shared_ptr<CloudBackend> backend) {
  const auto oldBackend = std::exchange(m_remote, std::move(backend));
  const auto oldHub = std::exchange(m_remoteHub, nullptr);  // ends after the window over it
  if (m_remote) {
    m_remoteHub = std::make_unique<ModelHub>(*m_remote);
    m_book->attach(*m_remoteHub);
    m_remote->setConsent([this](const ConsentQuestion& question, const std::function<void(bool)>& answer) { ask(question, answer); });
  }
  m_book->setCurrent(profile, m_remote.get());
  Q_EMIT windowWanted(m_remote ? m_remoteHub.get() : &m_hub);
  if (m_remote) m_remote->start();
}

void ConnectionSwitch::ask(const ConsentQuestion& question, const std::function<void(bool)>& answer) {
  if (!m_window) return answer(false);
  const QString place = question.region.isEmpty() ? question.connection : tr("%1, region %2").arg(question.connection, question.region);
  const bool fire = question.kind == ConsentQuestion::Kind::FirstFire;
  const QString heading = fire ? tr("Fire in the cloud?") : tr("%1 at %2?").arg(QString::fromLatin1(question.action), question.connection);
  const QString loss = fire ? tr("%1 runs at %2, with the account %3: it costs what it costs there, and changes what it changes there. You are asked once in this run.").arg(question.function, place, question.account)
                            : tr("It takes away %1 at %2, with the account %3. It cannot be brought back from here.").arg(question.function, place, question.account);
  auto* dialog = new AskDialog(heading, loss, fire ? tr("Fire") : tr("Take away"), tr("Cancel"), m_window);
  dialog->setObjectName(u"consent"_s);
  auto open = std::make_shared<bool>(true);
  const auto once = [open, answer](bool yes) {
    if (std::exchange(*open, false)) answer(yes);
  };
  connect(dialog, &AskDialog::confirmed, this, [once] { once(true); });
  connect(dialog, &QDialog::finished, this, [once] { once(false); });
  dialog->show();
}

}  // namespace scfdesk
