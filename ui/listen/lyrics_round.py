"""Words on the Listen page: lane and card in step, going from line to line, editing, quoting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from app.core.words import _, dotted
from app.timeline.words import HeardLine, line_after
from ui.bridge.places import NewEntry
from ui.listen.lyrics_dialog import LyricsDialog, LyricsDraft
from ui.widgets.painting import describe
from ui.words.languages import language_name
from ui.words.places import place_in_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.core.ids import TrackId
    from app.story.spoken import Lyrics
    from ui.bridge.context import Context
    from ui.bridge.track.track_words import WordsNow
    from ui.companion.card import CompanionCard
    from ui.timeline.view import TimelineView

_JUST_BEGUN_MS = 1_500  # back from here goes to the line before, not to this one's beginning


class LyricsRound(QObject):
    def __init__(
        self,
        context: Context,
        words_now: WordsNow,
        view: TimelineView,
        card: CompanionCard,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._now = words_now
        self._view = view
        self._card = card
        self._page = page
        words_now.track.changed.connect(lambda _words: self._show())
        words_now.changed.connect(lambda _here: self._show_now())
        self._show()

    def _show(self) -> None:
        known = self._now.track.known
        self._view.lyrics.show(known.sung, is_awaited=self._now.track.is_awaited)
        self._card.show_lyrics(known)
        self._show_now()

    def _show_now(self) -> None:
        self._view.lyrics.show_current(self._now.here.sung)
        self._card.show_words(self._now.here)

    # --- lines ----------------------------------------------------------------------------------

    def line_under(self, at: QPointF) -> HeardLine | None:
        """at: on the timeline's canvas."""
        canvas = self._view.canvas
        hit = canvas.hit_at(at)
        return (
            None if hit is None or hit.seek_ms is None else self._view.lyrics.line_at(hit.seek_ms)
        )

    def play(self, line: HeardLine) -> None:
        playback = self._context.playback
        playback.seek_ms(line.span.start_ms)
        if not playback.is_playing:
            playback.toggle()

    def step(self, way: int) -> None:
        """To the next line, or to the one before; a screen reader says it."""
        lines, here_ms = self._now.track.known.sung, self._context.playback.position_ms
        if not lines:
            self._context.messages.say(_("This track has no timed lyrics."))
            return
        after = line_after(lines, here_ms if way > 0 else here_ms - _JUST_BEGUN_MS)
        place = len(lines) if after is None else after
        place = place if way > 0 else place - 1
        if 0 <= place < len(lines):
            self._context.playback.seek_ms(lines[place].span.start_ms)
            describe(self._view.canvas, lines[place].text)

    def quote(self, line: HeardLine) -> None:
        """Begins an entry with the line, linked to the track."""
        track = self._context.playback.track
        if track is None:
            return
        where = place_in_words(track.title, line.span.start_ms)
        text = f"> {line.text}\n>\n> {where}\n\n"
        self._context.navigator.show(NewEntry(text, track.id))

    def quote_current(self) -> None:
        """By a key."""
        line = self._now.here.sung
        if line is None:
            self._context.messages.say(_("No line is sung here."))
        else:
            self.quote(line)

    # --- lyrics ---------------------------------------------------------------------------------

    def others(self) -> tuple[Lyrics, ...]:
        """Those in other languages, or from elsewhere."""
        known = self._now.track.known
        return tuple(one for one in known.all_lyrics if one != known.lyrics)

    @staticmethod
    def name_of(lyrics: Lyrics) -> str:
        return dotted(language_name(lyrics.language), lyrics.source) or _("your own")

    def show_other(self, lyrics: Lyrics) -> None:
        self._now.track.choose(lyrics.id)

    def edit(self) -> LyricsDialog | None:
        """Those that are shown, or new ones."""
        playback = self._context.playback
        track, shown = playback.track, self._now.track.known.lyrics
        if track is None:
            self._context.messages.say(_("Play something first, then add its lyrics."))
            return None
        before: list[LyricsDraft] = []
        if shown is not None:
            lyrics = self._context.services.lyrics
            if not self._context.look(
                lambda: before.append(LyricsDraft(lyrics.lines(shown.id), shown.language))
            ):
                return None
        dialog = LyricsDialog(
            self._context,
            track.title,
            before[0] if before else LyricsDraft((), ""),
            lambda draft: self._write(track.id, shown, draft),
            lambda: playback.position_ms,
            self._page,
        )
        dialog.open()
        return dialog

    def _write(self, track_id: TrackId, shown: Lyrics | None, draft: LyricsDraft) -> None:
        lyrics = self._context.services.lyrics
        is_empty = not any(line.text for line in draft.lines)
        if shown is None:
            if not is_empty:
                lyrics.add(track_id, draft.lines, draft.language)
                self._context.say_done(_("The lyrics were added."))
            return
        if is_empty:
            lyrics.remove(shown.id)
            self._context.say_done(_("The lyrics were deleted."))
            return
        lyrics.edit(shown.id, lines=draft.lines, language=draft.language)
        self._context.say_done(_("The lyrics were changed."))
