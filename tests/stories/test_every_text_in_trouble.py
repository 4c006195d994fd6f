"""In a language nobody speaks, what is said about damage comes from the catalogue, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.archive.rescue import backups_of
from app.core import languages
from app.core.languages import ENGLISH, LONGER
from app.core.pseudo_locale import longer
from app.emotions.shipped import GLOSSES, NAMES, SETS
from app.profile.settings import SettingsFile
from app.transactions.storage_problems import StorageProblem
from db.file.errors import FaultKind
from tests.support.absurd_rows import Planter, absurdities, fill
from tests.support.app_harness import AppHarness, with_services
from tests.support.bare_english import BareEnglish, names_in
from tests.support.journal_damage import write_beside_the_rules
from tests.support.trouble import Trouble, press
from ui.shell.language import follow_language
from ui.shell.rescue_dialog import RescueDialog
from ui.shell.rescued_dialog import RescuedDialog

# Copies of these have keys of their own, and so are the listener's.
_PLANTED = (NAMES["wonder"].message, GLOSSES["wonder"].message, SETS["gems"].message)
# Of the journal's file, as its documentation has them.
_KEYWORDS = (
    *("dreamt", "felt", "score", "solid", "listener", "confirmed", "series", "cover"),
    *("same_track", "header", "build"),
)
_DETAILS = "file is not a database"


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    follow_language(qapp)


@pytest.fixture
def trouble(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Trouble:
    made = Trouble(tmp_path / "profile", qtbot)
    for title in ("Snow", "Sand"):
        made.keep(title)
    languages.speak(LONGER)
    follow_language(qapp)
    made.window.show()
    return made


@pytest.mark.parametrize("kind", FaultKind)
def test_dialogs_of_a_journal_that_cant_be_used(trouble: Trouble, kind: FaultKind) -> None:
    bare = _bare_but_files(trouble)
    dialog = trouble.offer(_trouble(kind))
    bare.look()
    dialog.reject()
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


@pytest.mark.logs(longer("Going back to a backup"))
def test_dialogs_on_the_way_to_a_backup(trouble: Trouble, qtbot: QtBot) -> None:
    bare = _bare_but_files(trouble)
    newest, _older = backups_of(trouble.paths)
    trouble.spoil()
    trouble.spoil(newest.path)
    press(qtbot, trouble.offer(_trouble()), longer("Go back to the newest backup"))
    _look_until(qtbot, bare, lambda: len(_ways_out(trouble)) == 1)
    (dialog,) = _ways_out(trouble)
    press(qtbot, dialog, longer("Go back to the newest backup"))
    _look_until(qtbot, bare, lambda: bool(trouble.window.findChildren(RescuedDialog)))
    bare.look()
    trouble.told(qtbot).reject()
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


def test_dialogs_on_the_way_to_a_new_journal(
    trouble: Trouble, qtbot: QtBot, tmp_path: Path
) -> None:
    bare = _bare_but_files(trouble)
    write_beside_the_rules(
        trouble.paths.database, "UPDATE work SET title = CAST(x'536eff' AS TEXT) WHERE id = 1"
    )
    dialog = trouble.offer(_trouble())
    trouble.rescue.export_to(tmp_path / "rescued.json", dialog)
    _look_until(qtbot, bare, lambda: len(_ways_out(trouble)) == 1)
    (dialog,) = _ways_out(trouble)
    bare.take(dialog.as_text(), "what is copied")
    press(qtbot, dialog, longer("Start a new journal beside it"))
    _look_until(qtbot, bare, lambda: bool(trouble.window.findChildren(RescuedDialog)))
    bare.look()
    trouble.told(qtbot).reject()
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


def test_dialog_of_rows_that_no_page_can_show(harness: AppHarness) -> None:
    SettingsFile(harness.paths.settings_file).change(language=LONGER)
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    with_services(harness.paths, lambda all_: fill(all_, all_.library.tracks()[0].id))
    planter = Planter(harness.paths.database)
    for absurd in absurdities():
        planter.plant(absurd)
    planter.close()
    session = harness.open()
    journal = session.pages.show_journal()
    session.until(lambda: journal.unreadable.look.isVisible())
    bare = BareEnglish({*names_in(harness.paths.database), *_KEYWORDS, *_PLANTED})
    dialog = journal.unreadable.open_dialog()
    bare.look()
    rows = dialog.rows
    dialog.mend(*rows)
    session.until(lambda: dialog.rows != rows)  # there are more than are listed at once
    bare.look()
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


def _trouble(kind: FaultKind = FaultKind.DAMAGED) -> StorageProblem:
    return StorageProblem(kind.value, "open", _DETAILS)


def _bare_but_files(trouble: Trouble) -> BareEnglish:
    parts = (*trouble.paths.database.parts, "rescued.json", "journal.db.damaged", "Snow", "Sand")
    details = (f"{doing}: {_DETAILS}" for doing in ("open", "exchange"))
    return BareEnglish({*parts, str(trouble.paths.data), *details})


def _look_until(qtbot: QtBot, bare: BareEnglish, is_over: Callable[[], bool]) -> None:
    """Meanwhile a dialog shows the progress."""

    def look() -> bool:
        bare.look()
        return is_over()

    qtbot.waitUntil(look, timeout=20_000)
    bare.look()


def _ways_out(trouble: Trouble) -> list[RescueDialog]:
    return [each for each in trouble.window.findChildren(RescueDialog) if each.isVisible()]
