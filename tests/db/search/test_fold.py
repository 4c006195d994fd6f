"""What counts as the same when searching, script by script."""

from __future__ import annotations

import random
import sqlite3
import sys
import unicodedata
from contextlib import closing

import pytest

from db.search.fold import fold, folded_places
from db.search.in_sql import folded, know_fold

SAME = (
    ("Étoile", "etoile"),
    ("İstanbul", "istanbul"),
    ("ISTANBUL", "ıstanbul"),
    ("Straße", "STRASSE"),
    ("STRAẞE", "strasse"),
    ("Œuvre", "oeuvre"),
    ("Ævintýri", "aevintyri"),
    ("Øresund", "oresund"),
    ("Łódź", "lodz"),
    ("Đà Nẵng", "da nang"),
    ("Þór", "thor"),
    ("Ångström", "angstrom"),
    ("ﬁnale", "finale"),
    ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
    ("Opus №２", "opus no2"),
    ("don’t", "don't"),
    ("“Heart” – II", '"heart" - ii'),
    ("soft\u00adly", "softly"),
    ("zero\u200bwidth\u200d", "zerowidth"),
    ("❤\ufe0f", "❤"),
    ("Ёлка", "елка"),
    ("та\u0301к", "так"),
    ("МОЙ", "мои\u0306"),
    ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
    ("ᾳ", "α"),
    ("カタカナ", "かたかな"),
    ("ｶﾞｷﾞ", "がぎ"),
    ("が", "か\u3099"),
    ("ヴァイオリン", "ゔぁいおりん"),
    ("ラｰメン", "らーめん"),
    ("〜", "～"),
    ("한국", unicodedata.normalize("NFD", "한국")),
    ("كِتَابٌ", "كتاب"),
    ("كـتـاب", "كتاب"),
    ("کتابی", "كتابي"),
    ("أغنية", "اغنية"),
    ("שָׁלוֹם", "שלום"),
    ("กำลัง", unicodedata.normalize("NFKD", "กำลัง")),
    ("क़लम", unicodedata.normalize("NFC", "क़लम")),
)
DIFFERENT = (
    ("は", "ば"),
    ("ば", "ぱ"),
    ("つ", "っ"),
    ("ビル", "ビール"),
    ("мой", "мои"),
    ("їжак", "іжак"),
    ("कि", "की"),
    ("कि", "क"),
    ("ก่อน", "กอน"),
    ("தா", "த"),
    ("i", "l"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_found_by_one_another(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_these_are_different_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("one", "other"), [("は", "ば"), ("и", "й"), ("ハ", "ぱ")])
def test_a_letter_of_its_own_does_not_contain_the_plain_one(one: str, other: str) -> None:
    assert fold(one) not in fold(other)


def test_a_syllable_of_hangul_is_found_while_it_is_being_typed() -> None:
    assert fold("한국").startswith(fold("하"))


def test_ascii_is_as_in_lower_case() -> None:
    ascii_text = "".join(map(chr, range(128)))
    assert fold(ascii_text) == ascii_text.lower()


def test_no_sign_depends_on_how_it_is_composed_or_changes_again() -> None:
    for sign in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(sign) != "Cs":
            folded = fold(sign)
            assert fold(unicodedata.normalize("NFD", sign)) == folded, ascii(sign)
            assert fold(folded) == folded, ascii(sign)


def test_no_composition_of_signs_is_folded_differently_for_its_places() -> None:
    chance = random.Random(10)
    signs = [*map(chr, range(0x20, 0x3200)), *map(chr, range(0xAC00, 0xAC40))]
    signs += [*map(chr, range(0xFF61, 0xFFA0)), *map(chr, range(0x300, 0x370))] * 5
    signs += [*map(chr, range(0x1100, 0x1200)), *"\u3099\u309a\uff9e\uff9f"] * 20
    for _ in range(20_000):
        text = "".join(chance.choices(signs, k=6))
        folded, starts, ends = folded_places(text)
        assert folded == fold(text), ascii(text)
        assert len(starts) == len(ends) == len(folded)


def test_sql_folds_as_python_does() -> None:
    texts = (*(text for pair in SAME for text in pair), "", " ~\x7f", "NUL\0L", "\x80", "\ufffd")
    with closing(sqlite3.connect(":memory:")) as raw:
        know_fold(raw)
        for text in texts:
            asked = raw.execute(f"SELECT {folded('?')}", (text,)).fetchone()
            assert asked == (fold(text),)
        assert raw.execute("SELECT fold(NULL)").fetchone() == (None,)
        assert raw.execute("SELECT fold(x'41ff')").fetchone() == (fold("A\ufffd"),)
