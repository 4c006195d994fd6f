"""What is said about a year and its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.ids import EmotionId
from app.core.words import _, ngettext
from app.emotions.records import Emotion
from app.journal.records import FeltChange
from app.library.records import role_label
from app.years.changes_by_work import mostly
from app.years.leading import LEAST_MARKS, leading, seasons
from app.years.records import Amount, Count, Felt, FeltDays, Measure, Period
from ui.words.dates import hour_in_words, month_name, stretch_in_words, today
from ui.words.felt_changes import CHANGE_WORDS
from ui.words.lists import and_list, comma_list
from ui.words.locale import digits
from ui.years.picture.shown import Pick

FindEmotion = Callable[[EmotionId], Emotion]

_NAMED = 2
_SEASONS = 2


def name_of(count: Count) -> str:
    """What a figure is about."""
    if count.measure == Measure.ROLE:
        return role_label(count.key)
    if count.measure == Measure.HOUR:
        return hour_in_words(count.key)
    if count.measure == Measure.CHANGE:
        change = str(CHANGE_WORDS[count.key])
        return comma_list((count.name, change)) if count.name else change
    return count.name


def marks_in_words(many: int) -> str:
    return ngettext("1 mark", "{n} marks", many)


def listens_in_words(many: int) -> str:
    return ngettext("1 listen", "{n} listens", many)


def heard_in_words(listens: int, tracks: int) -> str:
    # Translators: listens is such as “80 listens”, tracks such as “3 tracks”
    return _(
        "{listens} to {tracks}",
        listens=listens_in_words(listens),
        tracks=tracks_in_words(tracks),
    )


def tracks_in_words(many: int) -> str:
    return ngettext("1 track", "{n} tracks", many)


def days_in_words(many: int) -> str:
    return ngettext("1 day", "{n} days", many)


def pick_in_words(pick: Pick, felt: Felt, find: FindEmotion, marks: int) -> str:
    """“13 to 19 April: comfort, tenderness”, and on the next line how many marks, and the keys.
    felt: in those days. marks: how many there are.
    """
    if pick.last < pick.first:
        return ""
    when = stretch_in_words(pick.first, pick.last)
    if pick.emotion is not None:
        felt = {pick.emotion: felt.get(pick.emotion, Amount())}
        marks = felt[pick.emotion].number
    led = sorted(felt, key=lambda one: (-felt[one].weight, one))[:_NAMED]
    what = comma_list([find(one).name for one in led]) if marks else ""
    if not marks:
        alone = find(pick.emotion).name if pick.emotion is not None else ""
        return comma_list((when, alone, _("nothing yet")))
    # Translators: days, and what was felt on them: “13 to 19 April: Comfort, Tenderness”
    first = _("{day}: {held}", day=when, held=what) if what else when
    keys = ngettext(
        "1 mark. Enter opens it, Space plays it.",
        "{n} marks. Enter opens them, Space plays them.",
        marks,
    )
    return f"{first}\n{keys}"


def seasons_in_words(days: FeltDays, but: EmotionId | None, find: FindEmotion) -> str:
    """“Longing in February and March, Triumph in July”; empty if there is nothing to say."""
    said = [
        # Translators: an emotion and months, “Longing in February and March”
        _("{emotion} in {months}", emotion=find(one).name, months=and_list(map(month_name, months)))
        for one, months in seasons(days.felt, but)[:_SEASONS]
    ]
    return comma_list(said)


class Sentence:
    """What a period was mostly about. before, after: around its `emotions`, which are links;
    between: what joins them.
    """

    def __init__(self, period: Period, felt: Felt, marks: int, find: FindEmotion) -> None:
        self.led = leading(felt).emotions
        names = [find(one).name for one in self.led]
        self.whole = self._said(period, names, marks)

    def _said(self, period: Period, names: Sequence[str], marks: int) -> str:
        year = "" if period.year is None else digits(period.year)
        if len(names) == 1:
            if not year:
                # Translators: emotion is such as “Tenderness”
                return _("All these years were mostly {emotion}.", emotion=names[0])
            if period.year == today().year:
                return _("{year} is mostly {emotion}.", year=year, emotion=names[0])
            return _("{year} was mostly {emotion}.", year=year, emotion=names[0])
        if names:
            one, other = names
            if not year:
                return _("These years held {one} and {other} alike.", one=one, other=other)
            if period.year == today().year:
                return _("{year} holds {one} and {other} alike.", year=year, one=one, other=other)
            return _("{year} held {one} and {other} alike.", year=year, one=one, other=other)
        counted = marks_in_words(marks)
        if not year:
            return _("So far: {marks}", marks=counted)
        if period.year == today().year:
            # Translators: “2026, so far: 3 marks”
            return _("{year}, so far: {marks}", year=year, marks=counted)
        return _("{year}: {marks}", year=year, marks=counted)


def change_led(counts: Sequence[Count]) -> Count | None:
    """What entries mostly say of how a feeling changed."""
    change = mostly({one.key: one.marks for one in counts}, LEAST_MARKS)
    return next((one for one in counts if one.key == change), None)


def change_sentence(counts: Sequence[Count]) -> str:
    """“After listening you were mostly calmer.”, where that holds; else how many entries say it."""
    led = change_led(counts)
    if led is None:
        many = sum(one.marks for one in counts)
        return ngettext(
            "1 entry says how you felt before and after.",
            "{n} entries say how you felt before and after.",
            many,
        )
    if led.key == FeltChange.CALMER:
        return _("After listening you were mostly calmer.")
    if led.key == FeltChange.RESTLESS:
        return _("After listening you were mostly more restless.")
    return _("After listening you mostly felt as before.")


def soundtrack_sentence(one: Count) -> str:
    """“After “My Heart” you were mostly calmer.”"""
    if one.key == FeltChange.CALMER:
        # Translators: title is a film’s, a series’ or a game’s
        return _("After “{title}” you were mostly calmer.", title=one.name)
    if one.key == FeltChange.RESTLESS:
        return _("After “{title}” you were mostly more restless.", title=one.name)
    return _("After “{title}” you mostly felt as before.", title=one.name)
