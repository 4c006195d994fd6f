"""The language in use, and the pseudo-locales."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import languages
from app.core.languages import ENGLISH, LONGER, MIRRORED
from app.core.pseudo_locale import longer, mirrored
from app.core.words import _, ngettext


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    languages.speak(ENGLISH)


@pytest.fixture
def only_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "WORDS", tmp_path)
    file = languages.catalogue_file("de")
    file.parent.mkdir(parents=True)
    file.write_bytes(_compiled({"": "Content-Type: text/plain; charset=UTF-8\n", "Open": "Öffnen"}))


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE@euro", "LC_ALL": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de:en"}, "de"),
        ({"LANG": "xx_YY.UTF-8"}, "en"),
        ({"LANG": "../../tmp"}, "en"),
        ({"LANG": LONGER}, LONGER),
    ],
)
def test_the_first_known_language_of_the_desktop_is_used(
    only_german: None, environment: dict[str, str], spoken: str
) -> None:
    assert languages.speak(environment=environment) == spoken


def test_the_language_chosen_comes_before_the_desktops(only_german: None) -> None:
    assert languages.speak("de", {"LANG": "en_GB.UTF-8"}) == "de"
    assert _("Open") == "Öffnen"
    assert languages.speak("en", {"LANG": "de_DE.UTF-8"}) == "en"
    assert _("Open") == "Open"


def test_the_available_languages(only_german: None) -> None:
    languages.available.cache_clear()
    assert languages.available() == ("en", "de")
    languages.available.cache_clear()


def test_the_longer_pseudo_locale_keeps_placeholders() -> None:
    languages.speak(LONGER)
    assert _("Delete “{title}”?", title="Dawn").startswith("⟦Ðéļéţé “Dawn”?")
    assert ngettext("One mark", "{n} marks", 2).startswith("⟦2 ḿåŕķš")
    assert longer("&File <b>now</b>").startswith("⟦&Ƒîļé <b>ñöŵ</b>")
    assert longer("…") == "…"


def test_the_mirrored_pseudo_locale_runs_from_right_to_left() -> None:
    assert languages.speak(MIRRORED) == MIRRORED
    assert languages.reads_right_to_left(MIRRORED) and not languages.reads_right_to_left(LONGER)
    assert mirrored("Delete {title}") == "\u202eDelete \u202c{title}"


def _compiled(texts: dict[str, str]) -> bytes:
    """A catalogue as msgfmt writes it: gnu.org/software/gettext/manual/html_node/MO-Files.html."""
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    count, head = len(pairs), 28
    place = head + 16 * count
    table, data = b"", b""
    for part in (0, 1):
        for pair in pairs:
            table += len(pair[part]).to_bytes(4, "little")
            table += (place + len(data)).to_bytes(4, "little")
            data += pair[part] + b"\0"
    fields = (0x950412DE, 0, count, head, head + 8 * count, 0, 0)
    return b"".join(field.to_bytes(4, "little") for field in fields) + table + data
