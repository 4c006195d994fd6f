"""What a keepsake says on paper, in order: a cover, the stories, the music, the diary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from PySide6.QtGui import QColor, QPainter

from app.core.ids import EmotionId
from app.core.jobs import JobContext
from app.core.timecode import format_ms, format_span
from app.core.words import _, dotted, listed, number
from app.emotions.records import MAX_INTENSITY
from app.keepsake.craft import Craft, Pictures
from app.keepsake.html.icons import ENTRY
from app.keepsake.records import Keepsake, KeptEpisode, KeptLine, KeptScene, KeptStory, KeptTrack
from app.marks.kinds import KINDS
from ui.keepsake.paper.figures import paint_sign, picture, rule, wave
from ui.keepsake.paper.flow import Band, kept_together
from ui.keepsake.paper.sheet import ACCENT, Sheet
from ui.keepsake.paper.text import Texts

_SIGN_PT = 24.0  # with what is right of it
_FEW = 6  # bands of a mark that stay together


@dataclass
class LaidOut:
    """How much of a keepsake is on paper: scenes, tracks, and each mark where it stands."""

    job: JobContext
    many: int
    done: int = 0

    def begin_another(self) -> None:
        """Raises JobCancelled."""
        self.job.report(self.done, self.many, _("Laying out pages"))
        self.done += 1


@dataclass(frozen=True)
class Content:
    """craft: for days and times in words."""

    keepsake: Keepsake
    craft: Craft
    pictures: Pictures
    covers: Pictures
    sheet: Sheet

    def bands(self, job: JobContext) -> Iterator[Band]:
        laid_out = LaidOut(job, _many(self.keepsake))
        parts: list[Iterable[Band]] = [self._cover()]
        parts += [self._story(story, laid_out) for story in self.keepsake.stories]
        parts += [self._music(laid_out), self._diary(laid_out)]
        for place, part in enumerate(parts):
            for at, band in enumerate(part):
                job.checkpoint()
                yield replace(band, starts_page=band.starts_page or (at == 0 and place > 0))

    @property
    def _texts(self) -> Texts:
        return Texts(self.sheet)

    # --- the cover ------------------------------------------------------------------------------

    def _cover(self) -> Iterator[Band]:
        keepsake, pt = self.keepsake, self.sheet.pt
        texts = self._texts
        if (front := self._front()) is not None:
            yield front
        yield from texts.plain(keepsake.title, 28, strong=True, gap=pt(24))
        yield from texts.plain(keepsake.inside.in_words(), 10, muted=True, gap=pt(8))
        if keepsake.lines:
            first, last = keepsake.lines[0].day, keepsake.lines[-1].day
            days = list(dict.fromkeys((self.craft.day_words(first), self.craft.day_words(last))))
            yield from texts.plain(" – ".join(days), 10, muted=True, gap=pt(3))
        felt = self._felt(keepsake.felt)
        if felt:
            yield from self._heading(_("What was felt"))
            yield from texts.plain(felt, 11, gap=pt(4))
        # Translators: the foot of each page of a keepsake. date: “21 November 2026”
        made = _("Made with OST My Heart on {date}.", date=self.craft.day_words(keepsake.made.day))
        yield from texts.plain(made, 8.5, muted=True, gap=pt(24))

    def _front(self) -> Band | None:
        """A picture of a work, or a cover."""
        paths = [self.pictures(story.picture or "") for story in self.keepsake.stories]
        paths += [self.covers(track.cover or "") for track in self.keepsake.tracks]
        found = (picture(self.sheet, path, 240, 240) for path in paths)
        return next((band for band in found if band is not None), None)

    def _felt(self, counts: Mapping[EmotionId, int]) -> str:
        names = {one.id: one.name for one in self.keepsake.emotions}
        return dotted(*(f"{names[key]} {number(n)}" for key, n in counts.items() if key in names))

    def _heading(self, text: str, points: float = 16, gap_pt: float = 26) -> Iterator[Band]:
        bands = self._texts.plain(text, points, strong=True, gap=self.sheet.pt(gap_pt))
        return (replace(band, keeps=True) for band in bands)

    # --- a story --------------------------------------------------------------------------------

    def _story(self, story: KeptStory, laid_out: LaidOut) -> Iterator[Band]:
        year = "" if story.year is None else f" ({story.year})"
        yield from self._heading(f"{story.title}{year}", 22)
        yield from self._texts.plain(story.note, 11, gap=self.sheet.pt(6))
        for person in story.cast:
            yield from self._person(person.name, person.portrait, person.note)
        for episode in story.episodes:
            yield from self._episode(episode, laid_out)

    def _person(self, name: str, portrait: str | None, note: str) -> Iterable[Band]:
        pt, left = self.sheet.pt, self.sheet.pt(52)
        said = self._texts.plain(name, 10, strong=True, left=left, gap=pt(12))
        said += self._texts.plain(note, 10, left=left) if note else []
        face = picture(self.sheet, self.pictures(portrait or ""), 42, 42)
        return kept_together(_beside(face, said))

    def _episode(self, episode: KeptEpisode, laid_out: LaidOut) -> Iterator[Band]:
        yield from self._heading(episode.heading or _("Scenes"))
        for scene in episode.scenes:
            laid_out.begin_another()
            yield from self._scene(scene)

    def _scene(self, scene: KeptScene) -> Iterable[Band]:
        pt = self.sheet.pt
        still = picture(self.sheet, self.pictures(scene.still or ""), 150, 84)
        left = pt(162) if still is not None else 0.0
        texts = self._texts
        said = texts.plain(scene.title, 12, strong=True, left=left, gap=pt(16))
        if scene.summary:
            said += texts.plain(scene.summary, 10, left=left, gap=pt(2))
        facts = []
        if scene.people:
            facts.append(_("With {people}", people=listed(scene.people)))
        music = [f"{one.title} {format_span(one.span)}" for one in scene.music]
        if music:
            facts.append(_("Music: {music}", music=listed(music)))
        if scene.themes:
            facts.append(_("Themes: {themes}", themes=listed(scene.themes)))
        if felt := self._felt(scene.felt):
            facts.append(_("Felt: {feelings}", feelings=felt))
        for fact in facts:
            said += texts.plain(fact, 8.5, muted=True, left=left, gap=pt(3))
        bands = _beside(still, said)
        return kept_together(bands) if len(bands) < _FEW * 4 else bands

    # --- the music ------------------------------------------------------------------------------

    def _music(self, laid_out: LaidOut) -> Iterator[Band]:
        for place, track in enumerate(self.keepsake.tracks):
            if place == 0:
                yield from self._heading(_("Music"), 22)
            laid_out.begin_another()
            yield from self._track(track, laid_out)

    def _track(self, track: KeptTrack, laid_out: LaidOut) -> Iterator[Band]:
        pt, texts = self.sheet.pt, self._texts
        lines = self.keepsake.of_track(track.id)
        cover = picture(self.sheet, self.covers(track.cover or ""), 40, 40)
        left = 0.0 if cover is None else pt(50)
        said = texts.plain(track.title, 13, strong=True, left=left, gap=pt(22))
        about = dotted(track.artist, track.album, track.role, format_ms(track.duration_ms))
        said += texts.plain(about, 8.5, muted=True, left=left, gap=pt(2))
        head = _beside(cover, said)
        drawn = wave(self.sheet, self.keepsake, track, lines)
        yield from (replace(band, keeps=True) for band in head)
        if drawn is not None:
            yield replace(drawn, keeps=bool(lines))
        for line in lines:
            laid_out.begin_another()
            yield from self._place(line)

    def _place(self, line: KeptLine) -> Iterable[Band]:
        """A mark in its track: when, what, and its words."""
        pt, texts = self.sheet.pt, self._texts
        assert line.span is not None
        left = pt(76) + pt(_SIGN_PT)
        what = dotted(line.heading, _dots(line))
        said = texts.plain(what, 9.5, strong=True, left=left, gap=pt(6))
        if line.text:
            said += texts.plain(line.text, 9.5, left=left)
        said += texts.plain(self.craft.day_words(line.day), 8.5, muted=True, left=left)
        when = texts.plain(format_span(line.span), 8.5, muted=True, width=pt(72))
        first = _beside(when[0] if when else None, said)
        return self._signed(line, first, pt(76))

    # --- the diary ------------------------------------------------------------------------------

    def _diary(self, laid_out: LaidOut) -> Iterator[Band]:
        days = self.keepsake.by_day
        for year, found in groupby(days, key=lambda day: day.year):
            heading = list(self._heading(str(year), 22))
            yield from (replace(band, starts_page=at == 0) for at, band in enumerate(heading))
            for day in found:
                yield from self._heading(self.craft.day_words(day), 11, 18)
                for line in days[day]:
                    laid_out.begin_another()
                    yield from self._line(line)

    def _line(self, line: KeptLine) -> Iterator[Band]:
        pt, texts, left = self.sheet.pt, self._texts, self.sheet.pt(_SIGN_PT)
        gap = pt(9)
        said: list[Band] = []
        if line.is_entry:
            said += [replace(band, keeps=True) for band in
                     texts.plain(line.heading, 12, strong=True, left=left, gap=gap)]  # fmt: skip
            said += texts.entry(line.text, self.pictures, left=left, gap=pt(2))
            said += self._attached(line, left)
        elif line.text:
            said += texts.plain(line.text, 11.5, left=left, gap=gap)
        if line.memory:
            said += texts.plain(line.memory, 10, left=left, gap=pt(2) if said else gap)
        about = dotted(
            "" if line.is_entry else line.heading,
            _dots(line),
            _("A letter to later") if line.is_letter else "",
            _("expressed by the music") if line.is_expressed else "",
            line.track_title,
            "" if line.span is None else format_span(line.span),
            *line.scenes,
            *line.linked,
            line.before_after,
            _("heard with {people}", people=listed(line.people)) if line.people else "",
            self.craft.clock_words(line.made.local),
        )
        said += texts.plain(about, 8.5, muted=True, left=left, gap=pt(4) if said else gap)
        signed = list(self._signed(line, said, 0.0))
        yield from kept_together(signed) if len(signed) <= _FEW else signed
        yield rule(self.sheet, 8)

    def _attached(self, line: KeptLine, left: float) -> Iterator[Band]:
        for one in line.attached:
            shown = picture(self.sheet, self.pictures(one.file), 220, 150)
            if shown is not None:
                yield replace(_moved(shown, left), gap=self.sheet.pt(6))

    def _signed(self, line: KeptLine, said: list[Band], left: float) -> Iterable[Band]:
        """With the sign of its feeling at its first line."""
        icon = ENTRY if line.is_entry else KINDS[line.kind].icon
        colour = None if line.is_entry else ACCENT
        if line.emotion is not None:
            icon, colour = line.emotion.icon, QColor(line.emotion.colour)
        first = said[0]

        def paint(painter: QPainter, x: float, y: float) -> None:
            paint_sign(self.sheet, icon, colour, painter, x + left, y - self.sheet.pt(1))
            first.paint(painter, x, y)

        height = max(first.height, self.sheet.pt(16)) if len(said) == 1 else first.height
        return [replace(first, paint=paint, height=height), *said[1:]]


def _many(keepsake: Keepsake) -> int:
    """A mark of a track is there in the music and in the diary."""
    scenes = sum(len(part.scenes) for story in keepsake.stories for part in story.episodes)
    marks = sum(len(keepsake.of_track(track.id)) for track in keepsake.tracks)
    return scenes + len(keepsake.tracks) + marks + len(keepsake.lines)


def _dots(line: KeptLine) -> str:
    return "●" * line.intensity + "○" * (MAX_INTENSITY - line.intensity) if line.intensity else ""


def _moved(band: Band, left: float) -> Band:
    return replace(band, paint=lambda painter, x, y: band.paint(painter, x + left, y))


def _beside(picture: Band | None, said: list[Band]) -> list[Band]:
    """As many of the bands as are beside the picture become one with it."""
    if picture is None or not said:
        return said
    first = said[0]
    beside: list[tuple[Band, float]] = []
    end = 0.0
    for band in said:
        if end >= picture.height:
            break
        top = end + (band.gap if beside else 0.0)
        beside.append((band, top))
        end = top + band.height
    height = max(picture.height, end)
    whole = Band(height, partial(_paint_beside, picture, beside), first.gap, first.keeps)
    return [whole, *said[len(beside) :]]


def _paint_beside(
    picture: Band, beside: list[tuple[Band, float]], painter: QPainter, x: float, y: float
) -> None:
    picture.paint(painter, x, y)
    for band, top in beside:
        band.paint(painter, x, y + top)
