"""Keys that mark, move and play, on the keyboards of other languages, through a real X server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.emotions.records import Mode
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.keyboards import layout, needs_a_keyboard, tap_place

pytestmark = needs_a_keyboard

LAYOUTS = ("us", "ru", "gr", "il", "fr", "de", "us(dvorak)")
LETTERS = {  # where a layout has the Latin letters that the keys are named by
    "us(dvorak)": {"f": "y", "w": ",", "n": "l", "v": "."},
    "fr": {"m": ";", "w": "z", "a": "q"},
}


@pytest.fixture(params=LAYOUTS)
def keyboard(request: pytest.FixtureRequest) -> Iterator[str]:
    with layout(request.param):
        yield request.param


def place(keyboard: str, key: str) -> str:
    """Where a key is on a keyboard, by its name in the US."""
    return LETTERS.get(keyboard, {}).get(key, key)


@pytest.fixture
def session(harness: AppHarness, keyboard: str) -> WindowSession:
    return harness.playing(5000)


def test_the_digit_row_marks_on_every_keyboard(session: WindowSession) -> None:
    tap_place("6")
    session.until(lambda: session.timeline.tags)
    tap_place("3", "shift")
    session.until(lambda: len(session.timeline.tags) == 2)
    felt = {tagged.emotion.shortcut: tagged.tag.mode for tagged in session.timeline.tags}
    assert felt == {"6": Mode.FELT, "3": Mode.EXPRESSED}
    tap_place("2", "alt")
    session.until(lambda: session.desk.pages.current_key == "library")


def test_letters_and_signs_work_on_every_keyboard(session: WindowSession, keyboard: str) -> None:
    tap_place(place(keyboard, "f"))
    session.until(lambda: session.timeline.moments)
    assert session.timeline.tags == ()
    tap_place(place(keyboard, "m"))
    session.until(lambda: session.playback.player.output.is_muted)
    tap_place("space")
    session.until(lambda: session.playback.state is PlayState.PAUSED)
    tap_place(place(keyboard, "n"))
    note = session.pages.listen.side.inspector.note
    session.until(note.hasFocus)
    tap_place("f")
    session.until(note.toPlainText)
    assert len(session.timeline.marks()) == 1, "in a note it is a letter, whatever it is"


def test_the_trace_pad_is_steered_on_every_keyboard(session: WindowSession, keyboard: str) -> None:
    pad = session.pages.listen.side.trace_pad.field
    drifts: list[tuple[float, float]] = []
    pad.drifted.connect(lambda *way: drifts.append(way))
    tap_place(place(keyboard, "v"))
    session.until(pad.hasFocus)
    for key, way in (("w", (0, 1)), ("a", (-1, 0))):
        drifts.clear()
        tap_place(place(keyboard, key))
        session.until(lambda: len(drifts) == 2)
        assert drifts[0] == way, key


def test_beside_a_latin_layout_the_same_keys_work(harness: AppHarness) -> None:
    with layout("us,ru"):
        session = harness.playing(5000)
        tap_place("scroll_lock")
        tap_place("f")
        session.until(lambda: session.timeline.moments)
        tap_place("m")
        session.until(lambda: session.playback.player.output.is_muted)
        assert len(session.timeline.marks()) == 1


def test_signs_that_need_the_third_level_are_signs_not_digits(harness: AppHarness) -> None:
    with layout("de"):
        session = harness.playing(5000)
        rate = session.playback.player.rate
        tap_place("9", "altgr")  # “]”: faster
        session.until(lambda: session.playback.player.rate > rate)
        assert session.timeline.marks() == []


def test_a_letter_that_was_given_to_an_emotion_is_that_emotion(harness: AppHarness) -> None:
    with layout("ru"):
        session = harness.playing(5000)
        word = session.services.emotions.emotions()[0]
        session.services.emotions.edit_word(word.id, shortcut="ж")
        tap_place(";")
        session.until(lambda: session.timeline.tags)
        assert session.timeline.tags[0].emotion.id == word.id
