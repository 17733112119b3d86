// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/bucketdialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/pathfield.h"
#include "widgets/services/cosclient.h"
#include <QFileInfo>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kMost = 60;  // bytes of a name with its appid (COS, "bucket overview")
const QString kAppId = u"1250000000"_s;

bool isWord(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); }
bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
}  // namespace

BucketDialog::BucketDialog(CosClient& client, Way way, QWidget* parent)
    : DialogFrame(way == Way::New ? tr("New bucket") : tr("Bind folder"), parent), m_client(client), m_way(way) {
  setObjectName(u"bucket"_s);
  if (way == Way::Bind) {
    m_folder = new PathField(tr("Folder to bind as a bucket"), PathField::Kind::Folder, this);
    m_folder->setPartNames(u"bucket_folder"_s);
    m_folderRow = new FieldRow(tr("Folder"), m_folder, this);
    m_folderRow->setStretch(true);
    m_folderRow->setToolTip(tr("It stays where it is: its files are the objects, and what changes in it fires triggers."));
    content()->addWidget(m_folderRow);
    connect(m_folder, &PathField::pathChanged, this, [this](const QString& folder) {
      if (!m_named && !folder.isEmpty()) m_name->setText(nameFor(folder));
      check();
    });
  }
  m_name = new TextField(tr("Name of the bucket"), this);
  m_name->setObjectName(u"bucket_name"_s);
  m_name->setCode(true);
  m_nameRow = new FieldRow(tr("Bucket"), m_name, this);
  m_nameRow->setStretch(true);
  m_nameRow->setToolTip(tr("Small letters, digits and -, then - and the digits of an APPID, as in the cloud"));
  content()->addWidget(m_nameRow);
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setObjectName(u"bucket_cancel"_s);
  cancel->setAutoDefault(false);
  m_go = new DeskButton(way == Way::New ? tr("Make bucket") : tr("Bind folder"), DeskButton::Kind::Primary, this);
  m_go->setObjectName(u"bucket_make"_s);
  m_go->setDefault(true);
  addButton(cancel);
  addButton(m_go);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_go, &DeskButton::clicked, this, &BucketDialog::create);
  connect(m_name, &QLineEdit::textEdited, this, [this] { m_named = true; });
  connect(m_name, &QLineEdit::textChanged, this, &BucketDialog::check);
  m_name->setText(way == Way::New ? QString(u"media-"_s + kAppId) : QString());
  if (m_folder) m_folder->setFocus();
  else m_name->setFocus();
  m_name->setSelection(0, int(m_name->text().lastIndexOf(u'-')));
  check();
}

void BucketDialog::setName(const QString& name) {
  m_named = true;
  m_name->setText(name);
}

void BucketDialog::setFolder(const QString& folder) {
  if (m_folder) m_folder->setPath(folder);
}

QString BucketDialog::mistakeIn(const QString& name) {
  const qsizetype dash = name.lastIndexOf(u'-');
  const QString word = name.left(dash), appid = name.mid(dash + 1);
  if (name.size() > kMost) return tr("A name has at most %1 characters with its APPID; this one has %2.").arg(kMost).arg(name.size());
  if (dash < 1 || appid.isEmpty() || !std::all_of(appid.begin(), appid.end(), isDigit)) return tr("It ends with - and an APPID in digits: %1").arg(QString(u"media-"_s + kAppId));
  if (!isWord(word.front()) || !isWord(word.back())) return tr("It begins with a small letter or a digit, and has one before its APPID.");
  if (!std::all_of(word.begin(), word.end(), [](QChar c) { return isWord(c) || c == u'-'; })) return tr("Only small letters, digits and - are in a name.");
  return {};
}

QString BucketDialog::nameFor(const QString& folder) {
  QString name;
  for (const QChar c : QFileInfo(folder).fileName().toLower())
    if (isWord(c)) name += c;
    else if (!name.isEmpty() && name.back() != u'-') name += u'-';
  name = name.left(kMost - 1 - kAppId.size());
  while (name.endsWith(u'-')) name.chop(1);
  return QString((name.isEmpty() ? u"folder"_s : name) + u'-' + kAppId);
}

void BucketDialog::check() {
  const QString name = m_name->text().trimmed();
  const QString mistake = name.isEmpty() ? QString() : mistakeIn(name);
  m_nameRow->setError(mistake);
  m_name->setError(!mistake.isEmpty());
  QString wrong;
  if (m_folder && !m_folder->path().isEmpty()) {
    const QFileInfo info(m_folder->path());
    if (!info.isAbsolute()) wrong = tr("Give the whole path, from / or ~.");
    else if (!info.isDir()) wrong = tr("%1 is not a folder.").arg(m_folder->path());
  }
  if (m_folder) {
    m_folderRow->setError(wrong);
    m_folder->setError(!wrong.isEmpty());
  }
  m_go->setEnabled(!name.isEmpty() && mistake.isEmpty() && (!m_folder || (!m_folder->path().isEmpty() && wrong.isEmpty())));
}

void BucketDialog::create() {
  check();
  if (!m_go->isEnabled()) return;
  const QString bucket = m_name->text().trimmed();
  banner().clear();
  setBusy(true);
  const auto answered = [this, bucket](const Result<Done>& done) {
    setBusy(false);
    if (!done) return banner().show(done.error());
    Q_EMIT made(bucket);
    accept();
  };
  m_way == Way::New ? m_client.createBucket(bucket, this, answered) : m_client.bind(bucket, m_folder->path(), this, answered);
}

}  // namespace scfdesk
