#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the fonts that the console carries inside.

SCFDesk Mono is JetBrains Mono without its ligatures (a log line must show the characters that were printed) under a name of
its own, as its licence, the SIL Open Font License, asks for. SCFDesk Sans is the part of Inter for European scripts and signs
with TrueType outlines: FreeType under Qt darkens the stems of PostScript outlines, and small text looks bold. SCFDesk Han is the
same of Noto Sans CJK SC, the characters of GB 2312; where that is not installed it is left out. They come from Debian's packages
fonts-jetbrains-mono, fonts-inter and fonts-noto-cjk, and nothing of them is kept in the repository.

usage: makefonts.py FOLDER
"""
import os
import shutil
import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

FAMILY = "SCFDesk Mono"
SANS = "SCFDesk Sans"
HAN = "SCFDesk Han"
# Latin, Greek, Cyrillic, punctuation, currency, letter-like, arrows, operators, technical (keys), shapes, dingbats.
RANGES = [(0x20, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x27BF)]
MONO = {"Regular": 400, "Medium": 500}
INTER = {"Regular": 400, "Medium": 500, "SemiBold": 600}
PLACES = ["/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts")]
NOTICES = {"JetBrainsMono": "/usr/share/doc/fonts-jetbrains-mono/copyright", "Inter": "/usr/share/doc/fonts-inter/copyright",
           "NotoSansCJK": "/usr/share/doc/fonts-noto-cjk/copyright"}


def find(*names):
    """The first installed file with one of these names, in the order of the names; None if there is none."""
    installed = {}
    for place in PLACES:
        for folder, _, files in os.walk(place):
            for file in files:
                installed.setdefault(file.lower(), os.path.join(folder, file))
    for name in names:
        if name.lower() in installed:
            return installed[name.lower()]
    return None


def need(what, package):
    sys.exit(f"makefonts.py: {what} is not installed. Install it with: apt-get install {package}")


def instance_of(path, weight):
    """A static font of this weight out of a variable one."""
    from fontTools.varLib import instancer

    font = TTFont(path, fontNumber=0, recalcTimestamp=False)
    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    place = {tag: axis.defaultValue for tag, axis in axes.items()}
    place["wght"] = weight
    return instancer.instantiateVariableFont(font, place, updateFontNames=False)


def set_names(font, family, style, weight):
    names = font["name"]
    plain = style == "Regular"
    texts = {
        1: family if plain else f"{family} {style}",
        2: "Regular",
        3: f"SCFDesk;{family.replace(' ', '')}-{style}",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: None if plain else family,
        17: None if plain else style,
        21: None,
        22: None,
        25: None,
    }
    for name_id, text in texts.items():
        names.removeNames(nameID=name_id)
        if text is not None:
            names.setName(text, name_id, 3, 1, 0x409)
            names.setName(text, name_id, 1, 0, 0)
    font["OS/2"].usWeightClass = weight


def make_mono(folder):
    for style, weight in MONO.items():
        path = find(f"JetBrainsMono-{style}.ttf", f"JetBrainsMono-{style}.otf")
        if path:
            font = TTFont(path, recalcTimestamp=False)
        else:
            path = find("JetBrainsMono[wght].ttf", "JetBrainsMono-VF.ttf", "JetBrainsMono-Variable.ttf")
            if not path:
                need("JetBrains Mono", "fonts-jetbrains-mono")
            font = instance_of(path, weight)
        # Under another tag no shaper finds the substitutions: '!=' stays two characters of one cell each.
        if "GSUB" in font:
            hidden = DefaultTable("zGSB")
            hidden.data = font.getTableData("GSUB")
            del font["GSUB"]
            font["zGSB"] = hidden
        for signed in ("DSIG",):
            if signed in font:
                del font[signed]
        set_names(font, FAMILY, style, weight)
        font.save(os.path.join(folder, f"SCFDeskMono-{style}.ttf"))


def gb2312():
    """The characters of GB 2312 that are not European, and full-width forms."""
    codes = set(range(0x3000, 0x3030)) | set(range(0xFF00, 0xFFF0))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return {code for code in codes if code >= 0x3000}


def subset(font, codes):
    from fontTools import subset as subsetting

    options = subsetting.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subsetting.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def to_truetype(font):
    """Quadratic outlines instead of cubic ones, at most a thousandth of the em away from them."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    for table in ("CFF ", "CFF2", "VORG"):
        if table in font:
            del font[table]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 2.0
    font["post"].extraNames = []
    font["post"].mapping = {}
    font.sfntVersion = "\x00\x01\x00\x00"


def make_sans(folder):
    for style, weight in INTER.items():
        path = find(f"Inter-{style}.otf", f"Inter-{style}.ttf")
        if path:
            font = TTFont(path, recalcTimestamp=False)
        else:
            path = find("InterVariable.ttf", "Inter[opsz,wght].ttf", "Inter[slnt,wght].ttf", "Inter-VariableFont_opsz,wght.ttf",
                        "Inter.var.ttf", "Inter.ttc")
            if not path:
                need("Inter", "fonts-inter")
            font = instance_of(path, weight)
        subset(font, [code for first, last in RANGES for code in range(first, last + 1)])
        if "glyf" not in font:
            to_truetype(font)
        set_names(font, SANS, style, weight)
        font.save(os.path.join(folder, f"SCFDeskSans-{style}.ttf"))


def make_han(folder):
    path = find("NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansCJK-Regular.ttc")
    if not path:
        return
    font = TTFont(path, fontNumber=0, lazy=True, recalcTimestamp=False)
    if path.endswith(".ttc"):
        # Which of the collection: the one whose name says simplified Chinese.
        for number in range(font.reader.numFonts):
            font = TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False)
            if font["name"].getDebugName(1) == "Noto Sans CJK SC":
                break
    subset(font, gb2312())
    to_truetype(font)
    for table in ("vhea", "vmtx", "BASE", "GSUB", "GPOS"):
        if table in font:
            del font[table]
    set_names(font, HAN, "Regular", 400)
    font.save(os.path.join(folder, "SCFDeskHan-Regular.ttf"))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: makefonts.py FOLDER")
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    make_mono(folder)
    make_sans(folder)
    make_han(folder)
    for name, notice in NOTICES.items():
        if os.path.exists(notice):
            shutil.copyfile(notice, os.path.join(folder, f"{name}-copyright.txt"))


main()
