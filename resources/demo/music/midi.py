"""Bytes of a Standard MIDI file (format 1), just enough for a score."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

TICKS_PER_BEAT = 480


@dataclass
class MidiTrack:
    """Events of one track, in any order; `chunk` sorts them.

    The middle number of an event is its rank at the same tick: set-up first, note-offs before
    note-ons, so that a repeated note is not cut by the end of the one before it.
    """

    events: list[tuple[int, int, bytes]] = field(default_factory=list)

    def meta(self, tick: int, kind: int, data: bytes) -> None:
        self.events.append((tick, 0, bytes([0xFF, kind]) + _varlen(len(data)) + data))

    def text(self, tick: int, kind: int, words: str) -> None:
        self.meta(tick, kind, words.encode("utf-8"))

    def tempo(self, tick: int, bpm: float) -> None:
        self.meta(tick, 0x51, round(60_000_000 / bpm).to_bytes(3, "big"))

    def program(self, channel: int, number: int) -> None:
        self.events.append((0, 1, bytes([0xC0 | channel, number])))

    def control(self, tick: int, channel: int, number: int, value: int) -> None:
        self.events.append((tick, 2, bytes([0xB0 | channel, number, _seven_bits(value)])))

    def note(self, tick: int, end_tick: int, channel: int, pitch: int, velocity: int) -> None:
        self.events.append((tick, 4, bytes([0x90 | channel, pitch, max(1, _seven_bits(velocity))])))
        self.events.append((max(end_tick, tick + 1), 3, bytes([0x80 | channel, pitch, 64])))

    def chunk(self) -> bytes:
        body = bytearray()
        now = 0
        for tick, _, data in sorted(self.events, key=lambda event: event[:2]):
            body += _varlen(tick - now) + data
            now = tick
        body += b"\x00\xff\x2f\x00"
        return b"MTrk" + struct.pack(">I", len(body)) + bytes(body)


def midi_file(tracks: Iterable[MidiTrack]) -> bytes:
    chunks = [track.chunk() for track in tracks]
    header = struct.pack(">4sIHHH", b"MThd", 6, 1, len(chunks), TICKS_PER_BEAT)
    return header + b"".join(chunks)


def _varlen(value: int) -> bytes:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(0x80 | (value & 0x7F))
    return bytes(reversed(groups))


def _seven_bits(value: int) -> int:
    return max(0, min(127, value))
