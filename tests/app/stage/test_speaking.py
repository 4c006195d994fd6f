"""Who speaks a line of the subtitles."""

from __future__ import annotations

import pytest

from app.core.ids import CharacterId, WorkId
from app.stage.speaking import spoken_by
from app.story.records import Character


def person(key: int, name: str) -> Character:
    return Character(CharacterId(key), f"uid {key}", WorkId(1), name, "#aa5566", None, "")


PRESENT = (person(1, "Mira Solene"), person(2, "Elio Brandt"), person(3, "姫"))


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("Mira: No wish.", "Mira Solene", "No wish."),
        ("MIRA: No wish.", "Mira Solene", "No wish."),
        ("Mira Solene: No wish.", "Mira Solene", "No wish."),
        ("- ELIO: And if I drop it?", "Elio Brandt", "And if I drop it?"),
        ("姫\uff1aそうか", "姫", "そうか"),
    ],
)
def test_a_name_before_a_colon_is_the_speakers(line: str, name: str, words: str) -> None:
    said = spoken_by(line, PRESENT)
    assert said.speaker is not None and said.speaker.name == name
    assert said.words == words


@pytest.mark.parametrize(
    "line",
    ["No wish.", "It is 9:15.", "Listen: no wish.", "Mira:", ": no", "", "Sefa: Look up."],
)
def test_any_other_line_is_nobodys_and_stays_as_it_is(line: str) -> None:
    assert spoken_by(line, PRESENT) == (line, None)
