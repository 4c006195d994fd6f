"""While a letter is sealed, no page says a word of it, and neither does what leaves the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.ids import CharacterId, EntryId, MomentId, SceneId, TrackId, WorkId
from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.entry_parts import EntryPicture
from app.journal.records import EntryDraft, Feeling
from app.journal.seals import Sealing
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.pictures import png
from tests.support.said_by_windows import said_by_windows
from ui.bridge.places import EntryPlace, LetterPlace, MomentPlace, PersonPlace, WorkPlace
from ui.window.page_table import PAGES

Key = Qt.Key
SECRETS = ("zyqlantern", "Zyqlina")  # in no other text


class Written:
    """A letter about everything there is: it is sealed, and everything else is not."""

    def __init__(self, session: WindowSession, folder: Path) -> None:
        services = session.services
        self.track = TrackId(session.rows()[0].id)
        self.work: WorkId = services.scenes.add_work(WorkKind.FILM, "My Heart")
        services.library.assign_work([self.track], self.work)
        self.person: CharacterId = services.scenes.add_character(self.work, "Mira")
        mira = [self.person]
        self.scene: SceneId = services.scenes.add_scene(self.work, "The key", character_ids=mira)
        services.cues.add_cue(self.track, Span(0, 30_000), self.scene)
        self.span = Span(5_000, 8_000)
        moment = services.moments.add_moment(self.track, self.span)
        services.tagging.add_tag(self.track, services.emotions.emotions()[0].id, self.span)
        services.themes.mark_returns("The motif", self.track, [Span(5_000, 9_000)])
        (folder / "lamp.png").write_bytes(png(1, 64, 36))
        picture = services.pictures.keep(folder / "lamp.png")
        draft = EntryDraft(
            "To later",
            f"The {SECRETS[0]} at the window",
            Feeling(0.0, 0.9),
            Feeling(0.0, -0.9),
            (self.track,),
            (self.scene,),
            (MomentId(moment.id),),
            pictures=(EntryPicture(picture, f"a {SECRETS[0]} at dusk"),),
            people=(SECRETS[1],),
        )
        a_year_ago = Instant.of(Instant.now().utc_ms - 365 * 86_400_000)
        self.letter: EntryId = services.journal.write_entry(draft, a_year_ago)


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    session = harness.playing(0)
    session.playback.pause()
    session.desk.context.listening_through.cancel()
    return session


@pytest.fixture
def written(session: WindowSession, tmp_path: Path) -> Written:
    return Written(session, tmp_path)


def open_everything(session: WindowSession, written: Written) -> Iterator[str]:
    """Every page, and each place that the letter belongs to; the key of each once it is shown."""
    for spec in PAGES:
        with session.harness.qtbot.waitExposed(session.window):
            session.desk.navigation.open_page(spec.key)
        yield session.desk.pages.current_key
    for place in (
        MomentPlace(written.track, written.span),
        WorkPlace(written.work),
        PersonPlace(written.person, None),
        LetterPlace(written.letter),
        EntryPlace(written.letter),
    ):
        session.desk.context.navigator.show(place)
        yield session.desk.pages.current_key


def test_no_page_says_a_word_of_it_while_it_is_sealed(
    session: WindowSession, written: Written
) -> None:
    """It was open on the pages before, so they have known it."""
    told = set()
    for page in open_everything(session, written):
        session.until(lambda: not session.desk.context.jobs.running)
        if said_by_windows(SECRETS):
            told.add(page)
    assert told >= {"characters", "journal", "same_moment"}
    for dialog in filter(None, [QApplication.activeModalWidget()]):
        dialog.close()
    session.services.letters.seal(written.letter, Sealing(track_id=written.track))
    for _page in open_everything(session, written):  # what is old is there until it is read anew
        session.until(lambda: not session.desk.context.jobs.running)
        session.until(lambda: said_by_windows(SECRETS) == [])


def test_it_is_neither_copied_nor_in_the_log_nor_given_away(
    session: WindowSession, written: Written, tmp_path: Path
) -> None:
    session.services.letters.seal(written.letter, Sealing(track_id=written.track))
    journal = session.pages.journal
    session.driver.alt(Key.Key_4)
    session.until(lambda: len(journal.model.items) >= 3)
    for row in range(journal.model.rowCount()):
        journal.list.setCurrentIndex(journal.model.index(row, 0))
        session.driver.ctrl(Key.Key_C)
        held = QApplication.clipboard().mimeData()
        copied = b"".join(bytes(held.data(form).data()) for form in held.formats())
        assert not any(secret.encode() in copied for secret in SECRETS)
    for kind in ("--pdf", "--markdown", "--preview"):
        code, out, err = session.run_main("keepsake", "--all", str(tmp_path / kind), kind)
        assert code == 0 and not any(secret in out + err for secret in SECRETS)
    assert not [
        path
        for folder in (session.harness.paths.logs, tmp_path / "--markdown")
        for path in folder.rglob("*")
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in SECRETS)
    ]
