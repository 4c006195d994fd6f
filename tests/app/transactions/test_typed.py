"""Nothing typed is replaced by what was written elsewhere meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from app.transactions.typed import Overlap, Typed, WordsLeftOver
from tests.support.opened_profile import OpenedProfile
from tests.support.track_verbs import edit_tracks, remove_tracks


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "kept"),
    [
        ("", "Mine", "", "Mine"),
        ("Old", "Mine", "Old", "Mine"),
        ("Old", "Mine", "Theirs", "Mine\n\nTheirs"),
        ("", "Mine", "Theirs", "Mine\n\nTheirs"),
        ("Old", "Old, and mine", "Old\nand theirs", "Old, and mine\n\nand theirs"),
        ("Old", "Mine", "", "Mine"),
        ("Old", "", "Theirs", "Theirs"),
        ("Old", "", "Old", ""),
        ("Old", "Same", "Same", "Same"),
        ("Old", "Mine", "Mine\n\nTheirs", "Mine\n\nTheirs"),
        ("Mine\n\nTheirs", "Mine", "Mine\n\nTheirs", "Mine"),
        (" Old\r\n", "Mine", "Old", "Mine"),
    ],
)
def test_of_two_texts_both_are_kept(before: str, mine: str, theirs: str, kept: str) -> None:
    assert Typed(mine, before, is_long=True).over(theirs) == kept


def test_of_two_names_the_typed_one_is_kept() -> None:
    typed = Typed("Mine", "Old")
    assert (typed.over("Theirs"), typed.meets("Theirs")) == ("Mine", True)
    assert (typed.over("Old"), typed.meets("Old")) == ("Mine", False)


def overlaps(opened: OpenedProfile) -> tuple[Overlap, ...]:
    return opened.changes[-1].overlaps


def test_a_note_that_was_written_elsewhere_stays_below_the_typed_one(opened: OpenedProfile) -> None:
    services = opened.services
    moment = services.moments.add_moment(opened.track(), Span.point(5))
    ref = MarkRef(MarkKind.MOMENT, moment.id)
    services.marks.edit(ref, note="Theirs")
    services.marks.edit(ref, note=Typed("Mine", "", is_long=True))
    assert opened.tables()["favourite_moment"][moment.id]["note"] == "Mine\n\nTheirs"
    assert overlaps(opened) == (Overlap("Theirs", are_both_kept=True),)
    services.marks.edit(ref, note=Typed("Mine\n\nTheirs, too", "Mine\n\nTheirs", is_long=True))
    assert overlaps(opened) == ()


def test_undo_brings_the_other_name_back(opened: OpenedProfile) -> None:
    scenes = opened.services.scenes
    work = scenes.add_work(WorkKind.FILM, "Old")
    scenes.edit("work", work, title="Theirs")
    scenes.edit("work", work, title=Typed(" Mine ", "Old"))
    assert scenes.works()[0].title == "Mine"
    assert overlaps(opened) == (Overlap("Theirs", are_both_kept=False),)
    opened.services.ledger.undo(opened.last_step)
    assert scenes.works()[0].title == "Theirs"


def test_a_word_and_a_track_keep_what_was_typed(opened: OpenedProfile) -> None:
    emotions, track = opened.services.emotions, opened.track("Old")
    word: Emotion = emotions.emotions()[0]
    emotions.edit_word(word.id, gloss="Theirs")
    emotions.edit_word(word.id, gloss=Typed("Mine", word.gloss))
    assert emotions.emotion(word.id).gloss == "Mine"
    assert overlaps(opened) == (Overlap("Theirs", are_both_kept=False),)
    edit_tracks(opened.services.library, [track], title="Theirs")
    edit_tracks(opened.services.library, [track], title=Typed("Mine", "Old"))
    assert opened.services.library.track(track).row.title == "Mine"
    assert overlaps(opened) == (Overlap("Theirs", are_both_kept=False),)


def test_an_entry_edited_twice_keeps_both_texts_and_every_link(opened: OpenedProfile) -> None:
    journal = opened.services.journal
    one, two, three = opened.track("One"), opened.track("Two"), opened.track("Three")
    begun = EntryDraft("Title", "Text", track_ids=(one, two))
    entry_id = journal.write_entry(begun)
    journal.edit_entry(
        entry_id, EntryDraft("Theirs", "Text\n\nTheirs", track_ids=(one, two, three))
    )
    journal.edit_entry(entry_id, EntryDraft("Title", "Mine", track_ids=(two,)), begun=begun)
    entry = journal.entry(entry_id)
    assert (entry.title, entry.text) == ("Theirs", "Mine\n\nTheirs")
    assert entry.track_ids == (two, three)


def test_a_link_to_what_was_deleted_is_left_out(opened: OpenedProfile) -> None:
    track = opened.track()
    remove_tracks(opened.services.library, [track])
    entry = opened.services.journal.write_entry(EntryDraft("Title", "Text", track_ids=(track,)))
    assert opened.services.journal.entry(entry).track_ids == ()


def test_words_for_a_mark_that_is_gone_are_handed_back(opened: OpenedProfile) -> None:
    services = opened.services
    moment = services.moments.add_moment(opened.track(), Span.point(5))
    ref = MarkRef(MarkKind.MOMENT, moment.id)
    services.marks.remove(ref)
    with pytest.raises(WordsLeftOver) as caught:
        services.marks.edit(ref, note=Typed("Mine", "", is_long=True))
    assert caught.value.words == "Mine"
    with pytest.raises(LookupError) as short:
        services.marks.edit(ref, label=Typed("A name", ""))
    assert not isinstance(short.value, WordsLeftOver)


def test_what_belongs_to_something_deleted_is_declined_as_gone(opened: OpenedProfile) -> None:
    """Another process may delete a track while it is marked: that is no mistake of the program."""
    services, track = opened.services, opened.track()
    work = services.scenes.add_work(WorkKind.FILM, "Work")
    remove_tracks(services.library, [track])
    services.scenes.remove("work", work)
    verbs: list[Any] = [
        lambda: services.moments.add_moment(track, Span.point(5)),
        lambda: services.scenes.add_episode(work, 1, 1),
        lambda: services.scenes.add_character(work, "Somebody"),
    ]
    for verb in verbs:
        with pytest.raises(LookupError):
            verb()
