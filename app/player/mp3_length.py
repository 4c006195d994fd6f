"""The length that an MP3 declares."""

from __future__ import annotations

from pathlib import Path

from app.core.user_files import open_file
from app.sounds.frames import mp3_frame, mp3_rate_hz, mp3_samples
from app.sounds.kinds import Container
from app.sounds.mp3_counts import mp3_counts
from app.sounds.sniff import sniff


def mp3_length_ms(path: Path) -> float | None:
    """None if it doesn't. While the file's drive hangs, so does this."""
    try:
        with open_file(path) as file:
            container, at = sniff(file)
            file.seek(at)
            head = file.read(256)
    except OSError:
        return None
    frame = mp3_frame(head, 0) if container is Container.MP3 else None
    counts = mp3_counts(head[: frame[0]]) if frame is not None else None
    if counts is None or not counts.frames:
        return None
    return counts.frames * mp3_samples(head) * 1000 / mp3_rate_hz(head)
