"""Files of subtitles, as they are found in the wild."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import Problem
from app.spoken_files.line import LAST_MS, FileWords, Line
from app.spoken_files.subtitle_text import format_of, prepared
from app.spoken_files.subtitles import read_subtitles

SRT = """1
00:00:01,000 --> 00:00:02,500
<i>No wish.</i>
You hold the key.

2
00:00:03,000 --> 00:00:04,000
{\\an8}And if I drop it? &amp; <3
"""
VTT = """WEBVTT - of an episode

NOTE
not spoken, whatever it looks like

STYLE
::cue { color: red }

the first
00:01.000 --> 00:02.500 align:start position:0%
<v Mira>No wish.</v> <00:02.000>You hold the key.

00:00:03.000 --> 00:00:04.000
And if I drop it?
"""
ASS = """[Script Info]
Title: Lights
[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,oops
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,nobody hears this
Dialogue: 0,0:00:03.00,0:00:04.00,Default,Elio,0,0,0,,And if I{\\i1} drop\\Nit?
Dialogue: x,0:00:01.00,0:00:02.50,Default,Mira,zero,0,0,,{\\k20}No, {\\k30}wish.
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}
[Fonts]
fontname: a.ttf
M4&56^&
"""


def read(folder: Path, data: bytes | str, name: str = "S01E03.en.srt") -> FileWords:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_subtitles(path)


def test_srt_is_read_without_its_markup(tmp_path: Path) -> None:
    assert read(tmp_path, SRT) == FileWords(
        (
            Line("No wish. You hold the key.", 1_000, 2_500),
            Line("And if I drop it? & <3", 3_000, 4_000),
        ),
        "en",
    )


def test_webvtt_is_read_without_names_notes_and_styles(tmp_path: Path) -> None:
    assert read(tmp_path, VTT, "lights.vtt").lines == (
        Line("Mira: No wish. You hold the key.", 1_000, 2_500),
        Line("And if I drop it?", 3_000, 4_000),
    )


def test_ass_is_read_in_order_without_comments_drawings_and_fonts(tmp_path: Path) -> None:
    assert read(tmp_path, ASS, "lights.ass").lines == (
        Line("No, wish.", 1_000, 2_500),
        Line("And if I drop it?", 3_000, 4_000),
    )


def test_ass_may_have_its_fields_in_another_order(tmp_path: Path) -> None:
    text = (
        "[V4+ Styles]\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,a, b\n"
    )
    assert read(tmp_path, text, "x.ass").lines == (Line("a, b", 1_000, 2_000),)


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    assert read(tmp_path, VTT, "x.srt").lines == read(tmp_path, VTT, "x.vtt").lines


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8-sig", "Où est la clé ?"),
        ("utf-16", "Ключ у тебя"),
        ("utf-16-le", "Where is the key, my love"),
        ("utf-16-be", "Where is the key, my love"),
        ("cp1252", "Où est la clé ? C’est à moi, bien sûr. Là-bas, près de l’été."),
        ("cp1250", "Zażółć gęślą jaźń, powiedziała, a później wyszła w ciemność."),
        ("cp1251", "Ты держишь ключ от моего сердца, и больше мне ничего не надо."),
        ("koi8-r", "Ты держишь ключ от моего сердца, и больше мне ничего не надо."),
        ("cp1253", "Κρατάς το κλειδί της καρδιάς μου και δεν θέλω τίποτα άλλο."),
        ("cp1255", "את מחזיקה את המפתח ללב שלי ואני לא צריך שום דבר אחר"),
        ("cp932", "あなたは私の心の鍵を持っている。もし落としたら？"),
        ("euc_jp", "あなたは私の心の鍵を持っている。もし落としたら？"),
        ("gb18030", "你拿着我心的钥匙，我什么都不需要了，如果我把它弄丢了怎么办？"),
        ("big5", "你拿著我心的鑰匙，我什麼都不需要了，如果我把它弄丟了怎麼辦？"),
        ("cp949", "당신은 내 마음의 열쇠를 가지고 있어요. 잃어버리면 어떡하죠?"),
    ],
)
def test_old_encodings_are_recognised(tmp_path: Path, encoding: str, words: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n\n2\n00:00:03,000 --> 00:00:04,000\nOK\n"
    assert read(tmp_path, text.encode(encoding)).lines[0].text == words


def test_a_line_without_a_readable_time_stands_where_the_one_before_ends(tmp_path: Path) -> None:
    text = SRT.replace("00:00:03,000 --> 00:00:04,000", "0a:b0:03,000 --> 00:00:0c")
    found = read(tmp_path, text)
    assert found.lines[1] == Line("And if I drop it? & <3", 2_500)
    assert found.guessed == 1


def test_negative_backward_and_overlapping_times_keep_their_words(tmp_path: Path) -> None:
    text = (
        "1\n-00:00:02,000 --> 00:00:01,000\nbefore\n\n"
        "2\n00:00:09,000 --> 00:00:08,000\nbackward\n\n"
        "3\n00:00:05,000 --> 00:00:20,000\nacross\n"
    )
    assert read(tmp_path, text).lines == (
        Line("before", 0, 1_000),
        Line("across", 5_000, 20_000),
        Line("backward", 9_000),
    )


def test_an_arrow_among_the_words_is_no_time(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nleft --> right\n"
    assert read(tmp_path, text).lines == (Line("left --> right", 1_000, 2_000),)


def test_a_sign_that_moves_is_one_line(tmp_path: Path) -> None:
    frames = "".join(
        f"Dialogue: 0,0:00:0{n}.00,0:00:0{n + 1}.00,S,,0,0,0,,{{\\pos({n},1)}}LIGHTS\n"
        for n in range(5)
    )
    assert read(tmp_path, f"[V4+ Styles]\n[Events]\n{frames}").lines == (Line("LIGHTS", 0, 5_000),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no times"),
        (b"just words\n" * 50, "no times"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 40, "isn’t a text file"),
        (bytes(range(256)) * 40, "isn’t a text file"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "Nothing is said"),
    ],
)
def test_what_is_none_is_refused_in_plain_words(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(Problem) as refused:
        read(tmp_path, data)
    assert "S01E03.en.srt" in refused.value.what and why in refused.value.why


def test_spaces_without_end_are_looked_through_once(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        read(tmp_path, b"Dialogue:" + b" " * 500_000)


def test_half_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.srt"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    began = time.monotonic()
    with pytest.raises(Problem, match=r"larger than 32 MB"):
        read_subtitles(path)
    assert time.monotonic() - began < 1


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.srt"):
        with pytest.raises(Problem):
            read_subtitles(path)


HEADS = (
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "[V4+ Styles]\nDialogue: 0,0:00:01.00,0:00:02.00,,,,,,,",
)


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "{",
        "\n",
        " \n",
        "9",
        "1:",
        "{\\i1}",
        "&amp",
        "--> ",
        "00:00:01,000 --> 00:00:02,000\n",
    ],
)
@pytest.mark.parametrize("head", HEADS)
def test_no_file_takes_long(tmp_path: Path, head: str, piece: str) -> None:
    data = (head + piece * (100_000 // len(piece))).encode()
    began = time.process_time()
    with suppress(Problem):
        read(tmp_path, data)
    assert time.process_time() - began < 1


def test_harmed_files_are_read_or_refused(tmp_path: Path) -> None:
    chance = random.Random(15)
    for whole in (SRT, VTT, ASS):
        for _each in range(40):
            data = bytearray(whole.encode() * 2)
            for _harm in range(chance.randrange(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                found = read(tmp_path, bytes(data[: chance.randrange(len(data))]))
            except Problem:
                continue
            _expect_kept(found)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="<>{}&\\-"),
    min_size=1,
    max_size=20,
).filter(lambda text: not text.isdigit())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300_000_000), st.integers(1, 60_000), WORDS), min_size=1))
def test_no_word_is_lost(cues: list[tuple[int, int, str]]) -> None:
    from app.spoken_files.line import in_order
    from app.spoken_files.subtitles import _parsed

    def clock(ms: int) -> str:
        return (
            f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"
        )

    text = "".join(
        f"{n}\n{clock(at)} --> {clock(at + lasts)}\n{words}\n\n"
        for n, (at, lasts, words) in enumerate(cues, 1)
    )
    kind = format_of(text)
    assert kind is not None
    found = in_order(_parsed(prepared(text, kind).text, kind))
    assert sorted(found) == sorted(Line(words, at, at + lasts) for at, lasts, words in cues)


def _expect_kept(found: FileWords) -> None:
    assert all(line.text and "\n" not in line.text for line in found.lines)
    starts = [line.start_ms for line in found.lines if line.start_ms is not None]
    assert starts == sorted(starts) and all(0 <= at <= LAST_MS for at in starts)
    assert all(line.end_ms is None or line.end_ms >= (line.start_ms or 0) for line in found.lines)
