"""What several pages show: a mark or entry, a picture, feelings with their counts, a waveform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.core.ids import EmotionId, TrackId
from app.core.jobs import JobContext
from app.core.timecode import format_span
from app.core.words import _, listed, number
from app.emotions.records import MAX_INTENSITY, Emotion
from app.journal.links import EntryLink, MarkLink, link_of
from app.keepsake.craft import Craft
from app.keepsake.html.elements import Child, Element, el
from app.keepsake.html.icons import ENTRY, FAVOURITE, icon, symbols
from app.keepsake.html.markdown import blocks, paragraphs
from app.keepsake.records import Keepsake, KeptLine
from app.marks.kinds import KINDS

MUSIC_FILE = "music.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is in the folder."""

    file: str
    width: int
    height: int


@dataclass(frozen=True)
class Parts:
    """pictures, covers: by the names in the keepsake. sounds: files, by the uids of marks. job: may
    end with any line.
    """

    keepsake: Keepsake
    craft: Craft
    pictures: Mapping[str, Shown]
    covers: Mapping[str, Shown]
    sounds: Mapping[str, str]
    job: JobContext

    # --- where things are -----------------------------------------------------------------------

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Of marks and entries, by uid: names that come from anywhere are in no address."""
        return {line.uid: number for number, line in enumerate(self.keepsake.lines, 1)}

    def anchor(self, line: KeptLine) -> str:
        return f"m{self.numbers[line.uid]}"

    def address(self, line: KeptLine) -> str:
        return f"{diary_file(line.day.year)}#{self.anchor(line)}"

    @cached_property
    def _tracks(self) -> Mapping[TrackId | None, int]:
        return {track.id: number for number, track in enumerate(self.keepsake.tracks, 1)}

    def track_anchor(self, track_id: TrackId | None) -> str:
        """Empty for a track that is on no page."""
        return "" if track_id not in self._tracks else f"t{self._tracks[track_id]}"

    def track_link(self, track_id: TrackId | None, title: str) -> Element:
        anchor = self.track_anchor(track_id)
        if not anchor:
            return el("bdi", title)
        return el("a", title, href=f"{MUSIC_FILE}#{anchor}", dir="auto")

    # --- feelings -------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> Mapping[EmotionId, int]:
        return {one.id: place for place, one in enumerate(self.keepsake.emotions)}

    def feeling_class(self, emotion: Emotion | None) -> str:
        return "" if emotion is None else f"f{self._places[emotion.id]}"

    @cached_property
    def icons(self) -> Element:
        own = {KINDS[line.kind].icon for line in self.keepsake.lines if line.kind in KINDS}
        felt = {one.icon for one in self.keepsake.emotions}
        return symbols({*own, *felt, FAVOURITE, ENTRY})

    def feelings(self, counts: Mapping[EmotionId, int]) -> Element:
        """Each with its icon and how often it was."""
        by_id = {one.id: one for one in self.keepsake.emotions}
        return el(
            "ul",
            [
                el(
                    "li",
                    icon(by_id[key].icon),
                    el("bdi", by_id[key].name),
                    " ",
                    el("span", number(n), class_="count"),
                    class_=f"feeling {self.feeling_class(by_id[key])}",
                )
                for key, n in counts.items()
                if key in by_id
            ],
            class_="feelings",
        )

    # --- pictures -------------------------------------------------------------------------------

    def picture(self, name: str | None, says: str, class_: str = "picture") -> Element | None:
        """says: what it shows; empty if words beside it say so."""
        return _image(self.pictures.get(name or ""), says, class_)

    def cover(self, name: str | None, class_: str = "cover") -> Element | None:
        return _image(self.covers.get(name or ""), "", class_)

    # --- a mark or entry ------------------------------------------------------------------------

    def line(self, line: KeptLine) -> Element:
        """As on the pages of the diary. Raises JobCancelled."""
        self.job.checkpoint()
        return el(
            "li",
            self._badge(line),
            el("div", self._words(line), class_="body"),
            id=self.anchor(line),
            class_=f"line {'entry' if line.is_entry else 'mark'} {self._line_class(line)}".strip(),
        )

    def line_in_track(self, line: KeptLine) -> Element:
        """In one line, where the track is said already. Raises JobCancelled."""
        self.job.checkpoint()
        assert line.span is not None
        link = el("a", el("bdi", line.heading), href=self.address(line))
        return el(
            "li",
            el("span", format_span(line.span), class_="time"),
            self._badge(line),
            el(
                "div",
                el("p", link, " ", _intensity(line), class_="said"),
                el("p", line.text, class_="note", dir="auto") if line.text else None,
                el("p", self.craft.day_words(line.day), class_="about"),
                self._sound(line),
                class_="body",
            ),
            class_=f"place {self._line_class(line)}".strip(),
            data_mark=self.anchor(line),
        )

    def _line_class(self, line: KeptLine) -> str:
        return self.feeling_class(line.emotion) or ("" if line.is_entry else "own")

    def _badge(self, line: KeptLine) -> Element:
        kind = ENTRY if line.is_entry else KINDS[line.kind].icon
        name = line.emotion.icon if line.emotion is not None else kind
        return el("span", icon(name), class_="badge")

    def _words(self, line: KeptLine) -> Iterable[Child]:
        if line.is_entry:
            yield el("h4", line.heading, class_="entry-title", dir="auto")
            yield el(
                "div",
                blocks(line.text, self._in_text, self._within),
                class_="entry-text",
                dir="auto",
            )
            yield self._attached(line)
            yield self._before_after(line)
        elif line.text:
            yield el("div", paragraphs(line.text), class_="words")
        if line.memory:
            yield el("div", paragraphs(line.memory), class_="memory")
        yield self._about(line)
        yield self._sound(line)

    def _attached(self, line: KeptLine) -> Element | None:
        shown = [self.picture(one.file, one.words, "attached") for one in line.attached]
        found = [one for one in shown if one is not None]
        return el("div", found, class_="pictures") if found else None

    def _within(self, address: str) -> str:
        """Of a link to a mark or an entry that is in here, too."""
        link = link_of(address)
        line = self._lines.get(link.uid) if isinstance(link, MarkLink | EntryLink) else None
        return "" if line is None else self.address(line)

    @cached_property
    def _lines(self) -> Mapping[str, KeptLine]:
        return {line.uid: line for line in self.keepsake.lines}

    def _in_text(self, name: str, shows: str) -> Element | None:
        return self.picture(name, shows, "in-text")

    def _about(self, line: KeptLine) -> Element:
        """What the words are about, smaller than they are."""
        parts: list[list[Child]] = []
        if not line.is_entry:
            parts.append([el("strong", line.heading, dir="auto"), " ", _intensity(line)])
        if line.is_letter:
            parts.append([_("A letter to later")])
        if line.is_expressed:
            parts.append([_("expressed by the music")])
        if line.track_title:
            parts.append([self.track_link(line.track_id, line.track_title)])
        if line.span is not None:
            parts.append([format_span(line.span)])
        parts += [[el("bdi", title)] for title in (*line.scenes, *line.linked)]
        if line.people:
            parts.append([el("bdi", _("heard with {people}", people=listed(line.people)))])
        local = line.made.local
        clock = self.craft.clock_words(local)
        parts.append([el("time", clock, datetime=local.isoformat(timespec="minutes"))])
        joined: list[Child] = []
        for part in parts:
            joined += [" · ", *part] if joined else part
        return el("p", joined, class_="about")

    def _before_after(self, line: KeptLine) -> Element | None:
        said = line.before_after
        return el("p", said, class_="before-after") if said else None

    def _sound(self, line: KeptLine) -> Element | None:
        file = self.sounds.get(line.uid)
        if file is None:
            return None
        name = _("Hear {title}", title=line.heading)
        return el("audio", src=file, controls="", preload="none", aria_label=name)


def diary_file(year: int) -> str:
    return f"diary-{year:04d}.html"


def _intensity(line: KeptLine) -> Element | None:
    """Dots for the eyes, and words for those who are read to."""
    if not line.intensity:
        return None
    value, most = number(line.intensity), number(MAX_INTENSITY)
    said = _("intensity {value} of {most}", value=value, most=most)
    full = "●" * line.intensity
    return el(
        "span",
        el("span", full, el("span", "●" * (MAX_INTENSITY - line.intensity), class_="none"),
           aria_hidden="true"),
        el("span", said, class_="spoken"),
        class_="dots",
    )  # fmt: skip


def _image(shown: Shown | None, says: str, class_: str) -> Element | None:
    if shown is None:
        return None
    size = {"width": str(shown.width), "height": str(shown.height)}
    return el("img", src=shown.file, alt=says, class_=class_, loading="lazy", **size)
