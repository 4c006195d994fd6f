"""A waveform as a drawing, in the colours of what was felt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from app.core.timecode import format_ms
from app.core.words import _, ngettext
from app.keepsake.html.elements import Element, el
from app.keepsake.html.parts import Parts
from app.keepsake.records import KeptLine, KeptTrack, KeptWave

_WIDE, _HIGH, _PINS = 1200, 96, 20
_LEAST = 0.012  # silence is a line


def wave_picture(parts: Parts, track: KeptTrack, lines: Sequence[KeptLine]) -> Element | None:
    """With a sign at each mark's place; None where the sound is unknown."""
    if track.wave is None or track.duration_ms <= 0:
        return None
    marks = ngettext("1 mark", "{n} marks", len(lines))
    says = _(
        "Waveform of {title}, {time}, with {marks}",
        title=track.title,
        time=format_ms(track.duration_ms),
        marks=marks,
    )
    return el(
        "svg",
        [_column_path(one, path) for one, path in _paths(track.wave)],
        [_pin(parts, track, line) for line in lines],
        role="img",
        aria_label=says,
        class_="wave",
        viewBox=f"0 0 {_WIDE} {_HIGH + _PINS}",
        preserveAspectRatio="none",
    )


def _paths(wave: KeptWave) -> Iterator[tuple[int, str]]:
    """Of each feeling, and of what is without one (-1): the outline of every run of its columns."""
    columns = len(wave.tops)
    step, middle = _WIDE / columns, _PINS + _HIGH / 2
    halves = np.maximum(_LEAST, wave.tops) * (_HIGH / 2)
    edges = [0, *(np.flatnonzero(np.diff(wave.felt)) + 1).tolist(), columns]
    runs: dict[int, list[str]] = {}
    for first, end in pairwise(edges):
        # One column further, so that no gap shows between two runs.
        places = range(first, min(end, columns - 1) + 1)
        above = [f"{place * step:.1f} {middle - halves[place]:.1f}" for place in places]
        below = [f"{place * step:.1f} {middle + halves[place]:.1f}" for place in reversed(places)]
        outline = f"M{'L'.join((*above, *below))}z"
        runs.setdefault(int(wave.felt[first]), []).append(outline)
    yield from ((felt, "".join(runs[felt])) for felt in sorted(runs))


def _column_path(felt: int, path: str) -> Element:
    class_ = "sound" if felt < 0 else f"sound f{felt}"  # not shown
    return el("path", d=path, class_=class_)


def _pin(parts: Parts, track: KeptTrack, line: KeptLine) -> Element:
    assert line.span is not None
    scale = _WIDE / track.duration_ms
    left = min(line.span.start_ms, track.duration_ms) * scale
    wide = min(max(5.0, line.span.duration_ms * scale), _WIDE - left)
    feeling = parts.feeling_class(line.emotion)
    return el(
        "rect",
        el("title", f"{line.heading} · {format_ms(line.span.start_ms)}"),
        x=f"{left:.1f}",
        y="4",
        width=f"{max(1.0, wide):.1f}",
        height="10",
        rx="2",
        class_=f"pin {feeling or 'own'}",
        data_mark=parts.anchor(line),
    )
