"""All that one file says: the tags that are at home in its container, then those around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from mutagen import monkeysaudio, mp3, musepack, tak, trueaudio, wavpack

from app.library.tagging import asf, chunks, game_music, matroska, mp4, vorbis
from app.library.tagging.damage import CountedFile, unless_damaged
from app.library.tagging.found_tags import FoundTags
from app.library.tagging.id3_limits import Inflation
from app.library.tagging.outer import read_outer
from app.sounds.kinds import Container

GAME_MUSIC = (Container.MODULE, Container.CHIP_MUSIC)
# Longer sound than this has a header that is wrong; silence in WavPack or TTA comes closest.
_FEWEST_BYTES_A_SECOND = 50
# Formats of which only the length has to be found: their tags are in front or behind.
_LENGTHS: dict[Container, tuple[str, Callable[[Any, int], Any]]] = {
    Container.MP3: ("mp3", mp3.MPEGInfo),
    Container.TTA: ("tta", trueaudio.TrueAudioInfo),
    Container.APE: ("ape", lambda file, start: _at(file, start, monkeysaudio.MonkeysAudioInfo)),
    Container.MUSEPACK: ("mpc", lambda file, start: _at(file, start, musepack.MusepackInfo)),
    Container.MUSEPACK8: ("mpc", lambda file, start: _at(file, start, musepack.MusepackInfo)),
    Container.TAK: ("tak", lambda file, start: _at(file, start, tak.TAKInfo)),
    Container.WAVPACK: ("wavpack", lambda file, start: _at(file, start, wavpack.WavPackInfo)),
}


def read_sound_file(
    file: BinaryIO, size: int, container: Container, start: int, ogg_headers: bytes | None = None
) -> FoundTags:
    """container and start: from `sniff`. ogg_headers: an Ogg file's first pages, up to the end of
    its comments.
    """
    inflation = Inflation()
    if container is Container.WAV:
        found = chunks.read_wav(file, size, start, inflation)
    elif container is Container.AIFF:
        found = chunks.read_aiff(file, size, start, inflation)
    else:
        found = _of_container(file, size, container, start, ogg_headers)
    found.fill_from(read_outer(file, size, start, container, inflation))
    return found


def _of_container(
    file: BinaryIO, size: int, container: Container, start: int, ogg_headers: bytes | None
) -> FoundTags:
    match container:
        case Container.FLAC:
            return vorbis.read_flac(file, start)
        case Container.OGG:
            return vorbis.read_ogg_comments(ogg_headers or b"")
        case Container.MP4 | Container.QUICKTIME:
            return mp4.read_mp4(file, size)
        case Container.ASF:
            return asf.read_asf(file)
        case Container.CAF:
            return chunks.read_caf(file, size, start)
        case Container.AU:
            return chunks.read_au(file, start)
        case Container.MATROSKA:
            return matroska.read_matroska(file, size, start)
        case Container.ADTS:
            return FoundTags(codec="aac")
        case _ if container in GAME_MUSIC:
            return game_music.read_game_music(file, start, container)
    return _only_length(file, size, container, start)


def _only_length(file: BinaryIO, size: int, container: Container, start: int) -> FoundTags:
    if container not in _LENGTHS:
        return FoundTags()
    codec, reader = _LENGTHS[container]
    info = unless_damaged(reader, CountedFile(file), start)
    if info is None:
        return FoundTags()
    seconds = float(info.length)
    return FoundTags(
        seconds=seconds if seconds <= size / _FEWEST_BYTES_A_SECOND else 0, codec=codec
    )


def _at(file: CountedFile, start: int, reader: Callable[[Any], Any]) -> Any:
    """These begin where the file is."""
    file.seek(start)
    return reader(file)
