"""A song's words, with what was felt at each line."""

from __future__ import annotations

from app.core.timecode import Span
from app.emotions.records import Mode
from app.spoken_files.line import Line
from tests.app.roles.conftest import Heard


def test_each_line_has_what_was_felt_while_it_was_sung(heard: Heard) -> None:
    series, song = heard.series, heard.series.love
    lines = [Line("Wind my heart", 5_000, 9_000), Line("and leave the key", 10_000, 14_000)]
    heard.services.lyrics.add(song, lines)
    for word, at_ms in (("wonder", 6_000), ("tenderness", 7_000), ("tenderness", 8_000)):
        series.feel(song, word, Span.point(at_ms))
    series.feel(song, "power", Span.point(11_000), Mode.EXPRESSED)
    series.feel(song, "tension", Span.point(60_000))
    first, second = heard.read(song).sung
    assert (first.text, first.span) == ("Wind my heart", Span(5_000, 9_000))
    assert [one.key for one in first.felt] == ["tenderness", "wonder"]
    assert second.felt == (), "what the music expresses wasn't felt"


def test_words_without_times_are_shown_as_they_are(heard: Heard) -> None:
    heard.services.lyrics.add(heard.series.love, [Line("Wind my heart"), Line("once more")])
    sung = heard.read(heard.series.love).sung
    assert [(one.text, one.span, one.felt) for one in sung] == [
        ("Wind my heart", None, ()), ("once more", None, ()),
    ]  # fmt: skip
    assert heard.read(heard.series.opening).sung == ()
