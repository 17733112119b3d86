// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>

/// QScintilla's headers use Qt's lower-case keywords, which this project leaves undefined: they are lent here, for these headers
/// alone.
#pragma push_macro("signals")
#pragma push_macro("slots")
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qsciscintilla.h>
#pragma pop_macro("slots")
#pragma pop_macro("signals")
