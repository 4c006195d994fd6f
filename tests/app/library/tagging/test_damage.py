"""Harmed and hostile files cost their tags at most, and never time or memory."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.core.errors import AudioUnreadable
from app.library.tagging.id3_limits import Inflation
from app.library.tagging.outer import read_outer
from app.library.tagging.sound_file import read_sound_file
from app.sounds.kinds import Container
from app.sounds.sniff import sniff
from tests.app.library.tagging.conftest import ReadBytes
from tests.support.pictures import png
from tests.support.tag_files import (
    apev2,
    chunk,
    element,
    id3v2,
    info,
    matroska,
    matroska_tag,
    module,
    nsf,
    spc,
    text,
    vgm,
    wav,
)

ID3 = id3v2([(b"TIT2", text("Aria")), (b"APIC", b"\0image/png\0\3\0" + png())])
FILES = {
    ".mka": matroska(element("1254c367", matroska_tag(30, TITLE="Aria"))),
    ".wav": wav(info(INAM="Aria"), chunk(b"id3 ", ID3)),
    ".vgm": vgm("Aria", "", "Opera"),
    ".spc": spc("Aria", "Opera", "Nobuo"),
    ".nsf": nsf("Opera", "Nobuo"),
    ".mod": module("Aria"),
    ".ape": ID3 + b"MAC \x96\x0f" + bytes(500) + apev2(Title="Aria"),
    ".mpc": ID3 + b"MPCK" + bytes(500) + apev2(Title="Aria"),
}


@pytest.mark.parametrize("suffix", FILES)
def test_damage_anywhere_gives_tags_or_none(suffix: str) -> None:
    dice = random.Random(7)
    for _round in range(300):
        harmed = bytearray(FILES[suffix])
        for _byte in range(dice.choice((1, 4, 20))):
            at = dice.randrange(min(len(harmed), dice.choice((60, 400, 10_000))))
            harmed[at : at + 4] = dice.choice((b"\xff" * 4, bytes(4), dice.randbytes(4)))
        if dice.random() < 0.2:
            del harmed[dice.randrange(len(harmed)) :]
        file = io.BytesIO(harmed)
        read_sound_file(file, len(harmed), *sniff(file))


def test_a_musepack_file_that_points_back_at_itself_ends(read: ReadBytes) -> None:
    got = read(b"MPCK" + b"AA\0" + bytes(300) + apev2(Title="Aria"), ".mpc")
    assert got.tags.title == "Aria"


def test_a_wav_whose_chunks_lie_beyond_any_file_is_read(read: ReadBytes) -> None:
    data = wav(info(INAM="Aria")) + b"junk\xff\xff\xff\xff"
    assert read(data, ".wav").tags.title == "Aria"


def test_a_matroska_file_that_points_back_at_itself_ends(read: ReadBytes, tmp_path: Path) -> None:
    seek = element("4dbb", element("53ab", b"\x11\x4d\x9b\x74"), element("53ac", b"\0"))
    data = matroska(element("114d9b74", seek * 1000), element("1f43b675", bytes(20)), kinds=())
    with pytest.raises(AudioUnreadable):
        read_without_length(tmp_path, data)


def read_without_length(folder: Path, data: bytes) -> None:
    from app.library.reader import read_file
    from app.library.scan import find_audio

    path = folder / "a.mka"
    path.write_bytes(data.replace(b"\x44\x89", b"\x44\x88"))
    (found,) = find_audio([path])
    read_file(found)


@pytest.mark.parametrize("tag", [b"", b"ID3", b"ID3\4\0\0\0\0", b"x" * 40])
def test_a_chunk_that_is_no_tag_after_all_costs_nothing(read: ReadBytes, tag: bytes) -> None:
    assert read(wav(chunk(b"id3 ", tag)), ".wav").tags.duration_ms > 0


def test_a_tag_that_claims_to_be_most_of_a_large_file_is_not_held_in_memory(tmp_path: Path) -> None:
    size = 100_000_000
    path = tmp_path / "a.mpc"
    with path.open("wb") as file:
        file.write(b"MPCK")
        file.seek(size - 32)
        file.write(b"APETAGEX" + struct.pack("<4I8x", 2000, size - 1000, 0, 0))
    reads: list[int] = []
    with path.open("rb") as file:
        read = file.read
        watched = SimpleNamespace(
            seek=file.seek, tell=file.tell, read=lambda size=-1: reads.append(size) or read(size)
        )
        read_outer(watched, size, 0, Container.MUSEPACK8, Inflation())  # type: ignore[arg-type]
    assert reads and max(reads) < 1_000_000
