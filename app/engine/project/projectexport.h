// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/project/projectfile.h"
#include <QObject>
#include <QThreadPool>
#include <map>

namespace scfdesk {

/// Writes functions as a project into a folder of this machine: the project file, and beside it the code that its paths name, as the
/// tools of the cloud want it. A linked folder that lies in that folder already is named and left as it is. Nothing that exists is
/// overwritten; what was begun is taken away again when something fails.
/// Engine thread; files are unpacked and written on a thread of its own. Owned by LocalApi.
class ProjectExport final {
 public:
  struct Request {
    QString folder;  ///< absolute; made when it is missing
    bool serverless = false;
    QList<FunctionKey> functions;
  };
  struct Written {
    QString file;         ///< the project file
    QStringList folders;  ///< with code that was written
    QList<ProjectNote> notes;
  };
  using Reply = std::function<void(Result<Written>)>;
  explicit ProjectExport(EngineControl& engine);
  ~ProjectExport();
  /// Errors: ResourceNotFound.Function, InvalidParameterValue (no folder, several functions for a serverless.yml),
  /// Local.FileExists (names what is in the way), Local.FileUnwritable, and those of the package.
  void write(const Request& request, Reply reply);

 private:
  struct Job {
    Request request;
    Reply reply;
    Written written;
    QByteArray text;
    QList<std::pair<FunctionKey, QString>> pending;  ///< whose code is to be written, and where
  };
  [[nodiscard]] Status plan(Job& job);
  void next(quint64 number);
  void away(quint64 number, std::function<Status()> work, std::function<void()> then);
  void end(quint64 number, const Status& status);
  EngineControl& m_engine;
  QObject m_context;  ///< of the engine thread
  QThreadPool m_pool;
  std::map<quint64, Job> m_jobs;
  quint64 m_last = 0;
};

}  // namespace scfdesk
