"""Where on a track something is suggested: the stretches in which the model is sure enough."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.analysis.texture.figures import STEP_MS
from app.core.timecode import Span
from app.suggestions.records import SPEAKS_FROM, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from app.emotions.records import Emotion

LEAST_MS = 3_000  # a shorter one would be gone before it is read
BESIDE_MS = 10_000  # so near a refusal, the same question would be asked again


def suggested_places(
    emotions: Sequence[Emotion | None],
    probabilities: npt.NDArray[np.float64],
    refused: Mapping[str, Sequence[Span]],
) -> tuple[Suggestion, ...]:
    """In time order. emotions: None for those that aren't suggested any more. probabilities:
    (places, emotions), one place every STEP_MS. refused: by the emotion's key.
    """
    found = [
        one
        for emotion, column in zip(emotions, probabilities.T, strict=True)
        if emotion is not None
        for one in _stretches(emotion, column, refused.get(emotion.key, ()))
    ]
    return tuple(sorted(found, key=lambda one: (one.span, one.emotion.id)))


def _stretches(
    emotion: Emotion, probabilities: npt.NDArray[np.float64], refused: Sequence[Span]
) -> Iterator[Suggestion]:
    is_sure = probabilities >= SPEAKS_FROM
    for span in refused:
        first = max(0, span.start_ms - BESIDE_MS) // STEP_MS
        is_sure[first : (span.end_ms + BESIDE_MS) // STEP_MS + 1] = False
    place = 0
    for sure, run in groupby(is_sure.tolist()):
        first, place = place, place + len(list(run))
        if sure and (place - first) * STEP_MS >= LEAST_MS:
            best = float(probabilities[first:place].max())
            yield Suggestion(emotion, Span(first * STEP_MS, place * STEP_MS), best)
