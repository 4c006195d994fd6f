"""What the page shows, and how it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.ids import SagaId, WorkId
from ui.shell.last_work import usual_among
from ui.work.works_menu import WorkChoices

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.story.records import Cue
    from app.story.sagas import Saga
    from app.works.records import WorkGlance, WorkLine


@dataclass(frozen=True, slots=True)
class ShownWork:
    """glance: None while there is no work to show. cues: what “Play the story” plays. saga: the
    one that is shown as a whole.
    """

    choices: WorkChoices
    glance: WorkGlance | None = None
    cues: tuple[Cue, ...] = ()
    saga: Saga | None = None


@dataclass(frozen=True, slots=True)
class WorkQuestion:
    """work_id: None for the one with this uid, or else the only one. saga_id: all of a saga that it
    is one of.
    """

    work_id: WorkId | None
    uid: str
    saga_id: SagaId | None

    def answer(self, services: Services) -> ShownWork:
        """On the thread of a job."""
        lines, sagas = services.works.lines(), services.sagas.sagas()
        choices = WorkChoices(lines, sagas)
        saga = next((one for one in sagas if one.id == self.saga_id and len(one.works) > 1), None)
        work_id = self._work_id_among(lines)
        if work_id is None:
            return ShownWork(choices)
        glance = services.works.glance(work_id)
        if saga is None or work_id not in saga.works:
            return ShownWork(choices, glance, glance.cues)
        return ShownWork(choices, glance, services.works.cues(saga.works), saga)

    def _work_id_among(self, lines: Sequence[WorkLine]) -> WorkId | None:
        if self.work_id is not None:
            asked = next((one for one in lines if one.id == self.work_id), None)
        else:
            asked = usual_among(lines, self.uid)
        return None if asked is None else asked.id
