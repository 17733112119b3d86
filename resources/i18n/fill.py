#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the texts of the sources into the .ts files and fills in what is known.

Chinese texts come from the files in glossary.zh_CN (source text -> translation; "source text\\tcomment" where a comment tells two
meanings of one text apart); what it lacks stays unfinished and fails tests/lint. English has only the forms of counted things:
"%n instance(s)" becomes "%n instance" and "%n instances".

usage: fill.py LUPDATE SOURCE_FOLDER
"""
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))


def update(lupdate, source, ts, *options):
    subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", *options, "-I", source, "-recursive",
                    os.path.join(source, "widgets"), os.path.join(source, "models"), os.path.join(source, "app", "console"), "-ts", ts], check=True)


def fill(ts, translate):
    tree = ElementTree.parse(ts)
    done = all_texts = 0
    for message in tree.iter("message"):
        source = message.findtext("source")
        target = message.find("translation")
        counted = message.get("numerus") == "yes"
        forms = translate(source, message.findtext("comment") or "", counted)
        all_texts += 1
        if forms is None:
            continue
        done += 1
        target.attrib.pop("type", None)
        if counted:
            slots = target.findall("numerusform")
            for slot, form in zip(slots, forms):
                slot.text = form
        else:
            target.text = forms[0]
    # lrelease wants the document type, which ElementTree drops.
    with open(ts, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n')
        out.write(ElementTree.tostring(tree.getroot(), encoding="unicode"))
        out.write("\n")
    print(f"{os.path.basename(ts)}: {done} of {all_texts} texts")


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: fill.py LUPDATE SOURCE_FOLDER")
    lupdate, source = sys.argv[1:]
    glossary = {}
    for name in sorted(os.listdir(os.path.join(HERE, "glossary.zh_CN"))):
        with open(os.path.join(HERE, "glossary.zh_CN", name), encoding="utf-8") as file:
            glossary.update(json.load(file))
    chinese = os.path.join(HERE, "scfdesk_zh_CN.ts")
    update(lupdate, source, chinese, "-target-language", "zh_CN")

    def known(text, comment, counted):
        found = glossary.get(text + "\t" + comment) if comment else None
        found = found if found is not None else glossary.get(text)
        return None if found is None else [found]

    fill(chinese, known)
    english = os.path.join(HERE, "scfdesk_en.ts")
    update(lupdate, source, english, "-target-language", "en", "-pluralonly")
    fill(english, lambda text, comment, counted: [text.replace("(s)", ""), text.replace("(s)", "s")] if counted else None)


main()
