# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom, how long a file may be, what no file may say. Exit status 1 and a line for each breach."""
import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])
GUI = r"<(QtWidgets|QtGui)/|<(QWidget|QApplication|QGuiApplication|QPainter|QColor|QFont|QIcon|QPixmap|QImage|QMainWindow|QDialog)>"
# folder, what its files may not include, why
RULES = [
    ("models/data", r'"(app|widgets|models/(?!data/))|<(QObject|QTimer|QThread|QFile|QTcpSocket)>|' + GUI, "plain values: no other layer, no QObject, no I/O"),
    ("models", r'"(app|widgets)/|' + GUI, "models know neither engine nor window"),
    ("app/engine", r'"(widgets|app/console)/|"models/(?!data/|backend\.h)|' + GUI, "the engine knows values and the command interface, no item model and no widget"),
    ("app/engine/scaling", r"^<Q|^\"(?!app/engine/scaling/|models/data/)|<(chrono|thread|ctime)>", "the scaling core: std and models/data, no clock"),
    ("widgets", r'"app/', "widgets reach the engine only through models/backend.h"),
]
CLOCKS = r"QDateTime::current|QElapsedTimer|std::chrono::\w+_clock::now|clock_gettime|gettimeofday"
MAX_LINES = 500
NAMES = re.compile(r"(^|/)(utils?|misc|common|helpers?|manager)\.(h|cpp)$")


def files(folder, *endings):
    return [p for p in sorted((TOP / folder).rglob("*")) if p.suffix in endings and "build" not in p.relative_to(TOP).parts[:1]]


def main():
    breaches = []
    for folder, pattern, why in RULES:
        for path in files(folder, ".h", ".cpp"):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                got = re.match(r"\s*#\s*include\s*(.*)", line)
                if got and re.search(pattern, got[1]):
                    breaches.append(f"{path.relative_to(TOP)}:{number}: {got[1].strip()} ({why})")
    for path in files("app/engine", ".h", ".cpp"):
        if path.name == "clock.cpp":
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(CLOCKS, line):
                breaches.append(f"{path.relative_to(TOP)}:{number}: time comes from the injected clock alone")
    for folder in ("app", "models", "widgets", "tests", "resources"):
        for path in files(folder, ".h", ".cpp", ".py", ".js"):
            lines = path.read_text(errors="replace").splitlines()
            name = str(path.relative_to(TOP))
            if len(lines) > MAX_LINES and not name.startswith("resources/samples"):
                breaches.append(f"{name}: {len(lines)} lines, at most {MAX_LINES}")
            if NAMES.search(name):
                breaches.append(f"{name}: the name says nothing about its content")
            if path.suffix in (".h", ".cpp") and not lines[0].startswith("// SPDX-License-Identifier:"):
                breaches.append(f"{name}: no SPDX line")
            if path.suffix == ".h":
                for number, line in enumerate(lines, 1):
                    if re.search(r"#\s*include\s*<nlohmann/json\.hpp>", line):
                        breaches.append(f"{name}:{number}: json.hpp belongs in .cpp files")
    for line in breaches:
        print(line)
    print(f"{len(breaches)} breaches")
    return 1 if breaches else 0


sys.exit(main())
