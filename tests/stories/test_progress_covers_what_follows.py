"""Somebody who is at the first episode is told nothing of the second: not on a page, in a search,
in a picker or beside the music, until they ask for it, or have seen it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from app.core.ids import EpisodeId, SceneId, ThemeId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft, JournalFilter
from app.library.records import Role
from app.marks.kinds import as_text, in_line
from app.story.records import WorkKind
from app.timeline.companion import companion_at
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.said_by_windows import said_by_windows
from ui.companion.parts import title_of
from ui.journal.words import item_in_words
from ui.window.page_table import PAGES
from ui.words.spoilers import spoilers

Key = Qt.Key
FATE, TRAITOR, HYMN = "The bridge falls", "Varn", "Varn’s betrayal"
EPISODE = "An end to all bridges"
SECRETS = (FATE, TRAITOR, HYMN, EPISODE)


class Watched:
    """A series of two episodes, of which the listener has seen the first. In the second, a traitor
    appears, whose theme is a spoiler by its name.
    """

    def __init__(self, session: WindowSession) -> None:
        services, row = session.services, session.rows()[0]
        self.services, self.track = services, TrackId(row.id)
        scenes = services.scenes
        self.work = scenes.add_work(WorkKind.SERIES, "Tidewatch")
        services.library.assign_work([self.track], self.work)
        self.first = scenes.add_episode(self.work, 1, 1)
        self.second = scenes.add_episode(self.work, 1, 2, EPISODE)
        mira, varn = (scenes.add_character(self.work, name) for name in ("Mira", TRAITOR))
        harbour = scenes.add_scene(
            self.work, "The harbour", episode_id=self.first, character_ids=[mira]
        )
        says = {"character_ids": [mira, varn], "summary": FATE, "episode_id": self.second}
        self.fate: SceneId = scenes.add_scene(self.work, FATE, **says)  # type: ignore[arg-type]
        services.cues.add_cue(self.track, Span(0, 30_000), self.fate)
        services.cues.add_cue(self.track, Span(30_000, 50_000), harbour)
        wonder = services.emotions.named("wonder")
        assert wonder is not None
        services.tagging.add_tag(self.track, wonder.id, Span(3_000, 4_000))
        services.themes.mark_returns(HYMN, self.track, [Span(5_000, 9_000)], self.work)
        self.hymn: ThemeId = services.themes.themes()[0].id
        services.themes.add_character(self.hymn, varn)
        services.themes.edit(self.hymn, is_spoiler=True)
        services.journal.write_entry(EntryDraft(text="Tonight", scene_ids=(self.fate,)))
        self.seen(self.first)

    def seen(self, episode: EpisodeId) -> None:
        self.services.story_progress.set_at_episode(episode)


@pytest.fixture
def session(harness: AppHarness) -> Iterator[WindowSession]:
    session = harness.playing(0)
    session.playback.pause()
    yield session
    spoilers().begin(are_covered=True)


@pytest.fixture
def watched(session: WindowSession) -> Watched:
    return Watched(session)


def told_by_readers(session: WindowSession, watched: Watched) -> str:
    """What every reader answers, in the words that it is shown in."""
    services = session.services
    timeline = session.timeline
    companion = companion_at(timeline, 1_000, None)
    find = services.emotions.emotion
    covering = spoilers().covering
    page = services.journal.page(JournalFilter(covering=covering))
    assert companion.scene is not None
    said = [
        *(item_in_words(item, find) for item in page.items),
        *(in_line(mark, covering) for mark in timeline.each()),
        *(as_text(mark, covering) for mark in timeline.each()),
        covering.title(companion.scene),
        covering.place(companion.scene),
        *map(title_of, companion.coming_up),
        *map(covering.title, services.scenes.scenes()),
        *map(covering.character_name, services.scenes.characters(watched.work)),
        *map(covering.theme_name, services.themes.themes()),
    ]
    return "; ".join(said)


def test_no_reader_names_what_follows(session: WindowSession, watched: Watched) -> None:
    told = told_by_readers(session, watched)
    assert not any(secret in told for secret in SECRETS)
    for words in (
        "A later scene",
        "S1 E2",
        "A later character",
        "A later theme",
        "The harbour",
        "Mira",
    ):
        assert words in told


def test_a_search_for_it_finds_nothing(session: WindowSession, watched: Watched) -> None:
    def found(text: str) -> int:
        wanted = JournalFilter(text=text, covering=spoilers().covering)
        return len(session.services.journal.page(wanted).items)

    assert found("bridge falls") == found("varn") == 0
    assert found("harbour") > 0
    watched.seen(watched.second)
    assert found("bridge falls") > 0 and found("varn") > 0


def test_no_page_names_or_announces_it(
    session: WindowSession, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            announced.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    for spec in PAGES:
        with session.harness.qtbot.waitExposed(session.window):
            page = session.desk.navigation.open_page(spec.key)
        session.until(lambda page=page: not getattr(page, "is_reading", False))
        assert said_by_windows(SECRETS) == [], spec.key
    assert "A later scene" in announced, "on the Stage"
    for role in (Role.OPENING_THEME, Role.LOVE_THEME, Role.ACTION_THEME):
        watched.services.library.set_role([watched.track], role)
        roles = session.desk.navigation.open_page("roles")
        session.until(lambda roles=roles: not roles.is_reading)
        assert said_by_windows([role.label]) and said_by_windows(SECRETS) == [], role
    assert not any(secret in text for text in announced for secret in SECRETS)


def test_no_picker_and_no_copy_names_it(session: WindowSession, watched: Watched) -> None:
    page = session.pages.show_listen()
    for kind in (MarkKind.CUE, MarkKind.OCCURRENCE):
        page.select(MarkRef(kind, 1))
        assert said_by_windows(SECRETS) == [], kind
        session.driver.ctrl(Key.Key_C)
        assert not any(secret in QApplication.clipboard().text() for secret in SECRETS)
    session.driver.tap(Key.Key_S)
    session.until(lambda: QApplication.activeModalWidget() is not None)
    session.driver.write("a later")
    assert said_by_windows(SECRETS) == []
    session.driver.tap(Key.Key_Escape)


def test_seen_it_is_named_everywhere_and_a_look_is_enough_for_one(
    session: WindowSession, watched: Watched
) -> None:
    spoilers().show(watched.fate)
    told = told_by_readers(session, watched)
    assert FATE in told and EPISODE in told and TRAITOR not in told
    spoilers().show_theme(watched.hymn)
    assert HYMN in told_by_readers(session, watched)
    watched.seen(watched.second)
    session.until(lambda: not any(cue.scene.is_ahead for cue in session.timeline.cues))
    assert all(secret in told_by_readers(session, watched) for secret in SECRETS)
