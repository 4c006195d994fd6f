"""The steps on the Stage."""

from __future__ import annotations

from ui.tour.stage import Script, Stage, Until

_LAST_WORD_MS = 61_000  # of the opening, after which nobody speaks


def see_on_stage(stage: Stage) -> Script:
    """Waits for somebody to speak."""
    page = stage.pages.stage
    yield Until("no picture is seen", lambda: page.canvas.has_picture)
    yield Until("nothing is said of the music", lambda: page.words.told.line)
    yield Until(
        "nobody speaks",
        lambda: page.words.told.speaker or stage.playback.position_ms > _LAST_WORD_MS,
    )
    yield Until("it still changes", lambda: not page.canvas.fade.is_under_way)
