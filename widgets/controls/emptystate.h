// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QVBoxLayout;

namespace scfdesk {

class DeskButton;
class Label;

/// What an empty place says (design.md section 9): heading, one or two sentences, an optional line of keys, and next steps. A
/// left-aligned block of 380 px, centred in the room it has. GUI thread.
class EmptyState final : public QWidget {
  Q_OBJECT
 public:
  EmptyState(const QString& heading, const QString& text, QWidget* parent = nullptr);
  void setHeading(const QString& heading);
  void setText(const QString& text);
  /// "Press [Ctrl] [↵]  note".
  void setKeys(const QStringList& keys, const QString& note = {});
  /// Takes that line away for a while, or brings it back.
  void setKeysShown(bool shown);
  /// A row with icon, sentence and key; clicking it (or Enter on it) emits stepTriggered(index). Returns the index.
  int addStep(const QString& iconName, const QString& text, const QString& key);
  /// A small caption above the steps: "Then".
  void setStepsCaption(const QString& caption);

 Q_SIGNALS:
  void stepTriggered(int index);

 private:
  void rescale();
  QWidget* m_block;
  QVBoxLayout* m_column;
  Label *m_heading, *m_text, *m_stepsCaption;
  QWidget* m_keys = nullptr;
  QWidget* m_line;
  int m_steps = 0;
};

}  // namespace scfdesk
