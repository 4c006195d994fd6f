"""Entries: written, edited, deleted, undone; and their links."""

from __future__ import annotations

import pytest

from app.core.ids import MomentId, SceneId, TrackId
from app.core.instant import Instant
from app.journal.records import EntryDraft, Feeling, JournalFilter
from app.journal.service import JournalService
from app.story.covering import SceneName
from app.transactions.changes import ENTRY
from tests.support.journal_profile import JournalProfile


def test_an_entry_keeps_its_text_feelings_and_links(
    profile: JournalProfile, journal: JournalService
) -> None:
    track = TrackId(profile.track("Farewell"))
    scene = SceneId(profile.scene(profile.work(), "The letter"))
    moment = MomentId(profile.moment(track, 5_000, label="the turn"))
    draft = EntryDraft(
        "Tonight",
        "It **snowed**.",
        Feeling(-0.5, 0.2),
        Feeling(0.7, -0.1),
        (track,),
        (scene,),
        (moment,),
    )
    entry_id = journal.write_entry(draft, Instant(5_000_000_000_000, 60))
    entry = journal.entry(entry_id)
    assert (entry.title, entry.text, entry.before, entry.after) == (
        "Tonight",
        "It **snowed**.",
        Feeling(-0.5, 0.2),
        Feeling(0.7, -0.1),
    )
    assert (entry.track_ids, entry.scene_ids, entry.moment_ids) == ((track,), (scene,), (moment,))
    item = journal.page(JournalFilter()).items[0]
    assert item.links.tracks[0].title == "Farewell"
    assert item.links.scenes == (SceneName(scene, "The letter", is_spoiler=False),)
    assert item.links.moments[0].label == "the turn"
    assert item.before == Feeling(-0.5, 0.2)
    assert profile.changes[-1].touches(ENTRY) and profile.changes[-1].track_ids == {track}


def test_editing_replaces_text_and_links_and_can_be_undone(
    profile: JournalProfile, journal: JournalService
) -> None:
    first, second = TrackId(profile.track()), TrackId(profile.track())
    entry = journal.write_entry(EntryDraft("One", "1", Feeling(0, 0), None, (first,)))
    before = journal.entry(entry)
    journal.edit_entry(entry, EntryDraft("Two", "2", None, None, (second, first)))
    after = journal.entry(entry)
    assert (after.title, after.before, after.track_ids) == ("Two", None, (first, second))
    step = profile.changes[-1].step
    assert step is not None
    profile.ledger.undo(step)
    assert journal.entry(entry) == before
    profile.ledger.redo(step)
    assert journal.entry(entry) == after


def test_deleting_deletes_the_links_and_undo_brings_them_back(
    profile: JournalProfile, journal: JournalService
) -> None:
    track = TrackId(profile.track())
    entry = journal.write_entry(EntryDraft(text="words here", track_ids=(track,)))
    before = journal.entry(entry)
    journal.delete_entry(entry)
    assert journal.page(JournalFilter(text="words")).items == ()
    with pytest.raises(LookupError):
        journal.entry(entry)
    step = profile.changes[-1].step
    assert step is not None
    profile.ledger.undo(step)
    assert journal.entry(entry) == before
    assert len(journal.page(JournalFilter(text="words")).items) == 1


def test_the_same_link_twice_is_one(profile: JournalProfile, journal: JournalService) -> None:
    track = TrackId(profile.track())
    entry = journal.write_entry(EntryDraft(text="x", track_ids=(track, track)))
    assert journal.entry(entry).track_ids == (track,)


def test_a_feeling_lies_within_its_axes() -> None:
    with pytest.raises(ValueError, match="two axes"):
        Feeling(1.2, 0)
