// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/tabledata.h"
#include <QWidget>

namespace scfdesk {

/// The account's quota as one bar in MB and in instances of the function: what is reserved for it, what of that (or of the shared
/// rest) is provisioned, what is reserved for others, what is shared, and the part that always stays unreserved. Accessible as a
/// chart. GUI thread; owned by ConcurrencyView.
class QuotaBar final : public QWidget, public Tabled {
  Q_OBJECT
 public:
  struct Quota {
    int64_t accountMb = 0;
    int64_t reservedMb = -1;     ///< for this function; -1 = it shares
    int64_t provisionedMb = 0;   ///< of this function's versions
    int64_t othersMb = 0;        ///< reserved for other functions
    int memoryMb = 128;          ///< of an instance
    friend bool operator==(const Quota&, const Quota&) = default;
  };
  explicit QuotaBar(QWidget* parent = nullptr);
  void setQuota(const Quota& quota);
  [[nodiscard]] const Quota& quota() const { return m_quota; }
  /// "2,048 MB · 16 instances".
  static QString amount(int64_t mb, int memoryMb);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Part {
    QString name;
    int64_t mb = 0;
    enum class Ink : uint8_t { Provisioned, Own, Others, Shared } ink = Ink::Shared;
  };
  [[nodiscard]] QList<Part> parts() const;
  /// A line of the legend; its height.
  int paintWords(QPainter& painter, int y, const QString& name, const QString& amount) const;
  void paintPart(QPainter& painter, const QRect& rect, Part::Ink ink) const;
  Quota m_quota;
};

}  // namespace scfdesk
