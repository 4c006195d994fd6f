"""What the steps check: what is saved for the playing track, and which dialog is open."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.scenes.chooser import SceneChooser
from ui.settings.calibration_dialog import CalibrationDialog
from ui.tour.stage import Stage


def tag_count(stage: Stage, emotion: str, *, drawn: bool = False) -> int:
    tags = [item for item in stage.timeline.tags if item.emotion.key == emotion]
    return sum(not (drawn and item.span.is_point) for item in tags)


def notes(stage: Stage) -> set[str]:
    timeline = stage.timeline
    tags = {tagged.tag.note for tagged in timeline.tags}
    return tags | {moment.note for moment in timeline.moments}


def newest_intensity(stage: Stage) -> int:
    return max(stage.timeline.tags, key=lambda item: item.tag.id).tag.intensity


def cue_count(stage: Stage, title: str) -> int:
    return sum(cue.scene.title == title for cue in stage.timeline.cues)


def open_calibration() -> CalibrationDialog | None:
    active = QApplication.activeWindow()
    return active if isinstance(active, CalibrationDialog) else None


def open_chooser() -> SceneChooser | None:
    active = QApplication.activeWindow()
    return active if isinstance(active, SceneChooser) else None


def first_match() -> str:
    chooser = open_chooser()
    item = chooser.scene_field.list.item(0) if chooser is not None else None
    return item.text() if item is not None else ""
