// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>
#include <QWidget>

namespace scfdesk {

/// A line of quiet facts: words in the UI family, numbers in the code family so that they do not jump. Facts that find no room
/// are left out from the right. GUI thread.
class FactsLine final : public QWidget {
  Q_OBJECT
 public:
  struct Fact {
    QString before;  ///< "Concurrency"
    QString number;  ///< "14 / 1,000"
    QString after;   ///< "MB"
    QString tooltip;
    bool operator==(const Fact&) const = default;
  };
  explicit FactsLine(QWidget* parent = nullptr);
  void setFacts(const QList<Fact>& facts);
  [[nodiscard]] QString text() const;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] int widthOf(const Fact& fact) const;
  QList<Fact> m_facts;
};

}  // namespace scfdesk
