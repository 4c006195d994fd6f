"""Pages of the journal: their items, the order, and what matches a filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.ids import CharacterId, EmotionId, SceneId, TrackId, WorkId
from app.core.marks import MarkKind
from app.journal.records import ENTRY, Cursor, EntryDraft, JournalFilter
from app.journal.service import JournalService
from db.models.all import Occurrence
from db.queries import journal_lines
from db.queries.journal_lines import lets_through
from db.queries.line_filter import LineFilter
from tests.support.journal_profile import JournalProfile

EVERYTHING = JournalFilter()


def owners(journal: JournalService, wanted: JournalFilter = EVERYTHING) -> list[tuple[str, int]]:
    return [(item.kind, item.owner_id) for item in journal.page(wanted).items]


def test_the_newest_comes_first_whatever_its_kind(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    late = profile.tag(track, wonder, made_at=3_000)
    early = profile.moment(track, made_at=1_000)
    between = profile.tag(track, wonder, made_at=2_000)
    assert owners(journal) == [("tag", late), ("tag", between), ("moment", early)]


def test_a_tag_has_everything_a_row_needs(profile: JournalProfile, journal: JournalService) -> None:
    work, wonder = profile.work("Snow"), profile.emotion()
    track = profile.track(
        "Farewell", album="Snow OST", cover="abc.jpg", work_id=work, file="/m/farewell.ogg"
    )
    profile.cue(track, profile.scene(work, "At the harbour"), 5_000, 20_000)
    profile.cue(track, profile.scene(work, "On the train"), 20_000, 30_000)
    listen = profile.listen(track, 900, 20_000)
    profile.tag(
        track,
        wonder,
        10_000,
        intensity=4,
        mode="expressed",
        note="the horns",
        memory="winter",
        made_at=2_000_000_000_000,
        made_offset_min=540,
        listen_id=listen,
    )
    item = journal.page(JournalFilter(kinds=frozenset({MarkKind.TAG}))).items[0]
    assert item.track is not None and item.span is not None
    assert (item.track.title, item.track.album, item.track.cover) == (
        "Farewell",
        "Snow OST",
        "abc.jpg",
    )
    assert (item.track.work_title, item.track.role, item.is_hearable) == ("Snow", "score", True)
    assert (item.span.start_ms, item.emotion_id, item.intensity) == (10_000, wonder, 4)
    assert (item.mode, item.text, item.memory) == ("expressed", "the horns", "winter")
    assert [scene.title for scene in item.scenes] == ["At the harbour"]
    assert (item.made.offset_min, item.day, item.listen_id) == (540, date(2033, 5, 18), listen)


def test_cues_and_confirmed_occurrences_have_their_names(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, work = profile.track(), profile.work()
    profile.cue(track, profile.scene(work, "The letter"), 0, 9_000)
    theme = profile.theme("Longing theme")
    for status in ("candidate", "rejected", "confirmed"):
        profile.add(
            Occurrence,
            theme_id=theme,
            track_id=track,
            start_ms=0,
            end_ms=5_000,
            status=status,
            note=status,
        )
    found = journal.page(EVERYTHING).items
    assert {(item.kind, item.title) for item in found} == {
        (MarkKind.CUE, "The letter"),
        (MarkKind.OCCURRENCE, "Longing theme"),
    }


def test_a_mark_whose_file_is_missing_is_shown_but_not_hearable(
    profile: JournalProfile, journal: JournalService
) -> None:
    profile.tag(profile.track(file=None), profile.emotion())
    (item,) = journal.page(EVERYTHING).items
    assert item.track is not None
    assert not item.track.is_available and not item.is_hearable


def test_conditions_are_combined_with_and(profile: JournalProfile, journal: JournalService) -> None:
    snow, sand = profile.work("Snow"), profile.work("Sand")
    wonder, sadness = profile.emotion("Wonder"), profile.emotion("Sadness")
    here = profile.track("Here", work_id=snow)
    there = profile.track("There", work_id=sand)
    wanted = profile.tag(here, wonder)
    profile.tag(there, wonder)
    profile.tag(here, sadness)
    moment = profile.moment(here)
    both = JournalFilter(emotion_ids=frozenset({EmotionId(wonder)}), work_id=WorkId(snow))
    assert owners(journal, both) == [("tag", wanted)]
    assert owners(
        journal, JournalFilter(track_id=TrackId(here), kinds=frozenset({MarkKind.MOMENT}))
    ) == [("moment", moment)]


def test_a_character_filter_keeps_marks_inside_their_scenes(
    profile: JournalProfile, journal: JournalService
) -> None:
    work, wonder = profile.work(), profile.emotion()
    yuki, ren = profile.character(work, "Yuki"), profile.character(work, "Ren")
    track, other = profile.track(), profile.track("Other")
    profile.cue(track, profile.scene(work, "Alone", yuki), 10_000, 20_000)
    profile.cue(track, profile.scene(work, "Together", yuki, ren), 40_000, 50_000)
    inside, outside = profile.tag(track, wonder, 10_000), profile.tag(track, wonder, 20_000)
    profile.tag(other, wonder, 15_000)
    shared = profile.tag(track, wonder, 45_000)
    tags = frozenset({MarkKind.TAG})
    yukis = JournalFilter(character_id=CharacterId(yuki), kinds=tags)
    assert owners(journal, yukis) == [("tag", shared), ("tag", inside)]
    rens = JournalFilter(character_id=CharacterId(ren), kinds=tags)
    assert owners(journal, rens) == [("tag", shared)]
    assert outside


def test_a_scene_filter_keeps_marks_inside_it_and_entries_about_it(
    profile: JournalProfile, journal: JournalService
) -> None:
    work, wonder = profile.work(), profile.emotion()
    yuki = profile.character(work, "Yuki")
    alone, together = profile.scene(work, "Alone", yuki), profile.scene(work, "Together")
    track = profile.track()
    profile.cue(track, alone, 10_000, 20_000)
    profile.cue(track, together, 20_000, 30_000)
    inside, outside = profile.tag(track, wonder, 15_000), profile.tag(track, wonder, 25_000)
    entry = journal.write_entry(EntryDraft("Alone", scene_ids=(SceneId(alone),)))
    wanted = JournalFilter(scene_id=SceneId(alone), kinds=frozenset({MarkKind.TAG, ENTRY}))
    assert set(owners(journal, wanted)) == {("tag", inside), (ENTRY, entry)}
    nobody = replace(wanted, scene_id=SceneId(together), character_id=CharacterId(yuki))
    assert owners(journal, nobody) == []
    assert outside


@pytest.mark.parametrize(("start_ms", "is_let"), [(15_000, True), (20_000, False), (0, False)])
def test_a_place_without_a_line_is_let_through_where_the_scene_plays(
    profile: JournalProfile, start_ms: int, *, is_let: bool
) -> None:
    scene = profile.scene(profile.work(), "Alone")
    track = profile.track()
    profile.cue(track, scene, 10_000, 20_000)
    with profile.ledger.read() as connection:
        wanted = LineFilter(scene_id=scene)
        assert lets_through(connection, wanted, track, start_ms, start_ms) is is_let


def test_a_word_that_is_everywhere_is_found_as_a_rare_one_is(
    profile: JournalProfile, journal: JournalService, monkeypatch: pytest.MonkeyPatch
) -> None:
    track, wonder = profile.track(), profile.emotion()
    marks = [profile.tag(track, wonder, note=f"cello {number}") for number in range(5)]
    profile.tag(track, wonder, note="oboe")
    wanted = JournalFilter(text="cello")
    rare = owners(journal, wanted)
    monkeypatch.setattr(journal_lines, "_RARE", 2)
    assert owners(journal, wanted) == rare == [("tag", mark) for mark in reversed(marks)]


@pytest.mark.usefixtures("spoken_longer")
def test_a_shipped_emotion_is_found_by_its_name_in_the_language_that_is_spoken(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder, own = profile.track(), profile.emotion("Wonder"), profile.emotion("Wander")
    marked = profile.tag(track, wonder)
    profile.tag(track, own)
    assert owners(journal, JournalFilter(text="Ŵöñðéŕ")) == [("tag", marked)]


def test_days_are_local_to_where_the_mark_was_made(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    midnight = 1_704_067_200_000  # 2024-01-01 00:00 UTC
    in_tokyo = profile.tag(track, wonder, made_at=midnight - 60_000, made_offset_min=540)
    in_lima = profile.tag(track, wonder, made_at=midnight + 60_000, made_offset_min=-300)
    new_year = JournalFilter(first_day=date(2024, 1, 1), last_day=date(2024, 1, 1))
    assert owners(journal, new_year) == [("tag", in_tokyo)]
    assert owners(journal, JournalFilter(last_day=date(2023, 12, 31))) == [("tag", in_lima)]


def test_an_entry_is_found_by_the_track_and_the_moment_it_links_to(
    profile: JournalProfile, journal: JournalService
) -> None:
    first, second = profile.track("First"), profile.track("Second")
    moment = profile.moment(second)
    by_track = journal.write_entry(EntryDraft(text="about the first", track_ids=(TrackId(first),)))
    by_moment = journal.write_entry(EntryDraft(text="about it", moment_ids=(moment,)))  # type: ignore[arg-type]
    assert owners(journal, JournalFilter(track_id=TrackId(first))) == [("entry", by_track)]
    assert owners(journal, JournalFilter(track_id=TrackId(second))) == [
        ("entry", by_moment),
        ("moment", moment),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "heart",
        "HEART",
        "my heart",
        "雪が降る",
        "雪が",
        "雪",
        "he",
        "Éc",
        "école",
        "100%",
        "a_b",
        '"quoted"',
    ],
)
def test_any_text_is_found_whatever_its_characters(
    profile: JournalProfile, journal: JournalService, text: str
) -> None:
    note = 'My heart, 雪が降る École — 100% a_b "quoted" AND (NEAR*'
    track, wonder = profile.track("Nameless"), profile.emotion("Nameless")
    found = profile.tag(track, wonder, note=note)
    profile.tag(track, wonder, note="nothing of it: 100 a-b c")
    assert owners(journal, JournalFilter(text=text)) == [("tag", found)]


@pytest.mark.parametrize(
    "text", ['"', "'", "AND", "NEAR(a b)", "text:x", "*", "-", "a\0b", "%%%", "\\"]
)
def test_no_text_is_syntax(profile: JournalProfile, journal: JournalService, text: str) -> None:
    profile.tag(profile.track("One"), profile.emotion("Two"), note="plain")
    assert journal.page(JournalFilter(text=text)).items == ()


@pytest.mark.parametrize("text", ["prologue", "snow ost", "harbour", "yuki", "wonder", "プロ"])
def test_text_finds_marks_by_the_names_around_them(
    profile: JournalProfile, journal: JournalService, text: str
) -> None:
    work = profile.work()
    track = profile.track("Prologue プロローグ", album="Snow OST")
    scene = profile.scene(work, "At the harbour", profile.character(work, "Yuki"))
    profile.cue(track, scene, 0, 30_000)
    named = profile.tag(track, profile.emotion("Wonder"), 10_000)
    other = profile.track("Elsewhere", album="Sand")
    profile.tag(other, profile.emotion("Sadness"), 10_000)
    found = owners(journal, JournalFilter(text=text, kinds=frozenset({MarkKind.TAG})))
    assert found == [("tag", named)]


@pytest.mark.parametrize(
    "text", ["istanbul", "ETOILE", "lodz", "かたかな", "strasse", "nostalgie", "i\u0307stan"]
)
def test_names_are_found_however_they_are_spelled(
    profile: JournalProfile, journal: JournalService, text: str
) -> None:
    work = profile.work()
    track = profile.track("İstanbul", album="\uff25\u0301toile ｶﾀｶﾅ")
    scene = profile.scene(work, "In Łódź", profile.character(work, "Frau Straße"))
    profile.cue(track, scene, 0, 30_000)
    named = profile.tag(track, profile.emotion("Nóstalgie"), 10_000)
    profile.tag(profile.track("Elsewhere"), profile.emotion("Sadness"), 10_000)
    found = owners(journal, JournalFilter(text=text, kinds=frozenset({MarkKind.TAG})))
    assert found == [("tag", named)]


def test_matches_in_texts_and_names_are_merged_by_time(
    profile: JournalProfile, journal: JournalService
) -> None:
    named, other = profile.track("Harbour lights"), profile.track("Other")
    wonder = profile.emotion()
    marks = [
        profile.tag(named if i % 2 else other, wonder, note="" if i % 2 else "the harbour")
        for i in range(12)
    ]
    assert [owner for _, owner in owners(journal, JournalFilter(text="harbour"))] == marks[::-1]


@pytest.mark.parametrize(
    "wanted", [EVERYTHING, JournalFilter(text="harbour"), JournalFilter(text="ha")]
)
def test_pages_follow_one_another_without_gaps_or_repeats(
    profile: JournalProfile, journal: JournalService, wanted: JournalFilter
) -> None:
    track, wonder = profile.track("Harbour"), profile.emotion()
    made = [profile.tag(track, wonder, note="harbour", made_at=5_000) for _ in range(11)]
    seen: list[int] = []
    cursor: Cursor | None = None
    while True:
        page = journal.page(wanted, cursor, limit=4)
        seen += [item.owner_id for item in page.items]
        if (cursor := page.next_cursor) is None:
            break
        made_meanwhile = profile.tag(track, wonder, note="harbour", made_at=9_000)
        assert made_meanwhile not in seen
    assert seen == made[::-1]


def test_an_edited_note_keeps_its_place_and_is_found_by_its_new_text_only(
    profile: JournalProfile, journal: JournalService
) -> None:
    from db.models.all import EmotionalTag

    track, wonder = profile.track("T"), profile.emotion("E")
    tag = profile.tag(track, wonder, note="before")
    later = profile.tag(track, wonder, note="later")
    with profile.ledger.write("Edit note", "tag") as writing:
        writing.unit.get(EmotionalTag, tag).note = "afterwards"
    assert owners(journal) == [("tag", later), ("tag", tag)]
    assert owners(journal, JournalFilter(text="before")) == []
    assert owners(journal, JournalFilter(text="afterwards")) == [("tag", tag)]


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(max_size=12), max_size=6), query=st.text(max_size=6))
def test_any_text_can_be_saved_and_searched_for(
    texts: list[str], query: str, tmp_path_factory
) -> None:  # type: ignore[no-untyped-def]
    from db.store.opening import open_store

    store = open_store(tmp_path_factory.mktemp("profile") / "journal.db")
    try:
        profile = JournalProfile(store)
        journal = JournalService(profile.ledger)
        track, wonder = profile.track("·"), profile.emotion("·")
        for text in texts:
            profile.tag(track, wonder, note=text)
        found = journal.page(JournalFilter(text=query)).items
        for item in found:
            assert item.kind is MarkKind.TAG
    finally:
        store.close()
