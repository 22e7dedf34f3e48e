"""Which characters can be drawn, and by what."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import astuple
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rendering.pictures import card_labels, chart_labels
from bot.chat.texts import load_catalogue
from bot.pictures.fonts import FOLDER, Fonts, Style, is_invisible
from bot.types import Meeting

SHIPPED = Fonts(folders=())
WEIGHTS = ("Regular", "Bold")
TEXT = Style(40)


@cache
def _shipped(weight: str) -> TTFont:
    return TTFont(FOLDER / f"WhosaidSansSC-{weight}.otf")


COVERED = frozenset(map(chr, _shipped("Regular").getBestCmap()))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_shipped_fonts_have_every_character_of_the_meeting_and_of_the_labels(weight: str, meeting: Meeting):
    texts = load_catalogue().values()
    labels = [text for one in texts for text in (*astuple(card_labels(one)), *astuple(chart_labels(one)))]
    drawn = set(meeting.source.text + "".join(labels)) - {"\n", "\r"}
    assert drawn <= {chr(code) for code in _shipped(weight).getBestCmap()}


@pytest.mark.parametrize(
    "characters",
    [
        "力争确保约占百分之",
        "０１２３４５６７８９％",
        "①②③④⑤⑥⑦⑧⑨⑩",
        "，。、；：？！“”‘’（）《》【】—…·",
        "喆堃镕赟祎",
        "數位經濟體與嘅邨埗",
    ],
    ids=["simplified", "full width", "circled", "marks", "names", "traditional"],
)
def test_the_shipped_font_has_what_chinese_is_written_with(characters: str):
    assert set(characters) <= COVERED


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_shipped_fonts_bear_a_name_of_their_own_and_say_whose_work_they_are(weight: str):
    names = _shipped(weight)["name"]
    for name_id in (1, 4, 6):  # family, full and PostScript name: what people see
        assert not re.search("Noto|Source", names.getDebugName(name_id))
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "Reserved Font Name 'Source'" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_shipped_fonts_are_small(weight: str):
    assert (FOLDER / f"WhosaidSansSC-{weight}.otf").stat().st_size < 3_000_000


@given(st.characters(codec="utf-8").filter(lambda character: character > " "))
def test_what_is_drawn_as_missing_is_what_the_font_lacks(character: str):
    if not is_invisible(character) and not character.isspace():
        assert SHIPPED.has(character) == (character in COVERED)


def test_a_rare_character_is_drawn_by_a_font_of_the_system(tmp_path: Path):
    folder = tmp_path / "opentype" / "elsewhere"
    folder.mkdir(parents=True)
    (folder / "Broken-CJK.otf").write_bytes(b"no font")
    (folder / "LikeTheShipped-Song.otf").write_bytes((FOLDER / "WhosaidSansSC-Regular.otf").read_bytes())
    font = _with_ji(folder / "Rare-Ming.ttf")
    fonts = Fonts(folders=(tmp_path,))
    assert fonts.has("𠮷")
    assert Path(fonts.font("𠮷", TEXT).path) == font
    assert fonts.width("𠮷", TEXT) == 40
    assert not fonts.has("\U00030000")


def test_a_font_of_the_settings_is_asked_before_those_of_the_system(tmp_path: Path):
    _with_ji(tmp_path / "system" / "Rare-Ming.ttf")
    chosen = _with_ji(tmp_path / "chosen.ttf")
    assert Path(Fonts(chosen, (tmp_path / "system",)).font("𠮷", TEXT).path) == chosen


def test_a_font_of_the_settings_that_cannot_be_read_is_passed_over(tmp_path: Path):
    assert Fonts(tmp_path / "missing.ttf", ()).width("𠮷", TEXT) > 0


@pytest.mark.parametrize("character", ["𠮷", "👍", "\U00030000", "\ue000", "\ud800"])
def test_what_no_font_has_takes_the_room_of_a_box_or_none_and_does_not_fail(character: str):
    assert not SHIPPED.has(character) or is_invisible(character)
    assert SHIPPED.width(character, TEXT) in (0, 40)


@pytest.mark.parametrize("character", ["\u200d", "\ufe0f", "\u200b", "\U000e0100", "\x07"])
def test_what_steers_other_characters_takes_no_room(character: str):
    assert SHIPPED.width(character, TEXT) == 0


def _with_ji(path: Path) -> Path:
    """Write a font that has 𠮷 and nothing else, as a full square."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs = {}
    for name, edge in ((".notdef", 500), ("ji", 1000)):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, edge), (edge, edge), (edge, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord("𠮷"): "ji"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Rare", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def test_a_question_needs_no_drawing():
    program = "import sys, bot.cli.app, bot.cli.asking, bot.chat.rendering.pictures; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
