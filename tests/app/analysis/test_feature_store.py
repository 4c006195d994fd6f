"""The store may lose anything and never tells anything wrong."""

from __future__ import annotations

import errno
import logging
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from app.analysis.feature_store import Feature, FeatureStore, Kept
from app.analysis.peaks import Peaks
from app.analysis.peaks_feature import PEAKS
from app.analysis.service import Analysis
from app.core.errors import AudioUnreadable
from app.core.jobs import JobContext
from tests.support.audio import tone, write_audio, write_wav
from tests.support.full_disk import no_room
from tests.support.special_files import lay

HASH = "1:" + "ab" * 20


def same(a: Peaks, b: Peaks) -> bool:
    return (a.rate_hz, a.frames, a.breaks_off_ms) == (b.rate_hz, b.frames, b.breaks_off_ms) and all(
        np.array_equal(x, y)
        for p, q in zip(a.levels, b.levels, strict=True)
        for x, y in ((p.mins, q.mins), (p.maxs, q.maxs), (p.rms, q.rms))
    )


def test_a_second_look_needs_no_file(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    analysis = Analysis(tmp_path / "cache")
    assert analysis.cached_peaks(HASH) is None
    first = analysis.peaks(path, HASH, JobContext())
    path.unlink()
    assert same(first, Analysis(tmp_path / "cache").peaks(path, HASH, JobContext()))
    assert analysis.cached_peaks(HASH) is not None


def test_where_a_file_broke_off_is_remembered(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3))
    os.truncate(path, 44 + 2 * 44100 * 2)
    analysis = Analysis(tmp_path / "cache")
    assert analysis.peaks(path, HASH, JobContext()).breaks_off_ms == 2000
    found = analysis.cached_peaks(HASH)
    assert found is not None
    assert found.breaks_off_ms == 2000


@pytest.mark.parametrize("harm", ["truncated", "flipped", "empty", "random"])
@pytest.mark.logs("damaged; it is computed again")
def test_a_damaged_file_is_computed_again(tmp_path: Path, harm: str) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    analysis = Analysis(tmp_path / "cache")
    first = analysis.peaks(path, HASH, JobContext())
    (kept,) = (tmp_path / "cache").iterdir()
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 0xFF
    kept.write_bytes(
        {"truncated": data[:-9], "flipped": data, "empty": b"", "random": os.urandom(500)}[harm]
    )
    assert analysis.cached_peaks(HASH) is None
    assert same(first, analysis.peaks(path, HASH, JobContext()))
    assert analysis.cached_peaks(HASH) is not None


def test_no_byte_can_change_unnoticed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    analysis = Analysis(tmp_path / "cache")
    analysis.peaks(write_audio(tmp_path / "a.flac", tone(0.1)), HASH, JobContext())
    (kept,) = (tmp_path / "cache").iterdir()
    data = bytearray(kept.read_bytes())
    with caplog.at_level(logging.CRITICAL):
        for at in range(len(data)):
            data[at] ^= 0x10
            kept.write_bytes(data)
            assert analysis.cached_peaks(HASH) is None, at
            data[at] ^= 0x10


HEADERS = {  # rate, frames, frames a bin, bins, breaks off at
    "no rate": (0, 1024, 256, 4, -1),
    "an absurd rate": (2**32 - 1, 1024, 256, 4, -1),
    "no width": (44_100, 1024, 0, 4, -1),
    "a width that does not double": (44_100, 1024, 257, 4, -1),
    "more frames than bins": (44_100, 2**64 - 1, 256, 4, -1),
    "fewer frames than bins": (44_100, 0, 256, 4, -1),
    "no bins": (44_100, 0, 256, 0, -1),
    "broken off before its beginning": (44_100, 1024, 256, 4, -(2**63)),
    "broken off behind its end": (44_100, 1024, 256, 4, 2**62),
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.logs("damaged; it is computed again", "couldn't be read from the cache")
def test_a_header_that_no_track_can_have_is_not_believed(
    tmp_path: Path, header: tuple[int, int, int, int, int]
) -> None:
    """Whole by its checksum, and still nothing that could be drawn."""
    head = struct.pack("<8sIIQIIqI", b"OSTpeaks", PEAKS.version, *header, 0)
    arrays = bytes(6 * header[3])
    checksum = struct.pack("<I", zlib.crc32(arrays, zlib.crc32(head)))
    cache = FeatureStore(tmp_path)
    path = tmp_path / f"{HASH.replace(':', '-')}.v{PEAKS.version}.peaks"
    path.write_bytes(head + checksum + arrays)
    assert cache.find(HASH, PEAKS) is None
    path.write_bytes(b"")
    lay(tmp_path / f"1-cd.v{PEAKS.version}.peaks", "pipe")
    assert cache.find("1:cd", PEAKS) is None


@pytest.mark.parametrize("frames", [1, 255, 256, 257, 44_100, 44_100 * 7 + 13])
def test_every_length_is_found_again(tmp_path: Path, frames: int) -> None:
    path = write_wav(tmp_path / "a.wav", tone(frames / 44_100))
    analysis = Analysis(tmp_path / "cache")
    first = analysis.peaks(path, HASH, JobContext())
    found = analysis.cached_peaks(HASH)
    assert found is not None
    assert same(first, found)


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    peaks = Analysis(tmp_path / "x").peaks(
        write_audio(tmp_path / "a.flac", tone(3)), HASH, JobContext()
    )
    cache = FeatureStore(tmp_path / "cache", max_bytes=10_000)
    for number, name in enumerate(["1:aa", "1:bb", "1:cc"]):
        cache.keep(name, PEAKS, peaks)
        (kept,) = (tmp_path / "cache").glob(f"1-{name[2:]}*")
        os.utime(kept, ns=(number, number))
    assert cache.find("1:aa", PEAKS) is not None  # used now
    cache.keep("1:dd", PEAKS, peaks)
    assert [x for x in ("aa", "bb", "cc", "dd") if cache.find(f"1:{x}", PEAKS)] == [
        "aa",
        "cc",
        "dd",
    ]


@pytest.mark.logs(
    "no cache folder", "couldn't be read from the cache", "couldn't be kept in the cache"
)
def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be")
    path = write_audio(tmp_path / "a.flac", tone(1))
    assert Analysis(blocked).peaks(path, HASH, JobContext()).duration_ms == 1000


def test_an_unreadable_file_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(b"nothing")
    with pytest.raises(AudioUnreadable):
        Analysis(tmp_path / "cache").peaks(path, HASH, JobContext())
    assert list((tmp_path / "cache").iterdir()) == []


def _words_from(data: bytes) -> str | None:
    return data[1:].decode() if data[:1] == b"w" else None


def words(version: int) -> Feature[str]:
    return Feature("words", version, lambda text: b"w" + text.encode(), _words_from)


def test_features_of_one_sound_stand_beside_one_another(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path)
    peaks = Analysis(tmp_path / "x").peaks(
        write_audio(tmp_path / "a.flac", tone(1)), HASH, JobContext()
    )
    store.keep(HASH, PEAKS, peaks)
    store.keep(HASH, words(1), "a falling third")
    found = store.find(HASH, PEAKS)
    assert found is not None and same(found, peaks)
    assert store.find(HASH, words(1)) == "a falling third"
    assert store.find(HASH, words(2)) is None
    assert store.find("1:cd", words(1)) is None


def test_an_older_version_gives_way_like_anything_else(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, max_bytes=12)
    store.keep(HASH, words(1), "first tries")
    os.utime(next(tmp_path.iterdir()), ns=(1, 1))
    (tmp_path / "listener's own.txt").write_text("not the store's, and large enough to tempt it")
    store.keep(HASH, words(2), "as of now")
    assert store.find(HASH, words(1)) is None
    assert store.find(HASH, words(2)) == "as of now"
    assert (tmp_path / "listener's own.txt").exists()


def text_feature(name: str, version: int = 1) -> Feature[str]:
    return Feature(name, version, str.encode, bytes.decode)


def test_what_is_known_of_a_sound_is_all_of_it(tmp_path: Path) -> None:
    one, other, older = text_feature("one"), text_feature("other"), text_feature("one", 0)
    store = FeatureStore(tmp_path / "cache", max_bytes=100)
    assert "1:aa" not in store.known([one, other])
    assert store.keep("1:aa", one, "x" * 10)
    assert store.keep("1:bb", older, "x" * 10)
    assert store.keep("1:bb", other, "x" * 10)
    assert "1:aa" not in store.known([one, other])
    assert "1:bb" not in store.known([one, other])
    assert store.keep("1:aa", other, "x" * 10)
    known = store.known([one, other])
    assert "1:aa" in known
    assert "1:bb" not in known
    assert (known.size, known.is_full) == (40, False)
    assert store.keep("1:cc", one, "x" * 58)
    assert store.known([one]).is_full


def test_clearing_deletes_what_is_ours_and_says_how_much(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path / "cache")
    assert store.clear() == 0
    store.keep("1:aa", text_feature("one"), "x" * 10)
    store.keep("1:aa", text_feature("other", 2), "x" * 20)
    (tmp_path / "cache" / "foreign.txt").write_text("mine")
    assert store.clear() == 30
    assert [each.name for each in (tmp_path / "cache").iterdir()] == ["foreign.txt"]


def test_what_another_program_deletes_meanwhile_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FeatureStore(tmp_path / "cache")
    feature = text_feature("one")
    store.keep("1:aa", feature, "x")
    scandir = os.scandir

    @contextmanager
    def while_another_clears(folder: Path) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(folder) as entries:
            found = list(entries)
        for entry in found:
            Path(entry.path).unlink()
        yield found

    monkeypatch.setattr(os, "scandir", while_another_clears)
    assert store.keep("1:bb", feature, "x")


@pytest.mark.logs("couldn't be kept")
def test_it_says_whether_it_could_keep_something(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path / "cache")
    with no_room():
        assert not store.keep("1:aa", text_feature("one"), "x")


def test_the_folder_is_looked_at_only_when_it_may_have_become_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    prune = FeatureStore.prune

    def counted(store: FeatureStore) -> None:
        looks.append(store)
        prune(store)

    monkeypatch.setattr(FeatureStore, "prune", counted)
    store, feature = FeatureStore(tmp_path, max_bytes=100_000), text_feature("words")
    for number in range(20):
        assert store.keep(f"1:{number:02}", feature, "x" * 100)
    assert 1 <= len(looks) <= 3
    for number in range(20, 40):
        store.keep(f"1:{number:02}", feature, "x" * 10_000)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 101_000


@pytest.mark.parametrize("kind", ["pipe", "socket", "endless device"])
@pytest.mark.logs("couldn't be read from the cache")
def test_what_would_hang_is_not_read_and_gives_way(tmp_path: Path, kind: str) -> None:
    store, feature = FeatureStore(tmp_path), text_feature("words")
    assert store.keep("1:aa", feature, "x")
    (kept,) = tmp_path.iterdir()
    kept.unlink()
    lay(kept, kind)
    assert store.find("1:aa", feature) is None
    assert store.keep("1:aa", feature, "y")
    assert store.find("1:aa", feature) == "y"


def test_a_link_in_the_cache_leads_to_no_change_elsewhere(tmp_path: Path) -> None:
    store, feature = FeatureStore(tmp_path / "cache"), text_feature("words")
    assert store.keep("1:aa", feature, "x")
    (kept,) = (tmp_path / "cache").iterdir()
    mine = kept.rename(tmp_path / "mine")
    os.utime(mine, ns=(1, 1))
    kept.symlink_to(mine)
    store.find("1:aa", feature)
    assert mine.stat().st_mtime_ns == 1
    assert store.keep("1:aa", feature, "y")
    store.clear()
    assert mine.read_bytes() == feature.encode("x")


@pytest.mark.logs("was a folder where a file", "couldn't be read from the cache")
def test_a_folder_in_a_files_place_makes_room_and_isnt_lost(tmp_path: Path) -> None:
    store, feature = FeatureStore(tmp_path), text_feature("words")
    for data in ("x", "y"):  # the second one doesn't replace the first that was moved aside
        assert store.keep("1:aa", feature, data) is Kept.HERE
        kept = tmp_path / "1-aa.v1.words"
        kept.unlink()
        kept.mkdir()
        (kept / "letter.txt").write_text(data)
        assert store.find("1:aa", feature) is None
        assert store.keep("1:aa", feature, "z") is Kept.HERE
        assert store.find("1:aa", feature) == "z"
    store.clear()
    assert sorted(each.read_text() for each in tmp_path.rglob("letter.txt")) == ["x", "y"]


@pytest.mark.parametrize("leads_to", ["folder", "nothing"])
@pytest.mark.may_log("couldn't be read from the cache")
def test_a_link_in_a_files_place_gives_way(tmp_path: Path, leads_to: str) -> None:
    store, feature = FeatureStore(tmp_path / "cache"), text_feature("words")
    (tmp_path / "cache").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "cache" / "1-aa.v1.words").symlink_to(tmp_path / leads_to)
    assert store.find("1:aa", feature) is None
    assert store.keep("1:aa", feature, "y") is Kept.HERE
    assert store.find("1:aa", feature) == "y"
    assert [each.name for each in tmp_path.iterdir() if each.name != "cache"] == ["folder"]


@pytest.mark.logs("couldn't be kept in the cache", "couldn't be removed from the cache")
def test_what_cant_be_moved_or_removed_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, feature = FeatureStore(tmp_path, max_bytes=100), text_feature("words")
    assert store.keep("1:aa", feature, "x" * 40) is Kept.HERE
    (held,) = tmp_path.iterdir()
    _hold(held, monkeypatch)
    assert store.keep("1:aa", feature, "y") is Kept.NOT_THIS
    for name in ("1:bb", "1:cc", "1:dd"):
        assert store.keep(name, feature, "x" * 40) is Kept.HERE
    left = {each.name[:4] for each in tmp_path.iterdir()}
    assert len(left) == 2 and "1-aa" in left, "the others give way instead"
    with pytest.raises(PermissionError):
        store.clear()
    assert list(tmp_path.iterdir()) == [held]


def _hold(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another program does on Windows that has the file open: it is there to stay."""
    unlink, replace = Path.unlink, Path.replace

    def unlinked(path: Path, missing_ok: bool = False) -> None:
        if path == held:
            raise PermissionError(errno.EPERM, "Operation not permitted", str(path))
        unlink(path, missing_ok)

    def replaced(path: Path, target: Path) -> Path:
        if target == held:
            raise PermissionError(
                errno.EPERM, "Operation not permitted", str(path), None, str(target)
            )
        return replace(path, target)

    monkeypatch.setattr(Path, "unlink", unlinked)
    monkeypatch.setattr(Path, "replace", replaced)
