"""What the commands do: each sends a verb to the page or service that knows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.bridge.news.exported import ask_to_lose, say_exported
from ui.bridge.news.restored import say_restored

if TYPE_CHECKING:
    from app.archive.service import ExportService
    from app.core.errors import Problem
    from ui.window.desk import Desk

SEEK_STEP_MS = 5_000
VOLUME_STEP = 5
RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class WindowVerbs:
    """The table from a command's key to its verb."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._context = desk.context
        self._playback = desk.context.playback

    def table(self) -> dict[str, Callable[[], object]]:
        """Every command that this window can do."""
        return self._file() | self._edit() | self._play() | self._mark() | self._view() | self._go()

    def _file(self) -> dict[str, Callable[[], object]]:
        desk = self._desk
        return {
            "add_folder": lambda: desk.library().flow.ask_for_folder(),
            "add_files": lambda: desk.library().flow.ask_for_files(),
            "export": self.export,
            "restore": self.restore,
            "back_up": self.back_up,
            "quit": desk.window.close,
        }

    def _edit(self) -> dict[str, Callable[[], object]]:
        desk = self._desk
        return {
            "undo": self._context.undo,
            "redo": self._context.redo,
            "cut": lambda: desk.listen().editing.cut(),
            "copy": lambda: desk.listen().editing.copy(),
            "paste": lambda: desk.listen().editing.paste(),
            "duplicate": lambda: desk.listen().editing.duplicate(),
            "select_all": lambda: desk.listen().timeline.select_all(),
            "delete": lambda: desk.listen().editing.delete(),
            "find": self.find,
            "settings": lambda: self._desk.show_page("settings"),
        }

    def _play(self) -> dict[str, Callable[[], object]]:
        playback = self._playback
        return {
            "toggle": playback.toggle,
            "back": lambda: playback.seek_by(-SEEK_STEP_MS),
            "forward": lambda: playback.seek_by(SEEK_STEP_MS),
            "next": playback.next,
            "previous": playback.previous,
            "louder": lambda: playback.sound.change_volume(VOLUME_STEP),
            "quieter": lambda: playback.sound.change_volume(-VOLUME_STEP),
            "mute": playback.sound.toggle_muted,
            "faster": lambda: self.step_rate(1),
            "slower": lambda: self.step_rate(-1),
            "calibrate": self.calibrate,
            "loop": lambda: self._desk.listen().loop_selection(),
        }

    def _mark(self) -> dict[str, Callable[[], object]]:
        desk = self._desk
        return {
            "note": lambda: desk.show_listen().write_note(),
            "remove_newest": self.remove_newest,
            "scene": desk.scene_question.ask,
            "scene_whole": desk.scene_question.ask_whole,
            "next_mark": lambda: desk.listen().hearing.step_mark(1),
            "previous_mark": lambda: desk.listen().hearing.step_mark(-1),
            "next_same": lambda: desk.show_listen().wander.go_same(1),
            "previous_same": lambda: desk.show_listen().wander.go_same(-1),
            "next_anywhere": lambda: desk.show_listen().wander.go(1),
            "previous_anywhere": lambda: desk.show_listen().wander.go(-1),
            "go_feeling": lambda: desk.show_listen().wander.ask(),
            "hear": lambda: desk.listen().hearing.hear_selection(),
            "trace": lambda: desk.show_listen().trace.toggle(),
            "inbox": lambda: desk.show_listen().inbox.toggle(),
            "reword": lambda: desk.listen().rewording.ask(),
            "split": lambda: desk.listen().editing.split(),
            "merge": lambda: desk.listen().editing.merge(),
            "stretch_start": lambda: desk.listen().editing.begin_stretch(),
            "stretch_end": lambda: desk.listen().editing.end_stretch(),
            "mark_start": lambda: desk.listen().editing.begin_here(),
            "mark_end": lambda: desk.listen().editing.end_here(),
            "theme": lambda: desk.listen().editing.ask_theme(),
        }

    def _view(self) -> dict[str, Callable[[], object]]:
        desk = self._desk
        return {
            "zoom_in": lambda: desk.listen().timeline.zoom_in(),
            "zoom_out": lambda: desk.listen().timeline.zoom_out(),
            "zoom_all": lambda: desk.listen().timeline.zoom_to_all(),
            "zoom_selection": lambda: desk.listen().zoom_to_selection(),
            "follow": lambda: desk.listen().seeing.toggle_follow(),
            "lanes": lambda: desk.show_listen().seeing.choose_lanes(),
            "wave_colours": lambda: desk.show_listen().seeing.toggle_wave_colours(),
            "loudness": lambda: desk.show_listen().seeing.toggle_loudness(),
            "table": lambda: desk.show_listen().toggle_table(),
        }

    def _go(self) -> dict[str, Callable[[], object]]:
        desk = self._desk
        pages = ("listen", "library", "story", "journal", "settings")
        table: dict[str, Callable[[], object]] = {
            f"page_{key}": lambda key=key: desk.show_page(key)  # type: ignore[misc]
            for key in pages
        }
        return table | {
            "page_listen": lambda: desk.show_listen().focus_marks(),
            "new_entry": lambda: desk.show_journal().new_entry(),
            "keys": desk.show_keys,
            "about": desk.show_about,
        }

    # --- verbs of more than one step ------------------------------------------------------------

    def step_rate(self, step: int) -> None:
        """To the next of the usual speeds."""
        current = self._playback.player.rate
        nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - current))
        rate = RATES[min(len(RATES) - 1, max(0, nearest + step))]
        self._playback.sound.set_rate(rate)
        self._context.messages.say(f"Speed {rate:g}×")

    def remove_newest(self) -> None:
        """Who selected another mark may have meant that one."""
        is_seen = self._desk.page_key == "listen"
        selected = self._desk.listen().timeline.selected_marks if is_seen else ()
        removed = self._desk.marking.remove_newest()
        if selected and removed is not None and removed not in selected:
            words = "Removed the newest mark. Delete removes what is selected."
            self._context.messages.say(words, "Undo", self._context.undo)

    def calibrate(self) -> None:
        self._desk.show_page("settings")
        self._desk.pages.settings.sound.calibrate()

    def find(self) -> None:
        page = self._desk.pages.currentWidget()
        if page is not None and hasattr(page, "focus_search"):
            page.focus_search()
        else:
            self._desk.show_page("library")
            self._desk.library().focus_search()

    def export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window, "Export everything", "ost-my-heart.json", "Exports (*.json)"
        )
        if name:
            self._export_to(Path(name))

    def _export_to(self, path: Path, *, replace: bool = False) -> None:
        def failed(problem: Problem) -> None:
            ask_to_lose(
                self._context,
                problem,
                lambda: self._export_to(path, replace=True),
                self._desk.window,
            )

        self._context.jobs.run(
            "Export everything",
            lambda job: self._exports.export_json(path, job, replace=replace),
            lambda summary: say_exported(self._context, summary),
            failed,
        )

    def restore(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._desk.window, "Restore an export", "", "Exports (*.json)"
        )
        if name:
            self._context.jobs.run(
                "Restore an export",
                lambda job: self._exports.restore_json(Path(name), job),
                lambda report: say_restored(self._context, report),
            )

    def back_up(self) -> None:
        self._context.jobs.run(
            "Back up",
            lambda _job: self._exports.backup_now(),
            lambda path: self._context.messages.say(f"Backed up to {path}."),
        )

    @property
    def _exports(self) -> ExportService:
        return self._desk.services.exports
