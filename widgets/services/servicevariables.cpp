// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/servicevariables.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ServiceVariables::ServiceVariables(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
}

QString ServiceVariables::masked(const ServiceInfo::Variable& v) {
  if (!v.secret) return v.value;
  // Of an address only the password is hidden: scheme, user and place say which server it is.
  const auto at = v.value.lastIndexOf(u'@'), scheme = v.value.indexOf(u"://"_s);
  const auto colon = at < 0 || scheme < 0 ? -1 : v.value.indexOf(u':', scheme + 3);
  if (colon > 0 && colon < at) return v.value.left(colon + 1) + u"••••"_s + v.value.mid(at);
  return u"••••••••••••"_s;
}

void ServiceVariables::setVariables(const QList<ServiceInfo::Variable>& variables) {
  const auto same = [](const auto& a, const auto& b) { return a.name == b.name && a.value == b.value && a.secret == b.secret; };
  if (std::equal(m_variables.begin(), m_variables.end(), variables.begin(), variables.end(), same) && m_column->count() > 0) return;
  m_variables = variables;
  while (QLayoutItem* item = m_column->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (variables.isEmpty()) m_column->addWidget(new Label(Label::Role::Dense, Tone::Secondary, tr("They are known after the first start."), this));
  for (const auto& v : variables) {
    auto* line = new Surface(Surface::Fill::Panel, this);
    line->setEdges(Qt::BottomEdge);
    auto* row = new QHBoxLayout(line);
    auto* name = new Label(Label::Role::Code, Tone::Secondary, v.name, line);
    auto* value = new Label(Label::Role::Code, masked(v), line);
    value->setObjectName(u"services_value_"_s + v.name);
    value->setElided(Qt::ElideRight);
    auto* copy = new DeskButton(u"copy"_s, tr("Copy the value of %1").arg(v.name), {}, line);
    copy->setCompact(true);
    copy->setObjectName(u"services_copy_"_s + v.name);
    connect(copy, &DeskButton::clicked, this, [text = v.value] { QGuiApplication::clipboard()->setText(text); });
    row->addWidget(name);
    row->addWidget(value, 1);
    row->addWidget(copy);
    followTheme(line, [line, row, name] {
      const Theme& theme = Theme::current();
      line->setFixedHeight(theme.px(27));
      row->setContentsMargins(0, 0, 0, 1);
      row->setSpacing(theme.px(8));
      name->setFixedWidth(theme.px(138));
    });
    m_column->addWidget(line);
  }
}

void ServiceVariables::copyAll() const {
  QStringList lines;
  for (const auto& v : m_variables) lines << QString(v.name + u'=' + v.value);
  QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

}  // namespace scfdesk
