// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QHash>
#include <QObject>
#include <functional>
#include <map>

namespace scfdesk {

class ModelHub;

/// What the editor holds for each function: where the text came from (a template or a saved event), the text, and the edited
/// text of sources one has left. Knows the saved events. No widget. GUI thread; owned by EventPane.
class EventDrafts final : public QObject {
  Q_OBJECT
 public:
  struct Origin {
    QString templateId;
    QString saved;  ///< name of a saved event, empty = the template itself
    friend bool operator==(const Origin&, const Origin&) = default;
  };
  struct Draft {
    Origin origin;
    QByteArray text;
    QByteArray pristine;  ///< what the origin itself holds
    bool loaded = false;
    [[nodiscard]] bool edited() const { return text != pristine; }
  };

  explicit EventDrafts(ModelHub& hub, QObject* parent = nullptr);
  /// Makes a function current and asks for its saved events; changed() follows at once with what is known.
  void setFunction(const FunctionKey& key, FunctionId id);
  [[nodiscard]] const Draft& current() const;
  [[nodiscard]] const QList<SavedEvent>& saved() const { return m_saved; }
  void setText(const QByteArray& text);

  /// The text to show for a choice; the edited text of the source that is left is kept and comes back with it. Choosing what is
  /// current gives its own text, without the edits.
  void chooseTemplate(const QString& id);
  void chooseSaved(const QString& name);
  /// The text became what it was before the last choice (undo), or after it (redo): the origin follows.
  void follow(const QByteArray& text);

  void save(const QString& name);
  void remove(const QString& name);

  /// An edited event that is not saved: of which function, and under which name it would be; empty = it has none yet.
  struct Unsaved {
    FunctionId function = 0;
    QString functionName, saved;
  };
  /// Of all functions, also those edits that wait behind another choice.
  [[nodiscard]] QList<Unsaved> unsaved() const;
  /// Saves them all, those without a name under a free one; `done` hears of the first that was refused.
  void saveAll(std::function<void(const Status&)> done);

 Q_SIGNALS:
  void replaced();      ///< another function's draft, or its first text: show current() afresh
  void chosen();        ///< another origin of the same function: show current() as an undoable step
  void originChanged();
  void savedChanged();
  void told(const QString& sentence, bool failure);

 private:
  struct Switch {
    Draft before, after;
  };
  struct Edit {
    Unsaved what;
    Origin origin;
    QByteArray text;
  };
  [[nodiscard]] std::vector<Edit> edits() const;
  void saveEdit(const Edit& edit, const QString& name, std::function<void(const Status&)> done);
  void ask();
  void take(const QList<SavedEvent>& events);
  void choose(const Origin& origin, const QByteArray& pristine);
  [[nodiscard]] static QString keyOf(const Origin& origin);
  ModelHub& m_hub;
  FunctionKey m_key;
  FunctionId m_id = 0;
  std::map<FunctionId, Draft> m_drafts;
  std::map<FunctionId, QHash<QString, QByteArray>> m_variants;  ///< edited text by origin
  std::map<FunctionId, QList<Switch>> m_switches;
  QList<SavedEvent> m_saved;
};

}  // namespace scfdesk
