"""The steps on the Stage."""

from __future__ import annotations

from ui.tour.stage import Script, Stage, Until


def see_on_stage(stage: Stage) -> Script:
    page = stage.pages.stage
    yield Until("no picture is seen", lambda: page.canvas.has_picture)
    yield Until("it still changes", lambda: not page.canvas.fade.is_under_way)
    yield Until("nothing is said of the music", lambda: page.words.text)
