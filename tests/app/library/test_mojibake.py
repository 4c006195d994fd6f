"""Wrongly decoded names are repaired; correct ones are never touched."""

from __future__ import annotations

import pytest

from app.library.mojibake import mended


@pytest.mark.parametrize(
    ("meant", "encoding"),
    [
        ("Für Élise", "utf-8"),
        ("千と千尋の神隠し", "utf-8"),
        ("いつも何度でも", "cp932"),
        ("カントリー・ロード", "cp932"),
        ("Привет, Москва", "cp1251"),
        ("ПРОЩАНИЕ СЛАВЯНКИ", "cp1251"),
        ("Свой среди чужих — тема", "cp1251"),
        ("It’s a “theme” – reprise", "cp1252"),
    ],
)
def test_other_encodings_read_as_latin1_are_repaired(meant: str, encoding: str) -> None:
    assert mended(meant.encode(encoding).decode("latin-1")) == meant


def test_utf8_read_as_windows_western_is_repaired() -> None:
    assert mended("It’s".encode().decode("cp1252")) == "It’s"


@pytest.mark.parametrize(
    "right",
    [
        "Für Élise",
        "Hétérogène",
        "Ágætis byrjun",
        "Ævintýri",
        "Dvořák",
        "Þórr",
        "Привет",
        "久石譲",
        "Åäö",
        "Ñandú",
        "À l’été",
        "ÜBER ÄÖÜ",
        "Größe ÷ 2",
        "café © 1999",
        "ÉÈÊË",
        "",
        "plain",
    ],
)
def test_correct_names_stay(right: str) -> None:
    assert mended(right) == right


@pytest.mark.parametrize(
    "bytes_",
    ["Καλημέρα κόσμε".encode("cp1253"), "Привет".encode("koi8-r"), "你好世界".encode("gb2312")],
)
def test_uncertain_cases_stay(bytes_: bytes) -> None:
    assert mended(bytes_.decode("latin-1")) == bytes_.decode("latin-1")
