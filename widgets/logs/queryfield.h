// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/logquery.h"
#include "models/modelhub.h"
#include "widgets/controls/searchfield.h"
#include <QTimer>

class QCompleter;
class QStringListModel;

namespace scfdesk {

/// A log query being written: terms of fields stand as chips, a mistake is underlined while one types, and what exists is offered:
/// fields, functions, levels, status codes, instances, requests. GUI thread.
class QueryField final : public TextField {
  Q_OBJECT
 public:
  QueryField(ModelHub& hub, QWidget* parent = nullptr);
  /// As far as it could be read.
  [[nodiscard]] const LogQuery& query() const { return m_parsed.query; }
  [[nodiscard]] const std::optional<LogQueryError>& mistake() const { return m_parsed.error; }
  /// "Column 7: There is no level loud. ..."; empty when all is well.
  [[nodiscard]] QString mistakeText() const;
  void setQuery(const QString& text);
  /// "Filter" for a placeholder instead of all that can be written.
  void setBrief(bool brief);
  /// Puts a term in, in place of one of the same field: setTerm("req:", "req:9be20f11").
  void setTerm(const QString& field, const QString& term);
  /// What may stand where the cursor is.
  [[nodiscard]] QStringList offers() const;

 Q_SIGNALS:
  void queryChanged();  ///< the query is another one: when one stops typing
  void checked();       ///< after each stroke
  void left();          ///< Esc in an empty field, or Down without offers: on to the lines

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Token {
    qsizetype at = 0;
    QString text;  ///< up to the cursor
  };
  [[nodiscard]] Token token() const;
  [[nodiscard]] QStringList valuesOf(const QString& field, const QString& beginning) const;
  void check();
  void dress();
  void offer(bool asked);
  void take(const QString& offer);
  ModelHub& m_hub;
  LogQuery::Parsed m_parsed;
  QString m_told;
  bool m_brief = false;
  QTimer m_rest;
  QCompleter* m_completer;
  QStringListModel* m_offers;
};

}  // namespace scfdesk
