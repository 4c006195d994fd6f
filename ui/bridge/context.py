"""What every page is given: the services and the few objects all screens share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.bootstrap import Services
from ui.bridge.changes import ChangeRelay
from ui.bridge.jobs import JobRunner
from ui.bridge.playback import Playback
from ui.bridge.undo import History

if TYPE_CHECKING:
    from ui.messages import Messages


@dataclass(frozen=True, slots=True)
class Context:
    """relay.changed(Change) says what to re-read; jobs run long work; messages speak."""

    services: Services
    playback: Playback
    relay: ChangeRelay
    jobs: JobRunner
    history: History
    messages: Messages
