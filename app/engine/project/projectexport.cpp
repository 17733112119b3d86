// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/project/projectexport.h"
#include "app/engine/postto.h"
#include "app/engine/store/packages.h"
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

Error inTheWay(const QString& path) { return {u"Local.FileExists"_s, u"%1 exists already."_s.arg(path), u"Choose another folder, or move it away."_s}; }
Error unwritable(const QString& path, const QString& why) { return {u"Local.FileUnwritable"_s, u"%1 cannot be written: %2."_s.arg(path, why), u"Choose another folder."_s}; }

/// `path` below `folder`, as a project file writes it; empty when it is not.
QString below(const QString& folder, const QString& path) {
  const QString root = QFileInfo(folder).canonicalFilePath(), real = QFileInfo(path).canonicalFilePath();
  if (root.isEmpty() || real.isEmpty()) return {};  // one of them is not there yet
  const QString inner = QDir(root).relativeFilePath(real);
  if (inner.isEmpty() || inner.startsWith(u"..") || QDir::isAbsolutePath(inner)) return {};
  return inner == u"." ? u"./"_s : QString(u"./"_s + inner);
}

Status writeFile(const QString& path, const QByteArray& text) {
  QSaveFile out(path);
  if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit()) return unwritable(path, out.errorString());
  return Done{};
}

}  // namespace

ProjectExport::ProjectExport(EngineControl& engine) : m_engine(engine) { m_pool.setMaxThreadCount(1); }
ProjectExport::~ProjectExport() { m_pool.waitForDone(); }

void ProjectExport::write(const Request& request, Reply reply) {
  Job job{request, {}, {}, {}, {}};
  if (const Status good = plan(job); !good) return reply(good.error());
  job.reply = std::move(reply);
  const quint64 number = ++m_last;
  m_jobs.emplace(number, std::move(job));
  next(number);
}

/// Text of the project file, and which code goes where. Nothing is written yet.
Status ProjectExport::plan(Job& job) {
  const Request& r = job.request;
  if (!QDir::isAbsolutePath(r.folder)) return Error{u"InvalidParameterValue"_s, u"The folder must be an absolute path."_s, {}};
  if (r.functions.isEmpty()) return Error{u"InvalidParameterValue"_s, u"No function is named."_s, {}};
  if (r.functions.size() > projectfile::kFunctions) return Error{u"LimitExceeded"_s, u"%1 functions; a project file has at most %2."_s.arg(r.functions.size()).arg(projectfile::kFunctions), u"Export fewer of them at a time."_s};
  if (r.serverless && r.functions.size() > 1) return Error{u"InvalidParameterValue"_s, u"A serverless.yml holds one function."_s, u"Export each into a folder of its own, or all as template.yaml."_s};
  if (const QFileInfo folder(r.folder); folder.exists() && !folder.isDir()) return inTheWay(r.folder);
  job.written.file = QDir(r.folder).filePath(r.serverless ? u"serverless.yml"_s : u"template.yaml"_s);
  if (QFileInfo::exists(job.written.file)) return inTheWay(job.written.file);
  QList<projectfile::Exported> list;
  for (const FunctionKey& key : r.functions) {
    const FunctionInfo* f = m_engine.function(key);
    if (!f) return Error{u"ResourceNotFound.Function"_s, u"There is no function `%1` in namespace `%2`."_s.arg(key.name, key.ns), {}};
    projectfile::Exported one{f, m_engine.triggers(key), f->source == CodeSource::Folder ? below(r.folder, f->folder) : QString()};
    if (one.code.isEmpty()) {
      const QString inner = key.ns == u"default" ? key.name : QString(key.ns + u'/' + key.name), folder = QDir(r.folder).filePath(inner);
      one.code = u"./"_s + inner;
      if (const QFileInfo there(folder); there.exists() && (!there.isDir() || !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))) return inTheWay(folder);
      job.pending.append({key, folder});
    }
    job.written.notes.append(projectfile::notWritten(one));
    list.append(one);
  }
  job.text = r.serverless ? projectfile::writeServerless(list.first()) : projectfile::writeScfcli(list);
  return Done{};
}

void ProjectExport::next(quint64 number) {
  Job& job = m_jobs.at(number);
  if (job.pending.isEmpty()) {
    // The project file comes last: where it is, all that it names is there.
    return away(number, [file = job.written.file, text = job.text, folder = job.request.folder]() -> Status {
      if (!QDir().mkpath(folder)) return unwritable(folder, u"it cannot be made"_s);
      return QFileInfo::exists(file) ? Status(inTheWay(file)) : writeFile(file, text);
    }, [this, number] { end(number, Done{}); });
  }
  const auto [key, folder] = job.pending.takeFirst();
  const FunctionInfo* f = m_engine.function(key);
  if (!f) return end(number, Error{u"ResourceNotFound.Function"_s, u"The function `%1` was deleted meanwhile."_s.arg(key.name), {}});
  m_engine.readCode(*f, [this, number, folder = folder, guard = QPointer<QObject>(&m_context)](const Result<QByteArray>& zip) {
    if (!guard || !m_jobs.contains(number)) return;
    if (!zip) return end(number, zip.error());
    m_jobs.at(number).written.folders.append(folder);
    away(number, [folder, zip = *zip]() -> Status {
      if (!QDir().mkpath(folder)) return unwritable(folder, u"it cannot be made"_s);
      return unzip(zip, folder);
    }, [this, number] { next(number); });
  });
}

void ProjectExport::away(quint64 number, std::function<Status()> work, std::function<void()> then) {
  startOn(m_pool, [this, number, work = std::move(work), then = std::move(then)]() mutable {
    const Status done = work();
    postTo(&m_context, [this, number, done, then = std::move(then)] { done ? then() : end(number, done); });
  });
}

void ProjectExport::end(quint64 number, const Status& status) {
  auto node = m_jobs.extract(number);
  if (node.empty()) return;
  Job& job = node.mapped();
  if (status) return job.reply(job.written);
  // These were empty or not there before.
  startOn(m_pool, [folders = job.written.folders] {
    for (const QString& folder : folders) QDir(folder).removeRecursively();
  });
  job.reply(status.error());
}

}  // namespace scfdesk
