// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include <QMap>

namespace scfdesk {

/// A custom domain as CreateCustomDomain gives it: nothing answers under its name here. A value; kept.
struct CustomDomain {
  QString domain;
  QString protocol;  ///< "HTTP" | "HTTPS" | "HTTP&HTTPS"
  QString endpoints, certificate, waf, tags;  ///< JSON texts of EndpointsConfig, CertConfig, WafConfig, Tags; empty = not given
  TimeUs added = 0;
};

/// The configuration of custom domains. Engine thread; owned by Engine.
class CustomDomains final {
 public:
  static constexpr int kDomains = 100;

  explicit CustomDomains(Store& store) : m_store(store) {}
  void load(const StoredState& kept);
  /// Made or replaced; `done` comes when that is kept, and nothing has changed when it is not.
  void save(const CustomDomain& domain, std::function<void(const Status&)> done);
  void remove(const QString& domain, std::function<void(const Status&)> done);
  [[nodiscard]] const CustomDomain* find(const QString& domain) const;
  [[nodiscard]] QList<CustomDomain> all() const { return m_domains.values(); }  ///< by name

 private:
  void keep(const QString& domain, const std::optional<CustomDomain>& value, std::function<void(const Status&)> done);
  Store& m_store;
  QMap<QString, CustomDomain> m_domains;
};

}  // namespace scfdesk
