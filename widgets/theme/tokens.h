// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include "widgets/theme/theme.h"
#include <QByteArray>

namespace scfdesk {

/// The colours of both schemes.
struct Tokens {
  Colors dark, light;
};
/// Reads tokens.json. A colour that is missing or unreadable is an error that names it. Pure.
Result<Tokens> parseTokens(const QByteArray& json);

/// Calls visit(name, colour) for every colour, names as in tokens.json.
template <typename C, typename F>
void visitColors(C& c, F visit) {
  visit("surface.window", c.surface.window), visit("surface.rail", c.surface.rail), visit("surface.panel", c.surface.panel);
  visit("surface.raised", c.surface.raised), visit("surface.sunken", c.surface.sunken), visit("surface.input", c.surface.input);
  visit("surface.hover", c.surface.hover), visit("surface.selected", c.surface.selected);
  visit("surface.track", c.surface.track), visit("surface.popup", c.surface.popup);
  visit("text.primary", c.text.primary), visit("text.secondary", c.text.secondary), visit("text.tertiary", c.text.tertiary);
  visit("text.disabled", c.text.disabled), visit("text.onAccent", c.text.onAccent), visit("text.link", c.text.link);
  visit("border.hairline", c.border.hairline), visit("border.default", c.border.normal);
  visit("border.control", c.border.control), visit("border.focus", c.border.focus);
  visit("accent.base", c.accent.base), visit("accent.hover", c.accent.hover), visit("accent.pressed", c.accent.pressed);
  visit("accent.text", c.accent.text), visit("accent.wash", c.accent.wash);
  visit("semantic.success", c.semantic.success), visit("semantic.successWash", c.semantic.successWash);
  visit("semantic.warning", c.semantic.warning), visit("semantic.warningWash", c.semantic.warningWash);
  visit("semantic.error", c.semantic.error), visit("semantic.errorWash", c.semantic.errorWash);
  visit("semantic.info", c.semantic.info), visit("semantic.past", c.semantic.past), visit("semantic.pastWash", c.semantic.pastWash);
  visit("state.starting", c.state.starting), visit("state.startingHatch", c.state.startingHatch);
  visit("state.init", c.state.init), visit("state.initOutline", c.state.initOutline), visit("state.busy", c.state.busy);
  visit("state.busyAlt", c.state.busyAlt), visit("state.idle", c.state.idle), visit("state.frozen", c.state.frozen);
  visit("state.reclaimed", c.state.reclaimed), visit("state.failed", c.state.failed);
  visit("state.throttled", c.state.throttled), visit("state.queued", c.state.queued);
  visit("chart.grid", c.chart.grid), visit("chart.axis", c.chart.axis), visit("chart.p50", c.chart.p50);
  visit("chart.p99", c.chart.p99), visit("chart.band", c.chart.band), visit("chart.memory", c.chart.memory);
  visit("chart.limit", c.chart.limit), visit("chart.cursor", c.chart.cursor), visit("chart.hover", c.chart.hover);
  visit("chart.simA", c.chart.simA), visit("chart.simB", c.chart.simB);
  visit("syntax.key", c.syntax.key), visit("syntax.string", c.syntax.string), visit("syntax.number", c.syntax.number);
  visit("syntax.keyword", c.syntax.keyword), visit("syntax.punct", c.syntax.punct), visit("syntax.comment", c.syntax.comment);
  visit("syntax.lineNumber", c.syntax.lineNumber), visit("syntax.currentLine", c.syntax.currentLine);
}

}  // namespace scfdesk
