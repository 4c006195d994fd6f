"""Text files of unknown encoding."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.decoding import NoText, decoded

TEXTS = (
    ("utf-8", "第1話 旅立ち"),
    ("utf-8-sig", "S1E1 Die Rückkehr"),
    ("utf-16", "S1E1 Die Rückkehr"),
    ("utf-32", "S1E1 Die Rückkehr"),
    ("utf-16-le", "S1E1 Die Rückkehr\nS1E2 Köln"),
    ("utf-16-be", "第1話 旅立ち\n第2話 海のむこう\n"),
    ("cp1252", "Capítulo 1: La señora\nCapítulo 2: El año del corazón"),
    ("cp1252", "S1E1 Señor"),
    ("cp1252", "S1E1 Ångström\nS1E2 Blåbærgrød"),
    ("cp1252", "Épisode 3 : Où ça ? Cœur à prendre"),
    ("cp1252", "S1E1 Die Rückkehr – “Hallo”"),
    ("cp1250", "Díl 1: Návrat domů\nDíl 2: Žluťoučký kůň"),
    ("cp1250", "Odcinek 1: Łódź\nOdcinek 2: Źródło życia"),
    ("cp1251", "Серия 1: Возвращение\nСерия 2: Дом у моря"),
    ("cp932", "第1話 旅立ち\n第2話 海のむこう\n第3話 さよなら"),
    ("gb18030", "第1集 海边的房子\n第2集 再见，我的朋友\n第3集 他们在那里等了很久"),
    ("euc_kr", "제1화 시작\n제2화 바다"),
)


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
def test_text_is_read_in_the_encoding_that_it_was_saved_in(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 40, b"PK\x03\x04" + bytes(range(256))])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NoText):
        decoded(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(NoText):
        assert "\0" not in decoded(data)


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_always_read_as_it_was_written(text: str) -> None:
    assert decoded(text.encode()) == text.removeprefix("\ufeff")
