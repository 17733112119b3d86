# SPDX-License-Identifier: GPL-3.0-or-later
"""scfdesk links no GUI library; the spawner no Qt at all."""
import subprocess
import sys

program, spawner = sys.argv[1:3]
bad = []
for path, forbidden in ((program, ("Qt6Gui", "Qt6Widgets", "qscintilla", "libX11", "libxcb", "libGL")), (spawner, ("Qt6", "libstdc++"))):
    linked = subprocess.run(["ldd", path], capture_output=True, text=True).stdout
    bad += [f"{path} links {name}" for name in forbidden if name in linked]
print("\n".join(bad) or "linkage is as it should be")
sys.exit(1 if bad else 0)
