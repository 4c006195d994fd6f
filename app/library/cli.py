"""`import PATH…` on the command line: progress on standard error, the report on standard output;
answers “The same track?” for all at once."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from app.core.jobs import JobContext, Progress
from app.core.path_names import display_path
from app.core.words import _, listed, ngettext
from app.library.skipped import SkippedKind, kinds_in_words

if TYPE_CHECKING:
    from app.library.importing import ImportService
    from app.library.records import ImportReport
    from app.library.same_tracks import SameTracks

INTERRUPTED = 130  # as a shell reports Ctrl+C
ASK, YES, NO = "ask", "yes", "no"


def import_command(
    importing: ImportService,
    same_tracks: SameTracks,
    paths: Sequence[Path],
    answer: str,
    as_json: bool,
    out: TextIO,
    *,
    is_rescan: bool = False,
) -> int:
    """answer: YES, NO or ASK, to whether tracks at these paths are the same as others.
    is_rescan: as in `ImportService.run`.

    Returns the exit code: 0, even if some files couldn't be read; 1 if none could; 130 after
    Ctrl+C, which keeps what was imported so far.
    """
    # Loading SQLAlchemy makes objects that live to the end: collecting garbage among them was
    # measured at a fifth of its import.
    gc.set_threshold(100_000, 50, 50)
    line = ProgressLine(sys.stderr)
    job = JobContext(line.show)
    try:
        report = importing.run(paths, job, is_rescan=is_rescan)
        answered = _answer(same_tracks, paths, answer, job)
    except KeyboardInterrupt:
        line.clear()
        said = _("Stopped. What was read is saved; run the same command to go on.")
        sys.stderr.write(f"{said}\n")
        return INTERRUPTED
    line.clear()
    for path, why in reasons(report):
        sys.stderr.write(f"{_printable(path)}: {why}\n")
    if as_json:
        out.write(json.dumps({**as_plain(report), "same_track": answered._asdict()}))
    else:
        news = report if answer == ASK else replace(report, possibly_same=())
        out.write("\n".join([in_words(news), *_answers_in_words(answered)]))
    out.write("\n")
    went_in = report.added, report.updated, report.moved, report.unchanged, report.read_again
    nothing_went_in = not any(went_in)
    return 1 if report.unreadable and nothing_went_in else 0


class Answered(NamedTuple):
    """How many questions “The same track?” are still open, and how many were answered; merged: how
    many tracks went into others; different: how many stay open though the answer was yes.
    """

    open: int = 0
    merged: int = 0
    refused: int = 0
    different: int = 0


def _answer(
    same_tracks: SameTracks, paths: Sequence[Path], answer: str, job: JobContext
) -> Answered:
    if not same_tracks.are_asked():
        return Answered()
    asked = same_tracks.about_music_at(paths)
    if answer == ASK or not asked:
        return Answered(open=len(asked))
    if answer == NO:
        same_tracks.answer_no(asked)
        return Answered(refused=len(asked))
    merged = same_tracks.answer_yes(asked, job)
    return Answered(merged=merged.tracks, different=merged.different)


def _answers_in_words(answered: Answered) -> Iterator[str]:
    if answered.open:
        yield ngettext(
            "1 question is open about tracks that may be the same. Answer it in the library, or "
            "with “{yes}” or “{no}”.",
            "{n} questions are open about tracks that may be the same. Answer them in the library, "
            "or with “{yes}” or “{no}”.",
            answered.open,
            yes="--same yes",
            no="--same no",
        )
    if answered.merged:
        yield ngettext(
            "1 track was merged with one that you had.",
            "{n} tracks were merged with ones that you had.",
            answered.merged,
        )
    if answered.different:
        from app.library.same_tracks import stay_open  # only where there is such a question

        yield stay_open(answered.different)
    if answered.refused:
        yield ngettext(
            "1 pair was kept as two tracks.",
            "{n} pairs were kept as two tracks each.",
            answered.refused,
        )


class ProgressLine:
    """One line, rewritten in place on a terminal; silent elsewhere."""

    def __init__(self, out: TextIO, every: int = 25) -> None:
        """every: so many steps of progress, one is shown."""
        self._out = out
        self._every = every
        self._is_terminal = out.isatty()
        self._shown = ""

    def show(self, progress: Progress) -> None:
        if not self._is_terminal or progress.done % self._every:
            return
        self._write(_progress_in_words(progress)[:78])

    def clear(self) -> None:
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        self._out.write("\r" + text.ljust(len(self._shown)) + ("" if text else "\r"))
        self._out.flush()
        self._shown = text


def _progress_in_words(progress: Progress) -> str:
    done, total, label = str(progress.done), str(progress.total), progress.label
    if progress.total:
        # Translators: label is a file's name
        return _("{done} of {total}  {label}", done=done, total=total, label=label)
    return f"{done}  {label}"


def in_words(report: ImportReport) -> str:
    """“31 added, 2 updated, 1 couldn’t be read, 1 skipped (1 Speex file).”"""
    same, unreadable = len(report.possibly_same), len(report.unreadable)
    skipped, with_chapters = len(report.skipped), len(report.with_chapters)
    counts = (
        (report.added, ngettext("{n} added", "{n} added", report.added)),
        (report.updated, ngettext("{n} updated", "{n} updated", report.updated)),
        (report.moved, ngettext("{n} moved", "{n} moved", report.moved)),
        (report.returned, ngettext("{n} found again", "{n} found again", report.returned)),
        (report.unchanged, ngettext("{n} unchanged", "{n} unchanged", report.unchanged)),
        (
            report.read_again,
            # Translators: files whose tags are read better than by an earlier version
            ngettext("{n} read again", "{n} read again", report.read_again),
        ),
        (report.missing, ngettext("{n} missing", "{n} missing", report.missing)),
        (unreadable, ngettext("{n} couldn’t be read", "{n} couldn’t be read", unreadable)),
        (skipped, _skipped_in_words(report)),
        (with_chapters, ngettext("{n} with chapters", "{n} with chapters", with_chapters)),
        (
            same,
            ngettext(
                "{n} may be the same as a track you have",
                "{n} may be the same as tracks you have",
                same,
            ),
        ),
    )
    news = listed(text for count, text in counts if count)
    # Translators: news is a list such as “31 added, 2 updated”
    return _("{news}.", news=news) if news else _("No music was found there.")


def _skipped_in_words(report: ImportReport) -> str:
    # Translators: kinds is a list such as “2 videos without sound, 1 Speex file”
    return ngettext(
        "{n} skipped ({kinds})",
        "{n} skipped ({kinds})",
        len(report.skipped),
        kinds=listed(kinds_in_words(report.skipped)),
    )


def reasons(report: ImportReport) -> Iterator[tuple[Path, str]]:
    """(file, sentence) for each that wasn't imported, or not as the tracks that it holds."""
    for unreadable in report.unreadable:
        yield unreadable.path, unreadable.reason
    for kind in SkippedKind:
        for skipped in report.skipped:
            if skipped.kind is kind:
                yield skipped.path, kind.why
    for path in report.with_chapters:
        yield path, _("It has chapters. It was imported as one track.")


def as_plain(report: ImportReport) -> dict[str, object]:
    """The report as JSON has it; bytes of a path that aren't text are shown as well as possible."""
    plain = asdict(replace(report, paths=()))
    del plain["paths"]
    plain["unreadable"] = [
        {"path": _printable(file.path), "reason": file.reason} for file in report.unreadable
    ]
    plain["skipped"] = [
        {
            "kind": str(kind),
            "reason": kind.why,
            "paths": [_printable(file.path) for file in report.skipped if file.kind is kind],
        }
        for kind in SkippedKind
        if any(file.kind is kind for file in report.skipped)
    ]
    plain["with_chapters"] = [_printable(path) for path in report.with_chapters]
    return plain


def _printable(path: Path) -> str:
    """On one line and safe for a terminal, whatever bytes the name contains."""
    shown = display_path(path)
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
