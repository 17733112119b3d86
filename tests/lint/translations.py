#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a text that people see has no Chinese translation, or one that loses a number.

The texts are taken from the sources anew, so that one nobody has brought into the .ts file fails too.

usage: translations.py LUPDATE SOURCE_FOLDER
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PLACE = re.compile(r"%(?:L?\d+|n)")


def wrong_in(message):
    source = message.findtext("source")
    target = message.find("translation")
    if target.get("type") == "unfinished":
        return "not translated"
    forms = [form.text or "" for form in target.findall("numerusform")] or [target.text or ""]
    for form in forms:
        if not form:
            return "translated as nothing"
        if sorted(set(PLACE.findall(form))) != sorted(set(PLACE.findall(source))):
            return "translated without its numbers: " + form
    return None


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    lupdate, source = sys.argv[1:]
    kept = os.path.join(source, "resources", "i18n", "scfdesk_zh_CN.ts")
    folders = [os.path.join(source, name) for name in ("widgets", "models", os.path.join("app", "console"))]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.ts")
        shutil.copy(kept, fresh)
        subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-target-language", "zh_CN", "-I", source, "-recursive",
                        *folders, "-ts", fresh], check=True)
        texts = 0
        for context in ElementTree.parse(fresh).iter("context"):
            for message in context.iter("message"):
                texts += 1
                reason = wrong_in(message)
                if reason:
                    wrong.append(f'{context.findtext("name")}: "{message.findtext("source")}": {reason}')
    if texts < 500:
        wrong.append(f"only {texts} texts were found in the sources")
    for line in wrong:
        print(line)
    if wrong:
        print(f"{len(wrong)} texts. Add them to a file of resources/i18n/glossary.zh_CN, then run ninja update_translations.")
        sys.exit(1)
    print(f"{texts} texts, all translated")


main()
