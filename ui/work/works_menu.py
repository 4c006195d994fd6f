"""The menu at the title: every work, those of a saga together, and the way to their forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from app.core.ids import SagaId, WorkId
from app.core.words import _
from app.story.sagas import Saga
from app.works.records import WorkLine
from ui.keepsake.opening import KEEPSAKE, KEEPSAKE_ICON
from ui.style.icons import icon
from ui.widgets.text import on_button
from ui.work.its_music import CHOOSE_ALBUM


@dataclass(frozen=True, slots=True)
class WorkChoices:
    """What can be opened. open_saga: shows the story lines of all its works, one after another."""

    works: Sequence[WorkLine]
    sagas: Sequence[Saga]


@dataclass(frozen=True, slots=True)
class WorksMenuVerbs:
    open_work: Callable[[WorkId], object]
    open_saga: Callable[[SagaId], object]
    edit: Callable[[], object]
    open_missing: Callable[[], object]
    choose_album: Callable[[], object]
    make_keepsake: Callable[[], object]
    open_story: Callable[[], object]


def fill_works_menu(
    menu: QMenu,
    choices: WorkChoices,
    verbs: WorksMenuVerbs,
    work_id: int | None,
    saga_id: int | None,
) -> None:
    """work_id, saga_id: what is shown; saga_id is None while it is a single work."""
    by_id = {work.id: work for work in choices.works}
    in_sagas: set[int] = set()
    for saga in choices.sagas:
        works = [by_id[key] for key in saga.works if key in by_id]
        in_sagas.update(work.id for work in works)
        if works:
            menu.addSection(on_button(saga.name))
            for work in works:
                _add_work(menu, work, verbs, is_shown=saga_id is None and work.id == work_id)
        if len(works) > 1:
            whole = menu.addAction(icon("orbit", 16), _("All of it, as one story"))
            whole.setCheckable(True)
            whole.setChecked(saga.id == saga_id)
            whole.triggered.connect(lambda _on=False, key=saga.id: verbs.open_saga(key))
    single = [work for work in choices.works if work.id not in in_sagas]
    if single:
        menu.addSection(_("Works") if in_sagas else _("Your works"))
    for work in single:
        _add_work(menu, work, verbs, is_shown=saga_id is None and work.id == work_id)
    menu.addSeparator()
    if work_id is not None:
        menu.addAction(icon("pencil", 16), _("Edit this work")).triggered.connect(
            lambda: verbs.edit()
        )
        lacks = menu.addAction(icon("unlink", 16), _("What is missing between music and story"))
        lacks.triggered.connect(lambda: verbs.open_missing())
        album = menu.addAction(icon("disc-3", 16), str(CHOOSE_ALBUM))
        album.triggered.connect(lambda: verbs.choose_album())
        keepsake = menu.addAction(icon(KEEPSAKE_ICON, 16), str(KEEPSAKE))
        keepsake.triggered.connect(lambda: verbs.make_keepsake())
    menu.addAction(icon("list", 16), _("All works, episodes and scenes")).triggered.connect(
        lambda: verbs.open_story()
    )


def _add_work(menu: QMenu, work: WorkLine, verbs: WorksMenuVerbs, *, is_shown: bool) -> None:
    action = menu.addAction(on_button(work.title))
    action.setCheckable(True)
    action.setChecked(is_shown)
    action.triggered.connect(lambda _on=False, key=work.id: verbs.open_work(key))
