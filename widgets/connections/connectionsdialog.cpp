// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionsdialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
const QString kCloudEndpoint = u"https://scf.tencentcloudapi.com"_s;
}

ConnectionsDialog::ConnectionsDialog(Connections& connections, const QString& id, QWidget* parent)
    : DialogFrame(tr("Connections"), parent), m_connections(connections) {
  setObjectName(u"connections"_s);
  build();
  load(id);
  fillChoice();
  connect(&connections, &Connections::changed, this, &ConnectionsDialog::fillChoice);
}

void ConnectionsDialog::build() {
  m_choice = new ComboField(tr("Connection"), this);
  m_choice->setObjectName(u"connections_choice"_s);
  m_kind = new SegmentedControl(tr("Leads to"), this);
  m_kind->setObjectName(u"connections_kind"_s);
  m_kind->addSegment(tr("Tencent Cloud"));
  m_kind->addSegment(tr("Engine on another machine"));
  const auto row = [this](const QString& label, TextField*& field, const char* name) {
    field = new TextField(label, this);
    field->setObjectName(QLatin1String(name));
    auto* line = new FieldRow(label, field, this);
    line->setStretch(true);
    connect(field, &QLineEdit::textEdited, this, [this] { showState(); });
    return line;
  };
  auto* choice = new FieldRow(tr("Connection"), m_choice, this);
  choice->setStretch(true);
  content()->addWidget(choice);
  content()->addWidget(new FieldRow(tr("Leads to"), m_kind, this));
  content()->addWidget(row(tr("Name"), m_name, "connections_name"));
  content()->addWidget(row(tr("Endpoint"), m_endpoint, "connections_endpoint"));
  content()->addWidget(m_regionRow = row(tr("Region"), m_region, "connections_region"));
  content()->addWidget(row(tr("Namespace"), m_namespace, "connections_namespace"));
  content()->addWidget(row(tr("SecretId"), m_secretId, "connections_secretId"));
  content()->addWidget(m_keyRow = row(tr("SecretKey"), m_secretKey, "connections_secretKey"));
  content()->addWidget(m_tokenRow = row(tr("Token"), m_token, "connections_token"));
  for (TextField* field : {m_endpoint, m_region, m_namespace, m_secretId, m_secretKey, m_token}) field->setCode(true);
  m_secretKey->setEchoMode(QLineEdit::Password);
  m_token->setEchoMode(QLineEdit::Password);
  m_token->setPlaceholderText(tr("only with temporary keys"));
  m_state = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_state->setObjectName(u"connections_state"_s);
  m_state->setWordWrap(true);
  m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  content()->addWidget(m_state);
  const auto button = [this](const QString& text, const char* name, DeskButton::Kind kind) {
    auto* one = new DeskButton(text, kind, this);
    one->setObjectName(QLatin1String(name));
    one->setAccessibleName(text);
    one->setAutoDefault(false);
    addButton(one);
    return one;
  };
  m_remove = button(tr("Remove"), "connections_remove", DeskButton::Kind::Danger);
  m_test = button(tr("Test"), "connections_test", DeskButton::Kind::Default);
  m_save = button(tr("Save"), "connections_save", DeskButton::Kind::Default);
  m_switch = button(tr("Save and switch"), "connections_switch", DeskButton::Kind::Primary);
  m_switch->setDefault(true);
  connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (!m_loading && index >= 0) load(m_choice->itemData(index).toString());
  });
  connect(m_kind, &SegmentedControl::currentChanged, this, &ConnectionsDialog::onKind);
  connect(m_remove, &DeskButton::clicked, this, &ConnectionsDialog::remove);
  connect(m_test, &DeskButton::clicked, this, &ConnectionsDialog::test);
  connect(m_save, &DeskButton::clicked, this, [this] { save(false); });
  connect(m_switch, &DeskButton::clicked, this, [this] { save(true); });
}

void ConnectionsDialog::fillChoice() {
  m_loading = true;
  m_choice->clear();
  for (const ConnectionProfile& one : m_connections.profiles())
    m_choice->addItem(one.kind == ConnectionKind::Embedded ? tr("Embedded engine") : one.name, one.id);
  m_choice->addItem(tr("New connection"), QString());
  m_choice->setCurrentIndex(m_choice->findData(m_id));
  m_loading = false;
}

void ConnectionsDialog::load(const QString& id) {
  ConnectionProfile profile{{}, {}, ConnectionKind::Cloud, kCloudEndpoint, u"ap-guangzhou"_s, u"default"_s};
  for (const ConnectionProfile& one : m_connections.profiles())
    if (one.id == id) profile = one;
  m_id = profile.id;
  m_variables = profile.keyVariables;
  {
    const QSignalBlocker quiet(m_kind);
    m_kind->setCurrentIndex(profile.kind == ConnectionKind::Engine ? 1 : 0);
  }
  m_name->setText(profile.kind == ConnectionKind::Embedded ? tr("Embedded engine") : profile.name);
  m_endpoint->setText(profile.endpoint);
  m_region->setText(profile.region);
  m_namespace->setText(profile.ns);
  for (TextField* field : {m_secretId, m_secretKey, m_token}) field->clear();
  m_secretKey->setPlaceholderText(m_id.isEmpty() || profile.kind == ConnectionKind::Embedded ? QString() : profile.keyVariables.isEmpty() ? tr("as stored, if any are") : tr("from the environment"));
  m_secretId->setPlaceholderText(m_secretKey->placeholderText());
  banner().clear();
  m_state->setTone(Tone::Secondary);
  showHint();
  showState();
}

/// Where keys come from that are not given here.
void ConnectionsDialog::showHint() {
  const QString prefix = !m_variables.isEmpty() ? m_variables : m_kind->currentIndex() == 1 ? u"SCFDESK"_s : u"TENCENTCLOUD"_s;
  m_state->setText(tr("Keys go into the desktop's keyring, never into a file. Without any, %1 and %2 of the environment are used.").arg(QString(prefix + u"_SECRET_ID"_s), QString(prefix + u"_SECRET_KEY"_s)));
}

void ConnectionsDialog::onKind() {
  showHint();
  if (m_kind->currentIndex() == 1 && m_endpoint->text() == kCloudEndpoint) m_endpoint->setText(u"http://"_s);
  if (m_kind->currentIndex() == 0 && m_endpoint->text() == u"http://"_s) m_endpoint->setText(kCloudEndpoint);
  showState();
}

void ConnectionsDialog::showState() {
  const bool embedded = m_id == embeddedConnection().id, shown = m_id == m_connections.current().id, cloud = m_kind->currentIndex() == 0;
  for (QWidget* one : QList<QWidget*>{m_kind, m_name, m_endpoint, m_region, m_namespace, m_secretId, m_secretKey, m_token, m_test, m_save}) one->setEnabled(!embedded);
  m_regionRow->setVisible(cloud);
  m_tokenRow->setVisible(cloud);
  m_remove->setEnabled(!embedded && !shown && !m_id.isEmpty());
  m_remove->setToolTip(shown && !embedded ? tr("The window shows it: switch to another one first.") : QString());
  m_switch->setEnabled(!shown);
  m_switch->setText(embedded ? tr("Switch") : tr("Save and switch"));
  m_switch->setAccessibleName(m_switch->text());
}

ConnectionProfile ConnectionsDialog::edited() const {
  const bool cloud = m_kind->currentIndex() == 0;
  return {m_id, m_name->text().trimmed(), cloud ? ConnectionKind::Cloud : ConnectionKind::Engine, m_endpoint->text().trimmed(), cloud ? m_region->text().trimmed() : QString(), m_namespace->text().trimmed(), m_variables};
}

ConnectionKeys ConnectionsDialog::keys() const { return {m_secretId->text().trimmed().toUtf8(), m_secretKey->text().trimmed().toUtf8(), m_token->text().trimmed().toUtf8()}; }

void ConnectionsDialog::say(const Error& error) { banner().show(error); }

void ConnectionsDialog::test() {
  banner().clear();
  setBusy(true);
  m_state->setTone(Tone::Secondary);
  m_state->setText(tr("Asking %1 ...").arg(m_endpoint->text()));
  m_connections.test(edited(), keys(), this, [this](const Result<Connections::TestAnswer>& answer) {
    setBusy(false);
    m_state->setTone(answer ? Tone::Success : Tone::Secondary);
    const QString seconds = answer ? QString::number(answer->seconds, 'f', 1) : QString();
    m_state->setText(!answer ? QString() : answer->functions == 1 ? tr("1 function, answered in %1 s").arg(seconds) : tr("%1 functions, answered in %2 s").arg(QString::number(answer->functions), seconds));
    if (!answer) say(answer.error());
    m_test->setFocus();
  });
}

void ConnectionsDialog::save(bool thenSwitch) {
  banner().clear();
  if (m_id == embeddedConnection().id) {
    m_connections.switchTo(m_id);
    accept();
    return;
  }
  if (m_secretId->text().trimmed().isEmpty() != m_secretKey->text().trimmed().isEmpty())
    return say(Error{u"InvalidParameterValue"_s, tr("A SecretId and a SecretKey go together."), tr("Fill in both, or leave both as they are.")});
  setBusy(true);
  const QString name = m_name->text().trimmed();
  m_connections.save(edited(), keys(), this, [this, thenSwitch, name](const Result<QString>& saved) {
    setBusy(false);
    if (!saved && saved.error().code != u"Local.NoKeyring"_s) return say(saved.error());
    QString id;
    for (const ConnectionProfile& one : m_connections.profiles())
      if (one.name == name) id = one.id;
    if (saved && thenSwitch) {
      m_connections.switchTo(id);
      accept();
      return;
    }
    load(id);
    fillChoice();
    m_state->setTone(Tone::Success);
    m_state->setText(tr("Saved."));
    if (!saved) say(saved.error());
  });
}

void ConnectionsDialog::remove() {
  banner().clear();
  m_connections.remove(m_id, this, [this](const Result<Done>& removed) {
    if (!removed) return say(removed.error());
    load(embeddedConnection().id);
    fillChoice();
  });
}

}  // namespace scfdesk
