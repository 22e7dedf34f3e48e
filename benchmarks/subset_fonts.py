"""Make the fonts of ``bot/pictures/fonts`` out of Noto Sans CJK.

    python benchmarks/subset_fonts.py FOLDER

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc, version 2.004 (Debian: fonts-noto-cjk). The whole of them
is 40 MB; these hold what Chinese is written with in offices, papers and names: GB 2312, the first level of Big5, what
jieba's dictionary uses more than a few times, and Hong Kong's own characters. The rest is looked for on the system.

Shapes and their places only: no features, no hints, no vertical writing, which the pictures do not use.

The licence (OFL 1.1) reserves the name "Source", and "Noto" is a trademark: a changed font goes by a name of its own.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import jieba
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Whosaid Sans SC"
FOLDER = Path(__file__).resolve().parent.parent / "bot" / "pictures" / "fonts"
USES = 5
"""How often jieba's counts must have a character of neither standard."""
BLOCKS = (
    (0x0020, 0x017F),  # Latin, with the letters of European names
    (0x2010, 0x205F),  # punctuation
    (0x2100, 0x214F),  # ℃ № ™
    (0x2190, 0x2193),
    (0x2460, 0x24FF),  # ① to ⑳, ⑴
    (0x3000, 0x30FF),  # Chinese punctuation, kana
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF),  # full width
)
HONG_KONG = "冇嘅咗喺哋佢嚟唔啲嗰咁搵攞睇瞓揸諗掂冚嘢邨埗磡塱脷脗鰂鲗㓥"
WINDOWS, UNICODE, ENGLISH = 3, 1, 0x409
KEPT_NAMES = (0, 7, 8, 9, 10, 11, 12, 13, 14)
"""Copyright, trademark, makers and licence stay as they are."""


def main() -> None:
    """Write both weights."""
    source = Path(sys.argv[1])
    characters = _characters()
    for weight in ("Regular", "Bold"):
        collection = TTCollection(source / f"NotoSansCJK-{weight}.ttc", lazy=True)
        font = next(face for face in collection.fonts if face["name"].getDebugName(1) == "Noto Sans CJK SC")
        font.recalcTimestamp = False  # the same fonts, byte for byte, whenever they are made
        _subset(font, characters)
        _rename(font, weight)
        path = FOLDER / f"WhosaidSansSC-{weight}.otf"
        font.save(path)
        print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.2f} MB")


def _characters() -> set[str]:
    standards = _coded("gb2312", range(0xA1, 0xF8)) | _coded("big5", range(0xA1, 0xC7))
    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        for character in word:
            counts[character] += int(count)
    used = {character for character, count in counts.items() if count >= USES}
    return standards | used | set(HONG_KONG) | {chr(code) for first, last in BLOCKS for code in range(first, last + 1)}


def _coded(encoding: str, rows: range) -> set[str]:
    found = set()
    for row in rows:
        for cell in range(0x40, 0xFF):
            try:
                found.add(bytes((row, cell)).decode(encoding))
            except UnicodeDecodeError:
                continue
    return {character for character in found if len(character) == 1}


def _subset(font: TTFont, characters: set[str]) -> None:
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)


def _rename(font: TTFont, weight: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES and record.langID == ENGLISH]
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    texts = {
        1: FAMILY,
        2: weight,
        3: f"{postscript};from NotoSansCJKsc-{weight} 2.004",
        4: f"{FAMILY} {weight}",
        5: "Version 2.004; a subset of Noto Sans CJK SC",
        6: postscript,
    }
    for name_id, text in texts.items():
        names.setName(text, name_id, WINDOWS, UNICODE, ENGLISH)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FamilyName, top.FullName = FAMILY, f"{FAMILY} {weight}"
    for face in top.FDArray:
        face.FontName = f"{postscript}-{face.FontName.rpartition('-')[2]}"


if __name__ == "__main__":
    main()
