"""A keepsake of 1,000 marks and 200 pictures, against encoding and saving the pictures alone.

Also what a cancelled one leaves: nothing, wherever it is stopped. Usage: python -m bench.keepsake
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage
from sqlalchemy import insert

from app.analysis.peaks import PeakLevel, Peaks, pyramid
from app.analysis.peaks_feature import PEAKS
from app.core.jobs import JobCancelled, JobContext, Progress
from app.keepsake.choosing import Choice, Ticks, of_work
from app.keepsake.craft import Paper
from app.story.records import WorkKind
from bench.figure import median, ratio_by_turns, say
from bench.profile import DURATION_MS, filled_profile, open_profile
from db.models.all import EmotionalTag
from db.models.base import new_uid
from ui.keepsake.craft import QtCraft

LONGEST_PX = 1280
TRACKS = 40
SINCE_MS, DAY_MS = 1_700_000_000_000, 86_400_000
RATE_HZ = 44_100
NOTE = "The cello comes in alone and the room is gone."
STOPS = 40  # places at which one is cancelled


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--marks", type=int, default=1000)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    craft = QtCraft(QGuiApplication([]))
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        bench = _Bench(Path(folder), craft, options.marks, options.pictures)
        bench.measure("keepsake_folder", bench.write_folder, options.runs)
        bench.measure("keepsake_pdf", bench.write_pdf, options.runs)
        bench.cancel()
        bench.services.close()


class _Bench:
    def __init__(self, folder: Path, craft: QtCraft, marks: int, pictures: int) -> None:
        filled_profile(folder / "profile", TRACKS)
        self.services = open_profile(folder / "profile")
        self.services.open()
        self._craft = craft
        self._marks = marks
        self._out = folder / "out"
        self._out.mkdir()
        self._names = [self._picture(number) for number in range(pictures)]
        self._choice = self._filled()

    def _filled(self) -> Choice:
        """A work with a scene for each picture, and marks over two years."""
        services = self.services
        tracks = [row.id for row in services.library.tracks()]
        work = services.scenes.add_work(WorkKind.SERIES, "Tidewatch", track_ids=tracks)
        for number, name in enumerate(self._names):
            services.scenes.add_scene(work, f"Scene {number}", summary=NOTE, still=name)
        emotions = [one.id for one in services.emotions.emotions()]
        with services.store.write() as unit:
            rows = [_mark(number, tracks, emotions) for number in range(self._marks)]
            unit.session.connection().execute(insert(EmotionalTag), rows)
            unit.commit()
        for held in services.library.first_files(tracks).values():
            services.analysis.features.keep(held.payload_hash, PEAKS, _peaks())
        return of_work(services.scenes.works()[0])

    def _picture(self, seed: int) -> str:
        """A photograph as large as telephones make them for a screen, no two alike."""
        dice = np.random.default_rng(seed)
        small = dice.integers(0, 255, (27, 48, 3), np.uint8)
        image = QImage(small.tobytes(), 48, 27, 144, QImage.Format.Format_RGB888)
        path = self._out / f"{seed}.jpg"
        image.scaled(1920, 1080).save(str(path))
        name = self.services.pictures.keep(path)
        path.unlink()
        return name

    # --- what is measured -----------------------------------------------------------------------

    def write_folder(self, path: Path, job: JobContext | None = None) -> None:
        keepsakes = self.services.keepsakes
        keepsakes.write_folder(self._choice, Ticks(), path, self._craft, job or JobContext())

    def write_pdf(self, path: Path) -> None:
        keepsakes, paper = self.services.keepsakes, Paper.A4
        keepsakes.write_pdf(self._choice, Ticks(), path, self._craft, paper, JobContext())

    def _encode(self, path: Path) -> None:
        """The pictures alone."""
        path.mkdir()
        for number, name in enumerate(self._names):
            found = self.services.pictures.path(name)
            assert found is not None
            made = self._craft.encoded(found, LONGEST_PX)
            assert made is not None
            (path / f"{number}{made.suffix}").write_bytes(made.data)

    def measure(self, figure: str, write: Callable[[Path], None], runs: int) -> None:
        took, floors = [], []
        for _run in range(runs):
            floors.append(self._timed(self._encode))
            took.append(self._timed(write))
        say(
            figure,
            marks=self._marks,
            pictures=len(self._names),
            median_ms=median(took),
            floor_ms=median(floors),
            ratio=ratio_by_turns(took, floors),
        )

    def _timed(self, write: Callable[[Path], None]) -> float:
        path = self._out / "made"
        began = time.perf_counter()
        write(path)
        took = (time.perf_counter() - began) * 1000
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        return took

    def cancel(self) -> None:
        """At many places, evenly spread."""
        steps = self._stopped_after(1 << 30)[1]
        left = [self._stopped_after(1 + steps * stop // STOPS)[0] for stop in range(STOPS)]
        say("keepsake_cancelled", stops=STOPS, left_behind=sum(left))

    def _stopped_after(self, most: int) -> tuple[int, int]:
        """How much was left behind, and how many steps were reported."""
        path, steps = self._out / "made", 0

        def on_progress(progress: Progress) -> None:
            nonlocal steps
            steps += 1
            if steps >= most and progress.can_cancel:
                job.cancel()

        job = JobContext(on_progress)
        try:
            self.write_folder(path, job)
        except JobCancelled:
            return len(list(self._out.iterdir())), steps
        shutil.rmtree(path)
        return 0, steps - 1  # the last one can't be cancelled


def _mark(number: int, tracks: Sequence[int], emotions: Sequence[int]) -> dict[str, object]:
    start_ms = number * 7919 % DURATION_MS
    span = {"start_ms": start_ms, "end_ms": start_ms + number % 3 * 2000}
    return {
        "uid": new_uid(),
        "track_id": tracks[number % len(tracks)],
        "emotion_id": emotions[number % len(emotions)],
        "intensity": number % 5 + 1,
        "note": NOTE if number % 2 else "",
        "made_at": SINCE_MS + number % 730 * DAY_MS + number * 1000,
        **span,
        **{f"raw_{name}": ms for name, ms in span.items()},
    }


def _peaks() -> Peaks:
    """Of a track, as they are kept."""
    frames = DURATION_MS * RATE_HZ // 1000
    bins = -(-frames // 256)
    tops = np.random.default_rng(1).integers(0, 32_767, bins).astype(np.int16)
    base = PeakLevel(256, (-tops).astype(np.int16), tops, (tops * 2 // 3).astype(np.uint16))
    return Peaks(RATE_HZ, frames, frames, pyramid(base))


if __name__ == "__main__":
    main()
