// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace scfdesk {

struct FunctionInfo;

/// Functions whose code is itself the program (facts/scf.md 3.1, 4.1, 4.2): "custom" (bootstrap), "go" (the handler's name),
/// "web" (scf_bootstrap; Type HTTP, whatever its runtime). Empty for functions that an interpreter with a bootstrap of ours runs.
[[nodiscard]] QString nativeFamily(const FunctionInfo& function);
/// The file in the code folder that is executed.
[[nodiscard]] QByteArray startFile(const QString& nativeFamily, const QString& handler);

/// Why this file of a code folder can't be executed, as one sentence that names the cause and what to do (missing, no mode bit,
/// CRLF, no interpreter); empty when nothing is wrong with it. Reads at most its first line. Blocking, briefly.
[[nodiscard]] QByteArray startFileProblem(const QString& codeDir, const QByteArray& program);

}  // namespace scfdesk
