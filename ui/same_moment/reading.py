"""Reads the moment off the GUI thread, and again when something about it has changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.journal.moment_records import AskedMoment
from app.marks.kinds import changes_of_marks
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.same_moment.shown import ShownMoment, rows_of
from ui.words.dates import today
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.bootstrap import Services
    from app.core.ids import SceneId
    from app.story.covering import Covering
    from app.story.records import Scene
    from ui.bridge.context import Context

log = logging.getLogger(__name__)

_KINDS = (
    *changes_of_marks(),
    changes.ENTRY,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.EMOTION,
    changes.SCENE,
    changes.WORK,
    changes.EPISODE,
    changes.ALIGNMENT,
)


class MomentReading(QObject):
    """Signals: read(ShownMoment); gone(), the track that was asked about no longer exists."""

    read = Signal(object)
    gone = Signal()

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._services = context.services
        self._reading = context.latest_read("Read a moment across the years")
        self.asked: AskedMoment | None = None
        self.fresh = KeptFresh(page, context, self._reading, self._ask, _KINDS)

    def ask(self, asked: AskedMoment) -> None:
        """Another place: what is under way is no longer wanted."""
        self.asked = asked
        self._ask()

    def move(self, asked: AskedMoment) -> None:
        """Its edges move: answers come while they do."""
        self.asked = asked
        self._reading.ask_again(self._ask)

    def forget(self) -> None:
        self.asked = None
        self._reading.drop()

    def _ask(self) -> None:
        self.fresh.note_asked()
        asked, services, covering = self.asked, self._services, spoilers().covering
        now = today()
        if asked is None:
            return

        def arrive(found: ShownMoment | _Gone | None) -> None:
            """None: it can't be read now, and the listener was told why."""
            if isinstance(found, _Gone):
                self.gone.emit()
            elif found is not None:
                self.read.emit(found)

        self._reading.ask(lambda: _question(services, asked, covering, now), arrive)


class _Gone:
    """The answer where there is no such track."""


def _question(
    services: Services, asked: AskedMoment, covering: Covering, now: date
) -> ShownMoment | _Gone:
    try:
        moment = services.same_moments.across_years(asked)
    except LookupError as error:
        log.info("it is gone: %s", error)
        return _Gone()
    scene = _scene(services, moment.scene_ids, covering)
    felt = services.feelings.strips((asked.track_id,))[asked.track_id]
    rows = rows_of(moment.reactions, now, asked.uid)
    return ShownMoment(moment, scene, felt, rows)


def _scene(services: Services, scene_ids: tuple[SceneId, ...], covering: Covering) -> Scene | None:
    """The first that isn't covered; if all are, the first."""
    scenes: list[Scene] = []
    for scene_id in scene_ids:
        try:
            scenes.append(services.scenes.scene(scene_id))
        except LookupError as error:
            log.info("it was deleted meanwhile: %s", error)
    return next((one for one in scenes if not covering.covers(one)), next(iter(scenes), None))
