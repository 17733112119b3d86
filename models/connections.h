// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/connection.h"
#include "models/data/version.h"
#include "models/deploy/deploytarget.h"
#include <memory>

namespace scfdesk {

class ModelHub;

/// The connections of the console: what there are, which one the window shows, and how to another one. app/cloud implements it;
/// widgets see this. GUI thread; owned by the Application. Replies are dropped when their context has died.
class Connections : public QObject {
  Q_OBJECT
 public:
  template <typename T>
  using Reply = std::function<void(Result<T>)>;
  using QObject::QObject;

  /// The embedded engine first.
  [[nodiscard]] virtual QList<ConnectionProfile> profiles() const = 0;
  /// The one that the window shows.
  [[nodiscard]] virtual ConnectionProfile current() const = 0;
  /// "AKID****wxyz", of the current one; empty for the embedded engine and while it is not known.
  [[nodiscard]] virtual QString account() const = 0;
  /// When the current one last answered well; 0 = not yet, or it has no age (the embedded engine).
  [[nodiscard]] virtual TimeUs heardAt() const = 0;
  /// The window turns to another connection; it asks for what is not saved before.
  virtual void switchTo(const QString& id) = 0;
  /// Keeps a profile (new when its id is empty) and, unless they are not valid, its keys. The reply is its id. Where the keys could
  /// not be kept for longer than this run, an Error "Local.NoKeyring" says so: the profile is kept all the same.
  virtual void save(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<QString> reply) = 0;
  /// With its keys. Not the one that is shown, nor the embedded engine.
  virtual void remove(const QString& id, QObject* context, Reply<Done> reply) = 0;
  struct TestAnswer {
    int functions = 0;
    double seconds = 0;
  };
  /// Lists functions there once, with these keys or, when they are not valid, the stored ones.
  virtual void test(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<TestAnswer> reply) = 0;
  /// An end for a deploy.
  virtual void openEnd(const QString& id, QObject* context, Reply<std::shared_ptr<DeployTarget>> reply) = 0;

  /// What the views over `hub` see; null where the console has none (tests, pictures).
  static Connections* of(const ModelHub& hub);
  void attach(ModelHub& hub);

 Q_SIGNALS:
  void changed();  ///< profiles, or what is known of the current one
};

}  // namespace scfdesk
