// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/scenario.h"
#include <QWidget>
#include <optional>

namespace scfdesk {

class Label;

/// The outcome as a table: A, B and the change; after the load was fired for real also what was measured. Painted rows, read
/// out as the description. GUI thread.
class SimOutcomeTable final : public QWidget {
  Q_OBJECT
 public:
  explicit SimOutcomeTable(QWidget* parent = nullptr);
  /// With `c` its column takes the place of the change; the day of the tariff is told in the tip.
  void setOutcomes(const SimOutcome* a, const SimOutcome* b, const SimOutcome* measured, const SimOutcome* c = nullptr, const QString& tariffDate = QStringLiteral("2022-06-01"));
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
  /// As shown: name, A, B, and change, C or measured.
  [[nodiscard]] const QList<QStringList>& rows() const { return m_rows; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void add(const QString& name, double a, double b, const std::optional<double>& measured, QString (*text)(double), bool plain = false);
  QList<QStringList> m_rows;
  QList<int> m_tones;  ///< of the change: -1 better, 1 worse, 0 neither
  bool m_measured = false, m_third = false;
};

/// Verdict and each change alone. GUI thread.
class SimVerdictPane final : public QWidget {
  Q_OBJECT
 public:
  struct Alone {
    QString name;   ///< "Instance limit 28"
    std::optional<SimOutcome> outcome;
  };
  explicit SimVerdictPane(QWidget* parent = nullptr);
  void setVerdict(const QString& headline, const QString& price);
  void setAlone(const std::vector<Alone>& changes);
  [[nodiscard]] QString headline() const;

 private:
  class Bars;
  Label *m_caption, *m_headline, *m_price;
  Bars* m_bars;
};

}  // namespace scfdesk
