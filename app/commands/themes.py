"""`themes find` and `themes propose`: what returns in the music, one line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from app.analysis.theme_search.proposals import Family, Kind, propose_families
from app.analysis.theme_search.question import doubts_about
from app.analysis.theme_search.records import Doubt, Passage, Return
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import see
from app.commands.listening_report import files_at, progress_line
from app.commands.listening_through import listen_through
from app.core.jobs import JobContext, Progress
from app.core.path_names import display_name
from app.core.timecode import format_ms
from app.core.words import Text, _
from app.library.cli import ProgressLine

_DOUBTS = {
    Doubt.TOO_SHORT: Text("The passage is under 7 seconds long: its returns are less certain."),
    Doubt.SILENT: Text("The passage is mostly silence."),
    Doubt.UNPITCHED: Text("The passage has hardly any notes: drums or noise can’t be found."),
}
_KINDS = {
    Kind.ACROSS: Text("Returns in other tracks"),
    Kind.WITHIN: Text("Returns in its own track"),
    Kind.ACCOMPANIMENT: Text("Repeats regularly, as an accompaniment does"),
}
_SHOWN_FROM = 0.5


def find_command(
    file: Path,
    start_ms: int,
    end_ms: int,
    where: Sequence[Path],
    cache: Path,
    as_json: bool,
    out: TextIO,
) -> int:
    """Returns the exit code: 1 if there is nothing to search for, or nowhere to search."""
    home = Path(file).absolute()
    searched = files_at(where)
    with progress_line() as on_track:
        heard = listen_through(
            list(dict.fromkeys([home, *searched])), cache, on_track, with_values=True
        )
    pitches = {str(track.path): track.values["pitches"] for track in heard if track.values}
    if str(home) not in pitches:
        return 1
    passage = Passage(str(home), start_ms, min(end_ms, pitches[str(home)].duration_ms))
    if passage.duration_ms <= 0:
        sys.stderr.write(
            _("The passage ends before it starts, or is after the end of the file.") + "\n"
        )
        return 1
    for doubt in doubts_about(pitches[str(home)], passage):
        sys.stderr.write(f"{_DOUBTS[doubt]}\n")
    views = {path: see(each) for path, each in pitches.items()}
    soundtrack = Soundtrack(
        {str(path): views[str(path)] for path in searched if str(path) in views}
    )
    returns = find_returns(soundtrack, views[str(home)], passage, JobContext())
    _say_returns(returns, as_json, out)
    return 0


def _say_returns(returns: Sequence[Return], as_json: bool, out: TextIO) -> None:
    shown = returns if as_json else [each for each in returns if each.probability >= _SHOWN_FROM]
    for each in shown:
        out.write((json.dumps(_as_plain(each)) if as_json else _in_words(each)) + "\n")
    if not any(each.probability >= _SHOWN_FROM for each in returns):
        sys.stderr.write(_("Nothing returns with certainty.") + "\n")


def _as_plain(found: Return) -> dict[str, object]:
    return {
        "track": Path(found.passage.track).name,
        "path": found.passage.track,
        "start_ms": found.passage.start_ms,
        "end_ms": found.passage.end_ms,
        "score": round(found.probability, 4),
        "transposition": found.transposition,
        "tempo_ratio": round(found.tempo_ratio, 3),
    }


def _in_words(found: Return) -> str:
    semitones, tempo = f"{found.transposition:+d}", f"{found.tempo_ratio:.2f}"
    # Translators: semitones and tempo are numbers such as +3 and 0.85
    return _(
        "{start}–{end}  {file}  {percent}%  {semitones} semitones  tempo × {tempo}",
        start=format_ms(found.passage.start_ms),
        end=format_ms(found.passage.end_ms),
        file=display_name(Path(found.passage.track)),
        percent=str(round(100 * found.probability)),
        semitones=semitones,
        tempo=tempo,
    )


def propose_command(paths: Sequence[Path], cache: Path, as_json: bool, out: TextIO) -> int:
    """Returns the exit code: 1 if there is no music."""
    files = files_at(paths)
    with progress_line() as on_track:
        heard = listen_through(files, cache, on_track, with_values=True)
    tracks = {str(track.path): see(track.values["pitches"]) for track in heard if track.values}
    if not tracks:
        sys.stderr.write(_("No music was found there.") + "\n")
        return 1
    line = ProgressLine(sys.stderr)
    label = _("Looking for what returns")
    job = JobContext(lambda at: line.show(Progress(at.done, at.total, label)))
    families = propose_families(tracks, job)
    line.clear()
    for number, family in enumerate(families, 1):
        plain = json.dumps(_family_as_plain(number, family)) if as_json else ""
        out.write((plain or "\n".join(_family_in_words(number, family))) + "\n")
    if not families:
        sys.stderr.write(_("Nothing returns with certainty.") + "\n")
    return 0


def _family_as_plain(number: int, family: Family) -> dict[str, object]:
    home = Return(family.home, 1.0, 0, 1.0)
    return {
        "family": number,
        "kind": family.kind.value,
        "passages": [_as_plain(each) for each in (home, *family.returns)],
    }


def _family_in_words(number: int, family: Family) -> Iterator[str]:
    # Translators: before a passage and the places in which it comes back; number is 1, 2, 3
    yield _("{number}. {kind}", number=str(number), kind=str(_KINDS[family.kind]))
    for each in (Return(family.home, 1.0, 0, 1.0), *family.returns):
        yield f"   {_in_words(each)}"
