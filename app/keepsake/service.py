"""Makes keepsakes: previews, folders, PDF, Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.atomic_folder import long_written_file, whole_folder
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_path
from app.core.user_files import is_plain_file, reason
from app.core.words import _
from app.keepsake.choosing import Choice, Ticks
from app.keepsake.craft import Craft, Paper
from app.keepsake.records import Keepsake
from app.profile.targets import expect_elsewhere, expect_replaceable

if TYPE_CHECKING:
    from app.keepsake.gathering import Gathering
    from app.keepsake.sounds import PassageSounds
    from app.profile.paths import Paths
    from app.profile.pictures import Pictures


class Keepsakes:
    """Only reads the journal. paths: where nothing is written. pictures: the profile's."""

    def __init__(
        self,
        gathering: Gathering,
        pictures: Pictures,
        paths: Paths,
        sounds: Callable[[], PassageSounds],
    ) -> None:
        self._gathering = gathering
        self._pictures = pictures
        self._paths = paths
        self._sounds = sounds

    def preview(self, choice: Choice, ticks: Ticks, job: JobContext | None = None) -> Keepsake:
        """All but the waveforms. Raises Problem and JobCancelled."""
        job = job or JobContext()
        return self._gathering.gather(choice, ticks, job, with_waves=False)

    def write_folder(
        self, choice: Choice, ticks: Ticks, path: Path, craft: Craft, job: JobContext
    ) -> Keepsake:
        """Pages to open in a browser. There is no folder at `path` unless all of it was written.

        Raises Problem, also if something is there already, and JobCancelled.
        """
        from app.keepsake.writing import FolderWriting

        with self._placed(path), whole_folder(path, self._paths.unfinished) as folder:
            keepsake = self._gathered(choice, ticks, job)
            FolderWriting(
                keepsake, craft, self._pictures.path, self._cover, self._sounds().write
            ).write(folder, job)
            job.conclude(_("Finishing"))
        return keepsake

    def write_pdf(
        self,
        choice: Choice,
        ticks: Ticks,
        path: Path,
        craft: Craft,
        paper: Paper,
        job: JobContext,
        *,
        replace_file: bool = False,
    ) -> Keepsake:
        """Raises Problem, also if something is there already, and JobCancelled."""
        with self._placed(path):
            _expect_free(path, may_replace=replace_file)
            with long_written_file(path, self._paths.unfinished) as file:
                keepsake = self._gathered(choice, ticks, job)
                craft.write_pdf(keepsake, self._pictures.path, self._cover, paper, file, job)
                _expect_free(path, may_replace=replace_file)  # it may have come meanwhile
                job.conclude(_("Finishing"))
        return keepsake

    def write_markdown(
        self, choice: Choice, ticks: Ticks, path: Path, craft: Craft, job: JobContext
    ) -> Keepsake:
        """A folder with a file for each day on which something was written. As `write_folder`."""
        from app.keepsake.day_files import write_day_files

        with self._placed(path), whole_folder(path, self._paths.unfinished) as folder:
            entries = choice.of_entries()
            keepsake = self._gathering.gather(entries, ticks, job, with_waves=False)
            write_day_files(keepsake, craft, self._pictures.path, folder, job)
            job.conclude(_("Finishing"))
        return keepsake

    @contextmanager
    def _placed(self, path: Path) -> Iterator[None]:
        """Raises Problem for a place of the program's own, and for whatever the disk says."""
        expect_elsewhere(path, self._paths)
        with _explained(path):
            yield

    def _gathered(self, choice: Choice, ticks: Ticks, job: JobContext) -> Keepsake:
        keepsake = self._gathering.gather(choice, ticks, job, with_waves=True)
        return replace(keepsake, sounds=ticks.sounds)

    def _cover(self, name: str) -> Path | None:
        found = self._paths.covers / Path(name).name
        return found if is_plain_file(found) else None


def _expect_free(path: Path, *, may_replace: bool) -> None:
    """Raises OSError, and Problem for what nothing may replace."""
    try:
        seen = path.lstat()
    except FileNotFoundError:
        return
    if not may_replace or path.is_dir():
        raise FileExistsError(17, "it exists", str(path))  # not shown
    expect_replaceable(path, seen)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Raises Problem for whatever the disk says."""
    where = display_path(path)
    try:
        yield
    except FileExistsError as fault:
        raise Problem(
            _("There is something at “{path}” already.", path=where),
            "",
            _("Choose another name."),
            repr(fault),
        ) from fault
    except OSError as fault:
        raise Problem(
            _("The keepsake couldn’t be saved at “{path}”.", path=where),
            reason(fault),
            _("Choose another folder, or make room on the disk."),
            repr(fault),
        ) from fault
