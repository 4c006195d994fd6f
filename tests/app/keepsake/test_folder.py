"""The folder of a keepsake: nothing leads out of it, nothing private is in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.instant import Instant
from app.core.jobs import JobCancelled, JobContext, Progress
from app.core.resources import RESOURCES
from app.journal.records import ENTRY, EntryDraft, JournalFilter
from app.keepsake.choosing import Choice, Ticks, of_all, of_selection, of_work, of_year
from app.keepsake.html.elements import document, el
from app.keepsake.service import Keepsakes
from app.keepsake.writing import feeling_rules
from tests.support.folder_links import faults_of_links
from tests.support.full_disk import no_room
from tests.support.hostile_journal import (
    POST,
    SEALED_LETTER,
    SEALED_TITLE,
    SECRET_LETTER,
    SECRET_MEMORY,
    SECRET_SCENE,
    SECRET_THEME,
    HostileJournal,
    PlainCraft,
)
from tests.support.journal_profile import JournalProfile
from tests.support.opened_profile import OpenedProfile
from ui.style.tokens import DARK, LIGHT

NOTHING = Ticks()
EVERYTHING = Ticks(memories=True, letters=True, spoilers=True)
_FETCHING = ("src", "href", "srcset", "poster", "action", "data", "background", "style", "ping")


class Keeping:
    """A hostile journal, of which keepsakes are made."""

    def __init__(self, opened: OpenedProfile, folder: Path) -> None:
        self.services = opened.services
        self.rows = HostileJournal.in_profile(opened.services)
        self.out = folder / "keepsake"
        self.keepsakes: Keepsakes = self.services.keepsakes

    def work(self) -> Choice:
        return of_work(self.services.scenes.works()[0])

    def write(self, choice: Choice, ticks: Ticks = NOTHING, job: JobContext | None = None) -> None:
        craft = PlainCraft()
        self.keepsakes.write_folder(choice, ticks, self.out, craft, job or JobContext())

    def pages(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in sorted(self.out.glob("*.html"))}

    def everything(self) -> str:
        return "".join(
            path.read_bytes().decode("utf-8", "replace") for path in self.out.glob("*.*")
        )


@pytest.fixture
def keeping(opened: OpenedProfile, tmp_path: Path) -> Keeping:
    return Keeping(opened, tmp_path)


class Read(HTMLParser):
    """Tags, addresses and words of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data

    def addresses(self) -> Iterator[str]:
        return (value for name, value in self.attributes if name in _FETCHING)


def test_whatever_was_written_is_text_and_leads_nowhere(keeping: Keeping) -> None:
    keeping.write(keeping.work(), EVERYTHING)
    assert set(keeping.pages()) == {"index.html", "story-1.html", "music.html", "diary-2023.html"}
    for page in keeping.pages().values():
        read = Read(page)
        assert read.tags.count("script") == 1
        assert not {"iframe", "object", "base", "form", "style"} & set(read.tags)
        assert not [name for name, _value in read.attributes if name.startswith("on")]
        for address in read.addresses():
            file, _at, anchor = address.partition("#")
            assert not file or (keeping.out / file).is_file(), address
            assert not anchor or f'id="{anchor}"' in (
                (keeping.out / file).read_text("utf-8") if file else page
            )
        assert "default-src 'none'" in page
        assert not re.search("[\x00-\x08\x0b-\x1f]", page)
    assert '<script src="' + POST in Read(keeping.pages()["music.html"]).words
    assert POST not in (keeping.out / "style.css").read_text("utf-8")


def test_words_can_be_searched_and_are_no_script(keeping: Keeping) -> None:
    keeping.write(of_all())
    script = (keeping.out / "words.js").read_text("ascii")
    rows = json.loads(script.removeprefix("window.keepsakeWords = ").removesuffix(";\n"))
    assert any("</script>" in text for _address, _about, text in rows)
    assert all(address.startswith(("diary-", "music.html#")) for address, _about, _text in rows)


def test_an_entry_keeps_its_shape_and_shows_only_our_pictures(keeping: Keeping) -> None:
    keeping.write(keeping.work())
    diary = keeping.pages()["diary-2023.html"]
    for kept in ('<th scope="col">a</th>', "<em>one</em>", "<code>two &lt;b&gt;</code>", "<ol>"):
        assert kept in diary
    assert f"a link ({POST})" in diary
    shown = [value for name, value in Read(diary).attributes if name == "src"]
    assert shown == ["script.js", "pictures/0001.png", "pictures/0001.png"]  # also beside it
    assert Read(diary).words.count("heard with ") == 1
    assert "nowhere.png" not in diary and "gone" in diary


@pytest.mark.parametrize("ticks", [Ticks(), EVERYTHING])
def test_what_is_private_goes_in_only_where_it_was_ticked(keeping: Keeping, ticks: Ticks) -> None:
    keeping.write(keeping.work(), ticks)
    said = keeping.everything()
    for secret in (SECRET_MEMORY, SECRET_SCENE, SECRET_LETTER):
        assert (secret in said) is ticks.memories
    assert SECRET_THEME not in said  # it returns nowhere
    assert SEALED_LETTER not in said and SEALED_TITLE not in said  # nobody may read it yet
    seen = keeping.keepsakes.preview(keeping.work(), ticks)
    out, inside = seen.left_out, seen.inside
    private = (out.memories, out.letters, out.spoilers)
    assert private == ((0, 0, 0) if ticks.memories else (1, 1, 1))
    assert (inside.memories, inside.letters) == ((1, 1) if ticks.memories else (0, 0))


@pytest.mark.parametrize("ticks", [Ticks(), EVERYTHING])
def test_a_letter_that_is_sealed_never_goes_in(keeping: Keeping, ticks: Ticks) -> None:
    seen = keeping.keepsakes.preview(of_all(), ticks)
    assert SEALED_TITLE not in [line.heading for line in seen.lines]
    assert seen.left_out.sealed == 1
    assert "1 sealed letter" in seen.left_out.in_words()
    keeping.write(of_all(), ticks)
    assert SEALED_LETTER not in keeping.everything()


def test_a_link_to_a_moment_leads_to_it_in_the_folder(keeping: Keeping) -> None:
    journal = keeping.services.journal
    line = keeping.keepsakes.preview(of_all(), NOTHING).lines[0]
    text = f"[here](ost-my-heart:moment/{line.uid}) [gone](ost-my-heart:moment/none)"
    journal.write_entry(EntryDraft("Links", text), Instant(1_700_000_700_000, 0))
    keeping.write(of_all())
    page = keeping.pages()["diary-2023.html"]
    (address,) = re.findall(r'<a href="([^"]*)">here</a>', page)
    assert f'id="{address.partition("#")[2]}"' in page
    assert '<span class="link">gone</span>' in page
    assert "ost-my-heart:" not in page


@pytest.mark.parametrize("ticks", [NOTHING, EVERYTHING])
@pytest.mark.parametrize("what", ["work", "year", "all", "selection"])
def test_every_link_leads_to_something_in_the_folder(
    keeping: Keeping, what: str, ticks: Ticks
) -> None:
    lines = keeping.keepsakes.preview(of_all(), ticks).lines
    links = " ".join(f"[{n}](ost-my-heart:moment/{one.uid})" for n, one in enumerate(lines))
    keeping.services.journal.write_entry(
        EntryDraft(
            "Links", f"{links} [e](ost-my-heart:entry/{lines[-1].uid}) [x](#main) [y](/etc)"
        ),
        Instant(1_700_000_700_000, 0),
    )
    chosen = {
        "work": keeping.work(),
        "year": of_year(2023),
        "all": of_all(),
        "selection": of_selection(JournalFilter(kinds=frozenset((ENTRY,)))),
    }[what]
    keeping.write(chosen, ticks)
    assert faults_of_links(keeping.out) == []


def test_nothing_is_found_by_what_is_covered(keeping: Keeping) -> None:
    wanted = of_selection(JournalFilter(text=SECRET_SCENE))
    assert not keeping.keepsakes.preview(wanted, Ticks()).lines
    assert keeping.keepsakes.preview(wanted, EVERYTHING).lines


def test_a_year_and_a_selection_hold_only_what_is_theirs(keeping: Keeping) -> None:
    assert not keeping.keepsakes.preview(of_year(2022), Ticks()).lines
    assert len(keeping.keepsakes.preview(of_year(2023), Ticks()).lines) == 4
    entries = of_selection(JournalFilter(text="raw"), "Found")
    (line,) = keeping.keepsakes.preview(entries, Ticks()).lines
    assert line.is_entry


def test_what_is_there_already_stays(keeping: Keeping) -> None:
    keeping.out.mkdir()
    (keeping.out / "mine.txt").write_text("mine")
    with pytest.raises(Problem, match="already"):
        keeping.write(of_all())
    assert (keeping.out / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("steps", range(1, 7))
def test_a_cancelled_one_leaves_nothing(keeping: Keeping, steps: int) -> None:
    beside = set(keeping.out.parent.iterdir())
    left = steps

    def on_progress(progress: Progress) -> None:
        nonlocal left
        left -= 1
        if left <= 0 and progress.can_cancel:
            job.cancel()

    job = JobContext(on_progress)
    with pytest.raises(JobCancelled):
        keeping.write(keeping.work(), EVERYTHING, job)
    assert set(keeping.out.parent.iterdir()) == beside


def test_a_full_disk_is_explained_and_leaves_nothing(keeping: Keeping) -> None:
    beside = set(keeping.out.parent.iterdir())
    with no_room(200), pytest.raises(Problem, match="couldn’t be saved"):
        keeping.write(keeping.work())
    assert set(keeping.out.parent.iterdir()) == beside


def test_a_folder_that_is_not_there_is_explained(keeping: Keeping) -> None:
    keeping.out = keeping.out / "nowhere" / "deeper"
    with pytest.raises(Problem, match="no such file or folder"):
        keeping.write(of_all())


def test_an_empty_journal_makes_a_cover(opened: OpenedProfile, tmp_path: Path) -> None:
    keepsakes, out = opened.services.keepsakes, tmp_path / "out"
    made = keepsakes.write_folder(of_all(), Ticks(), out, PlainCraft(), JobContext())
    assert made.inside.in_words() == ""
    assert (out / "index.html").is_file() and not (out / "music.html").exists()


def test_a_colour_that_is_none_is_no_style(keeping: Keeping) -> None:
    """Another program's export may say anything."""
    emotion = keeping.keepsakes.preview(keeping.work(), Ticks()).emotions[0]
    hostile = replace(emotion, colour=f"url({POST})")
    assert POST not in feeling_rules((hostile,))
    assert ".f0 { --own: #0E8A9C;" in feeling_rules((emotion,))


def test_the_colours_are_those_of_the_program() -> None:
    style = (RESOURCES / "keepsake" / "style.css").read_text("utf-8")
    light, dark = style.split("@media (prefers-color-scheme: dark)")[:2]
    for part, theme in ((light, LIGHT), (dark, DARK)):
        said = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", part.split("* {")[0]))
        assert said
        for name, value in said.items():
            assert theme.colour(name.replace("-", "_")) == value


class _Counting(JobContext):
    """How often it could have been cancelled, by what was reported last."""

    def __init__(self) -> None:
        super().__init__(self._on_report)
        self.could: Counter[str] = Counter()
        self._doing = ""

    def _on_report(self, at: Progress) -> None:
        self._doing = at.label

    def checkpoint(self) -> None:
        self.could[self._doing] += 1
        super().checkpoint()


def test_a_day_with_many_marks_can_be_cancelled_at_each(keeping: Keeping) -> None:
    rows = JournalProfile(keeping.services.store)
    word = keeping.services.emotions.emotions()[0].id
    for number in range(200):
        rows.tag(keeping.rows.track, word, number * 100, note="again " * 30)
    job = _Counting()
    keeping.write(of_all(), NOTHING, job)
    assert job.could["Writing pages"] > 3 * 200  # in the music, in the diary, in the search
    assert job.could["Reading your journal"] >= 1


def test_a_page_can_be_cancelled_while_it_is_written() -> None:
    def stop() -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        document(el("html", el("p", "x")), stop)


def test_it_prints_on_white_paper_without_what_can_only_be_pressed(keeping: Keeping) -> None:
    keeping.write(keeping.work())
    (style,) = [path.read_text("utf-8") for path in keeping.out.glob("*.css")]
    assert "prefers-color-scheme: dark" in style
    printed = style.partition("@media print")[2]
    assert "--paper: #fff" in printed and "audio { display: none; }" in printed
