"""`themes find` and `themes propose`: what returns in the music, one line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from app.analysis.theme_search.question import doubts_about
from app.analysis.theme_search.records import Doubt, Passage, Return
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import see
from app.commands.listening_report import files_at, progress_line
from app.commands.listening_through import listen_through
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.timecode import format_ms
from app.core.words import Text, _

_DOUBTS = {
    Doubt.TOO_SHORT: Text("The passage is under 7 seconds long: its returns are less certain."),
    Doubt.SILENT: Text("The passage is mostly silence."),
    Doubt.UNPITCHED: Text("The passage has hardly any notes: drums or noise can’t be found."),
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
        sys.stderr.write(_("The passage ends before it starts, or lies behind the end.") + "\n")
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
    # Translators: semitones and tempo are numbers such as +3 and 0.85
    return _(
        "{start}–{end}  {file}  {percent}%  {semitones} semitones  tempo × {tempo}",
        start=format_ms(found.passage.start_ms),
        end=format_ms(found.passage.end_ms),
        file=display_name(Path(found.passage.track)),
        percent=str(round(100 * found.probability)),
        semitones=f"{found.transposition:+d}",
        tempo=f"{found.tempo_ratio:.2f}",
    )


def propose_command(paths: Sequence[Path], cache: Path, as_json: bool, out: TextIO) -> int:
    raise NotImplementedError
