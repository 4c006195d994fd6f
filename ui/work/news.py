"""Which changes a work's page has to read again for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.transactions import changes

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from app.works.records import WorkGlance

_KINDS = (
    changes.WORK,
    changes.SAGA,
    changes.EPISODE,
    changes.SCENE,
    changes.CHARACTER,
    changes.CUE,
    changes.TRACK,
    changes.THEME,
    changes.OCCURRENCE,
    changes.ECHO,
)


def is_news(change: Change, glance: WorkGlance | None) -> bool:
    """glance: what is shown.

    Marks and listens come all the time, and seldom change it.
    """
    if change.touches(*_KINDS):
        return True
    if glance is None:
        return False
    theirs = change.track_ids & {int(row.id) for row in glance.tracks}
    if change.touches(changes.LISTEN) and not theirs <= glance.heard:
        return True
    return change.touches(changes.TAG) and bool(theirs) and not glance.scenes
