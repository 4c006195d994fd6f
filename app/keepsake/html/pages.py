"""The pages of a keepsake: its cover, the stories, the music, and the diary of each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from app.core.timecode import format_ms, format_span
from app.core.words import _, dotted
from app.keepsake.html.elements import Child, Children, Element, el
from app.keepsake.html.frame import Frame, PageName
from app.keepsake.html.markdown import paragraphs
from app.keepsake.html.parts import MUSIC_FILE, Parts, diary_file
from app.keepsake.html.wave import wave_picture
from app.keepsake.records import KeptLine, KeptScene, KeptStory, KeptTrack

COVER_FILE = "index.html"
_QUOTES = 5
_LONGEST_QUOTE = 400  # characters; a longer text is to be read in its place


@dataclass(frozen=True)
class Pages:
    parts: Parts

    @cached_property
    def names(self) -> tuple[PageName, ...]:
        keepsake = self.parts.keepsake
        stories = keepsake.stories
        return (
            # Translators: the first page of a keepsake, as of a book
            PageName(COVER_FILE, _("Cover")),
            *(
                PageName(story_file(number), _("Story") if len(stories) == 1 else story.title)
                for number, story in enumerate(stories, 1)
            ),
            *((PageName(MUSIC_FILE, _("Music")),) if keepsake.tracks else ()),
            *(PageName(diary_file(year), str(year)) for year in keepsake.years),
        )

    def all(self) -> Iterator[tuple[str, bytes]]:
        """File names, and what is in them."""
        keepsake = self.parts.keepsake
        made = self.parts.craft.day_words(keepsake.made.day)
        frame = Frame(keepsake.title, self.names, made, bool(self.parts.sounds))
        for name in self.names:
            checkpoint = self.parts.job.checkpoint
            yield name.file, frame.page(name, self._main(name), self.parts.icons, checkpoint)

    def _main(self, name: PageName) -> Iterator[Children]:
        keepsake = self.parts.keepsake
        if name.file == COVER_FILE:
            return self._cover()
        if name.file == MUSIC_FILE:
            return self._music()
        for number, story in enumerate(keepsake.stories, 1):
            if name.file == story_file(number):
                return self._story(story)
        return self._diary(next(y for y in keepsake.years if name.file == diary_file(y)))

    # --- the cover ------------------------------------------------------------------------------

    def _cover(self) -> Iterator[Children]:
        keepsake = self.parts.keepsake
        yield el(
            "div",
            self._front_picture(),
            el(
                "div",
                el("h1", keepsake.title, dir="auto"),
                el("p", keepsake.inside.in_words(), class_="about"),
                el("p", self._from_to(), class_="about"),
            ),
            class_="front",
        )
        if keepsake.felt:
            yield el("h2", _("What was felt"))
            yield self.parts.feelings(keepsake.felt)
        quotes = self._quotes()
        if quotes:
            # Translators: a heading above what the listener wrote at the strongest moments
            yield el("h2", _("Words that stayed"))
            yield [self._quote(line) for line in quotes]

    def _front_picture(self) -> Element | None:
        for story in self.parts.keepsake.stories:
            if (picture := self.parts.picture(story.picture, "", "front-picture")) is not None:
                return picture
        for track in self.parts.keepsake.tracks:
            if (cover := self.parts.cover(track.cover, "front-picture")) is not None:
                return cover
        return None

    def _from_to(self) -> str:
        lines = self.parts.keepsake.lines
        if not lines:
            return ""
        days = [self.parts.craft.day_words(line.day) for line in (lines[0], lines[-1])]
        return days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"

    def _quotes(self) -> list[KeptLine]:
        """The strongest with words, in the order in which they were made."""
        said = [
            line
            for line in self.parts.keepsake.lines
            if line.text and not line.is_entry and len(line.text) <= _LONGEST_QUOTE
        ]
        strongest = sorted(said, key=lambda line: -line.intensity)[:_QUOTES]
        return sorted(strongest, key=lambda line: line.made.utc_ms)

    def _quote(self, line: KeptLine) -> Element:
        about = el("a", line.heading, href=self.parts.address(line), dir="auto")
        track: list[Child] = [" · ", el("bdi", line.track_title)] if line.track_title else []
        return el(
            "figure",
            el("blockquote", paragraphs(line.text)),
            el("figcaption", about, track, " · ", str(line.day.year)),
            class_=f"quote {self.parts.feeling_class(line.emotion) or 'own'}",
        )

    # --- a story --------------------------------------------------------------------------------

    def _story(self, story: KeptStory) -> Iterator[Children]:
        year = "" if story.year is None else f" ({story.year})"
        yield el("h1", el("bdi", story.title), year)
        if story.note:
            yield el("div", paragraphs(story.note), class_="lead")
        if story.cast:
            yield el("h2", _("Characters"))
            yield el("ul", [self._person(one.name, one.portrait, one.note) for one in story.cast],
                     class_="cast")  # fmt: skip
        for episode in story.episodes:
            # Translators: a heading above scenes of no episode
            yield el("h2", episode.heading or _("Scenes"), dir="auto")
            yield [self._scene(scene) for scene in episode.scenes]

    def _person(self, name: str, portrait: str | None, note: str) -> Element:
        return el(
            "li",
            self.parts.picture(portrait, "", "portrait"),
            el("div", el("p", el("strong", name, dir="auto")), paragraphs(note)),
        )

    def _scene(self, scene: KeptScene) -> Element:
        return el(
            "section",
            self.parts.picture(scene.still, _("Still of “{scene}”", scene=scene.title), "still"),
            el(
                "div",
                el("h3", scene.title, dir="auto"),
                paragraphs(scene.summary),
                self._scene_facts(scene),
                self.parts.feelings(scene.felt) if scene.felt else None,
                class_="body",
            ),
            class_="scene",
        )

    def _scene_facts(self, scene: KeptScene) -> Element | None:
        facts: list[tuple[str, list[Child]]] = []
        if scene.people:
            facts.append((_("With"), _comma([el("bdi", name) for name in scene.people])))
        if scene.music:
            passages = [
                el("span", self.parts.track_link(one.track_id, one.title), " ",
                   format_span(one.span))
                for one in scene.music
            ]  # fmt: skip
            facts.append((_("Music"), _comma(passages)))
        if scene.themes:
            facts.append((_("Themes"), _comma([el("bdi", name) for name in scene.themes])))
        if not facts:
            return None
        return el(
            "dl",
            [el("div", el("dt", name), el("dd", values)) for name, values in facts],
            class_="facts",
        )

    # --- the music ------------------------------------------------------------------------------

    def _music(self) -> Iterator[Children]:
        yield el("h1", _("Music"))
        for track in self.parts.keepsake.tracks:
            yield self._track(track)

    def _track(self, track: KeptTrack) -> Element:
        lines = self.parts.keepsake.of_track(track.id)
        about = dotted(track.artist, track.album, track.role, format_ms(track.duration_ms))
        return el(
            "section",
            el(
                "div",
                self.parts.cover(track.cover),
                el("div", el("h2", track.title, dir="auto"), el("p", about, class_="about")),
                class_="track-head",
            ),
            wave_picture(self.parts, track, lines),
            el("ol", [self.parts.line_in_track(line) for line in lines], class_="places")
            if lines
            else None,
            class_="track",
            id=self.parts.track_anchor(track.id),
        )

    # --- the diary ------------------------------------------------------------------------------

    def _diary(self, year: int) -> Iterator[Children]:
        """By month and day."""
        by_day = self.parts.keepsake.by_day
        days = [day for day in by_day if day.year == year]
        yield el("h1", str(year))
        months = [(key, list(found)) for key, found in groupby(days, key=lambda day: day.month)]
        if len(months) > 1:
            yield el(
                "nav",
                el("ul", [self._month_link(found[0]) for _month, found in months]),
                class_="months",
                aria_label=_("Months"),
            )
        for _month, found in months:
            yield el("h2", self.parts.craft.month_words(found[0]), id=_month_anchor(found[0]))
            for day in found:
                yield el("h3", self.parts.craft.day_words(day))
                lines = by_day[day]
                yield el("ol", [self.parts.line(line) for line in lines], class_="lines")

    def _month_link(self, day: date) -> Element:
        name = self.parts.craft.month_words(day)
        return el("li", el("a", name, href=f"#{_month_anchor(day)}"))


def story_file(number: int) -> str:
    """number: from 1."""
    return f"story-{number}.html"


def _month_anchor(day: date) -> str:
    return f"month-{day.month}"


def _comma(parts: list[Element]) -> list[Child]:
    joined: list[Child] = []
    for part in parts:
        joined += [", ", part] if joined else [part]
    return joined
