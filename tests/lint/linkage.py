# SPDX-License-Identifier: GPL-3.0-or-later
"""scfdesk links no GUI library; the spawner and what it puts into runtimes no Qt at all, nor the C++ library."""
import subprocess
import sys

program, spawner, zygote = sys.argv[1:4]
bad = []
for path, forbidden in ((program, ("Qt6Gui", "Qt6Widgets", "qscintilla", "libX11", "libxcb", "libGL")), (spawner, ("Qt6", "libstdc++")),
                        (zygote, ("Qt6", "libstdc++", "libgcc"))):
    linked = subprocess.run(["ldd", path], capture_output=True, text=True).stdout
    bad += [f"{path} links {name}" for name in forbidden if name in linked]
print("\n".join(bad) or "linkage is as it should be")
sys.exit(1 if bad else 0)
