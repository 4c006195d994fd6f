"""What opens under the filter buttons: emotions, kinds, story, track, days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QGridLayout, QWidget

from app.core.ids import CharacterId, TrackId, WorkId
from app.core.words import _, ngettext
from app.journal.entry_parts import Companion
from app.journal.records import ENTRY, JournalFilter
from app.library.records import TrackRow
from app.marks.kinds import KINDS
from app.story.records import Character, Work
from ui.bridge.context import Context
from ui.journal.filters import presets
from ui.journal.words import icon_of_kind, kind_in_words
from ui.scenes.work_kinds import KIND_WORDS
from ui.style.icons import known_icon
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.calendar import Calendar
from ui.widgets.chips import Chip, FlowLayout
from ui.widgets.day_edit import DayEdit
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.popup import Popup
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import offering
from ui.words.dates import edit_format, today
from ui.words.locale import spoken_locale
from ui.words.marks import character_name

Change = Callable[[JournalFilter], None]
_STORY_PX = 380


class FilterPopups:
    """Opens a popup under a button; `change` is called with the filter when it changes there."""

    def __init__(self, context: Context, wanted: Callable[[], JournalFilter], change: Change):
        self._services = context.services
        self._wanted = wanted
        self._change = change

    def feelings(self, button: QWidget) -> None:
        popup = Popup(button, _("Only these emotions"), 400)
        groups = [group for group in self._services.emotions.sets() if group.emotions]
        for group in groups:
            if len(groups) > 1:
                popup.body.addWidget(TextLabel(group.name, "caption"))
            chips = _chip_row(popup)
            for emotion in group.emotions:
                if emotion.is_retired:
                    continue
                chip = Chip(emotion.name, known_icon(emotion.icon), emotion.colour, checkable=True)
                chip.setChecked(emotion.id in self._wanted().emotion_ids)
                chip.toggled.connect(
                    lambda _on, emotion_id=emotion.id: self._toggle("emotion_ids", emotion_id)
                )
                chips.addWidget(chip)
        popup.open_under(button)

    def kinds(self, button: QWidget) -> None:
        popup = Popup(button, _("Only these kinds"), 340)
        chips = _chip_row(popup)
        for kind in (*KINDS, ENTRY):
            chip = Chip(kind_in_words(kind), icon_of_kind(kind), checkable=True)
            chip.setChecked(kind in self._wanted().kinds)
            chip.toggled.connect(lambda _on, kind=kind: self._toggle("kinds", kind))
            chips.addWidget(chip)
        popup.open_under(button)

    def story(self, button: QWidget) -> None:
        """Works and characters in one field."""
        works = self._services.scenes.works()
        things: list[Work | Character] = list(works)
        for work in works:
            things += self._services.scenes.characters(work.id)
        titles = {work.id: work.title for work in works}
        title = _("Only this series, film, game or character")
        if not things:
            popup = Popup(button, title, _STORY_PX)
            words = _("Add a series, film or game on the Story page first.")
            popup.body.addWidget(TextLabel(words, "muted", wrap=True))
            popup.open_under(button)
            return

        def take(value: object) -> None:
            if isinstance(value, Character):
                self._set(character_id=CharacterId(value.id))
            elif isinstance(value, Work):
                self._set(work_id=WorkId(value.id))

        matches = offering(lambda: things, _story_name, lambda thing: _story_match(thing, titles))
        hint = _("Find a work or character")
        popup = FinderPopup(button, title, hint, matches, take, width_px=_STORY_PX)
        popup.open_under(button)

    def track(self, button: QWidget) -> None:
        rows = sorted(self._services.library.tracks(), key=lambda row: -row.mark_count)

        def take(value: object) -> None:
            assert isinstance(value, int)
            self._set(track_id=TrackId(value))

        matches = offering(lambda: rows, _track_words, _track_match)
        popup = FinderPopup(button, _("Only this track"), _("Find a track"), matches, take)
        popup.open_under(button)

    def people(self, button: QWidget) -> None:
        known = self._services.journal.companions()

        def take(value: object) -> None:
            self._set(companion=str(value))

        matches = offering(lambda: known, lambda one: one.name, _companion_match)
        popup = FinderPopup(button, _("Only heard with"), _("Find somebody"), matches, take)
        popup.open_under(button)

    def days(self, button: QWidget, earliest: date | None) -> None:
        """earliest: the first day with a mark or entry."""
        now = today()
        popup = Popup(button, _("Only these days"), 320)
        chips = _chip_row(popup)
        for label, first, last in presets(now):
            chip = Chip(label)
            chip.clicked.connect(
                lambda _on=False, first=first, last=last: self._take_days(popup, first, last)
            )
            chips.addWidget(chip)
        wanted = self._wanted()
        oldest = min(earliest or now, wanted.first_day or now)
        from_word, to_word = _("From"), _("To")
        start = _day_edit(from_word, wanted.first_day or oldest)
        end = _day_edit(to_word, wanted.last_day or now)

        def changed() -> None:
            first, last = sorted((_py(start.date()), _py(end.date())))
            self._set(
                first_day=None if first <= oldest and wanted.first_day is None else first,
                last_day=None if last >= now else last,
            )

        start.dateChanged.connect(changed)
        end.dateChanged.connect(changed)
        grid = QGridLayout()
        grid.setSpacing(SPACE.s)
        for row, (word, edit) in enumerate(((from_word, start), (to_word, end))):
            grid.addWidget(TextLabel(word, "muted"), row, 0)
            grid.addWidget(edit, row, 1)
        grid.setColumnStretch(1, 1)
        popup.body.addSpacing(SPACE.xs)
        popup.body.addLayout(grid)
        any_day = QuietButton(_("Any day"), "x")
        any_day.clicked.connect(lambda: self._take_days(popup, None, None))
        popup.body.addWidget(any_day)
        popup.open_under(button)

    def _toggle(self, name: str, value: object) -> None:
        held = frozenset({value})
        self._set(**{name: getattr(self._wanted(), name) ^ held})

    def _take_days(self, popup: Popup, first: date | None, last: date | None) -> None:
        self._set(first_day=first, last_day=last)
        popup.close()

    def _set(self, **values: object) -> None:
        self._change(replace(self._wanted(), **values))  # type: ignore[arg-type]


def _chip_row(popup: Popup) -> FlowLayout:
    holder = QWidget()
    flow = FlowLayout(holder)
    popup.body.addWidget(holder)
    return flow


def _day_edit(name: str, day: date) -> QDateEdit:
    edit = DayEdit(name, QDate(day.year, day.month, day.day), Calendar())
    edit.setLocale(spoken_locale())
    edit.setDisplayFormat(edit_format())
    edit.setKeyboardTracking(False)
    return edit


def _py(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _story_name(thing: Work | Character) -> str:
    return thing.title if isinstance(thing, Work) else character_name(thing)


def _story_match(thing: Work | Character, titles: dict[WorkId, str]) -> Match:
    if isinstance(thing, Work):
        return Match(thing.title, thing, str(KIND_WORDS[thing.kind]), "clapperboard")
    return Match(character_name(thing), thing, titles.get(thing.work_id, ""), "user", thing.colour)


def _companion_match(one: Companion) -> Match:
    return Match(one.name, one.name, ngettext("1 entry", "{n} entries", one.entries), "user")


def _track_words(row: TrackRow) -> str:
    return f"{row.title} {row.artist} {row.composer} {row.album}"


def _track_match(row: TrackRow) -> Match:
    return Match(row.title, int(row.id), row.album or row.artist, "music")
