"""Real processes that hear short files: what they keep, and how they end."""

from __future__ import annotations

import os
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.feature_store import FeatureStore
from app.analysis.heard import HEARD_FEATURES
from app.analysis.peaks_feature import PEAKS
from app.analysis.pitch.pitches import PITCHES
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from app.library.identity import payload_hash
from app.listening_through.records import Outcome, Reached, Report, Sound
from app.listening_through.workers import Workers
from tests.support.audio import tone, write_audio
from tests.support.full_disk import no_room
from tests.support.polling import wait_until

PATIENCE_S = 60  # for a process to start while all cores are busy


class Heard:
    """Workers, and what they said."""

    def __init__(self, cache: Path, most: int) -> None:
        self.said: queue.SimpleQueue[Report | Reached] = queue.SimpleQueue()
        self.store = FeatureStore(cache)
        self.workers = Workers(cache, self.said.put, most, niceness=0)

    def report(self) -> Report:
        while isinstance(said := self.said.get(timeout=PATIENCE_S), Reached):
            pass
        return said

    def has(self, sound: Sound) -> bool:
        return sound.payload_hash in self.store.known([each.feature for each in HEARD_FEATURES])


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    made = Heard(tmp_path / "cache", most=1)
    yield made
    made.workers.close()


def sound(path: Path) -> Sound:
    return Sound(payload_hash(path), path, 0, (1,), ("track", "1"))


def is_running(pid: int) -> bool:
    """Not for one that has ended and wasn't waited for."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".ogg", ".mp3"])
def test_one_pass_gives_the_features_and_the_same_waveform(
    tmp_path: Path, heard: Heard, suffix: str
) -> None:
    one = sound(write_audio(tmp_path / f"a{suffix}", tone(3), channels=2))
    heard.workers.give(one)
    assert heard.report() == Report(one.payload_hash, Outcome.HEARD)
    for feature in (PITCHES, DYNAMICS):
        assert heard.store.find(one.payload_hash, feature) is not None
    drawn = heard.store.find(one.payload_hash, PEAKS)
    alone = Analysis(tmp_path / "other").peaks(one.path, one.payload_hash, JobContext())
    assert drawn is not None
    assert (drawn.frames, drawn.rate_hz) == (alone.frames, alone.rate_hz)
    for a, b in zip(drawn.levels, alone.levels, strict=True):
        assert np.array_equal(a.mins, b.mins)
        assert np.array_equal(a.maxs, b.maxs)
        assert np.array_equal(a.rms, b.rms)


def test_a_process_hears_one_file_after_another(tmp_path: Path, heard: Heard) -> None:
    pids = set[int]()
    for name in "ab":
        one = sound(write_audio(tmp_path / f"{name}.wav", tone(2, 200.0 + ord(name))))
        heard.workers.give(one)
        assert heard.workers.free == 0
        assert heard.report().outcome is Outcome.HEARD
        assert heard.workers.free == 1
        pids.update(heard.workers.pids)
    assert len(pids) == 1


def test_a_process_multiplies_in_one_thread_whoever_started_it(
    tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    heard.workers.give(sound(write_audio(tmp_path / "a.wav", tone(2))))
    assert heard.report().outcome is Outcome.HEARD
    (pid,) = heard.workers.pids
    asked = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    assert b"OPENBLAS_NUM_THREADS=1" in asked


def test_a_waveform_that_is_there_stays(tmp_path: Path, heard: Heard) -> None:
    one = sound(write_audio(tmp_path / "a.wav", tone(2)))
    Analysis(tmp_path / "cache").peaks(one.path, one.payload_hash, JobContext())
    (peaks,) = (tmp_path / "cache").glob("*.peaks")
    before = peaks.read_bytes(), peaks.stat().st_ino
    heard.workers.give(one)
    assert heard.report().outcome is Outcome.HEARD
    assert (peaks.read_bytes(), peaks.stat().st_ino) == before


def test_a_file_that_vanished_is_reported_and_the_next_is_heard(
    tmp_path: Path, heard: Heard
) -> None:
    gone = sound(write_audio(tmp_path / "gone.wav", tone(1)))
    there = sound(write_audio(tmp_path / "there.wav", tone(1, 300)))
    gone.path.unlink()
    heard.workers.give(gone)
    report = heard.report()
    assert (report.outcome, report.payload_hash) == (Outcome.UNREADABLE, gone.payload_hash)
    assert report.why
    heard.workers.give(there)
    assert heard.report().outcome is Outcome.HEARD


def test_of_a_file_that_breaks_off_what_is_there_is_heard(tmp_path: Path, heard: Heard) -> None:
    path = write_audio(tmp_path / "a.wav", tone(4))
    os.truncate(path, path.stat().st_size // 2)
    one = sound(path)
    heard.workers.give(one)
    assert heard.report().outcome is Outcome.HEARD
    drawn = heard.store.find(one.payload_hash, PEAKS)
    assert drawn is not None
    assert drawn.breaks_off_ms is not None


def test_a_killed_process_is_reported_and_another_goes_on(tmp_path: Path, heard: Heard) -> None:
    small = sound(write_audio(tmp_path / "small.wav", tone(1)))
    heard.workers.give(small)
    heard.report()
    (pid,) = heard.workers.pids
    slow = endless(tmp_path / "slow.wav")
    heard.workers.give(slow)
    os.kill(pid, signal.SIGKILL)
    report = heard.report()
    assert (report.outcome, report.payload_hash) == (Outcome.ENDED, slow.payload_hash)
    assert "-9" in report.why
    other = sound(write_audio(tmp_path / "other.wav", tone(1, 300)))
    heard.workers.give(other)
    assert heard.report().outcome is Outcome.HEARD
    assert heard.workers.pids != [pid]


def test_on_a_full_disk_it_is_said_that_nothing_was_kept(tmp_path: Path, heard: Heard) -> None:
    one = sound(write_audio(tmp_path / "a.wav", tone(1)))
    with no_room():
        heard.workers.give(one)
        assert heard.report().outcome is Outcome.NOT_KEPT
    assert not heard.has(one)
    heard.workers.stop()  # a process keeps the limit it was started with
    heard.workers.give(one)
    assert heard.report().outcome is Outcome.HEARD


def test_a_folder_where_a_file_belongs_is_moved_aside(tmp_path: Path, heard: Heard) -> None:
    one = sound(write_audio(tmp_path / "a.wav", tone(1)))
    heard.workers.give(one)
    heard.report()
    (kept,) = (tmp_path / "cache").glob("*.dynamics")
    kept.unlink()
    kept.mkdir()
    (kept / "letter.txt").write_text("mine")
    heard.workers.give(one)
    assert heard.report().outcome is Outcome.HEARD
    assert heard.has(one)
    assert [each.read_text() for each in tmp_path.rglob("letter.txt")] == ["mine"]


def test_what_is_broken_in_the_cache_is_heard_again(tmp_path: Path, heard: Heard) -> None:
    one = sound(write_audio(tmp_path / "a.wav", tone(1)))
    heard.workers.give(one)
    heard.report()
    (kept,) = (tmp_path / "cache").glob("*.dynamics")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-10])
    heard.workers.give(one)
    assert heard.report().outcome is Outcome.HEARD
    assert kept.read_bytes() == whole


def test_stopping_ends_the_process_at_once_and_nothing_is_said(
    tmp_path: Path, heard: Heard
) -> None:
    small = sound(write_audio(tmp_path / "small.wav", tone(1)))
    heard.workers.give(small)
    heard.report()
    (pid,) = heard.workers.pids
    slow = endless(tmp_path / "slow.wav")
    heard.workers.give(slow)
    heard.workers.close()
    assert not is_running(pid)
    assert heard.said.empty()
    assert not heard.has(slow)
    assert not [each for each in (tmp_path / "cache").iterdir() if ".new-" in each.name]


def test_two_programs_on_one_cache_dont_hurt_each_other(tmp_path: Path) -> None:
    sounds = [sound(write_audio(tmp_path / f"{n}.wav", tone(1, 200.0 + 50 * n))) for n in range(3)]
    both = [Heard(tmp_path / "cache", most=1) for _program in range(2)]

    def hear_all(heard: Heard) -> None:
        for one in sounds:
            heard.workers.give(one)
            outcomes.append(heard.report().outcome)

    outcomes: list[Outcome] = []
    threads = [threading.Thread(target=hear_all, args=(heard,)) for heard in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for heard in both:
        heard.workers.close()
    assert outcomes == [Outcome.HEARD] * 6
    for one in sounds:
        assert both[0].store.find(one.payload_hash, PITCHES) is not None
        assert both[0].store.find(one.payload_hash, DYNAMICS) is not None


PROGRAM = """
import sys
from pathlib import Path
from app.listening_through.records import Sound
from app.listening_through.workers import Workers

if __name__ == "__main__":
    workers = Workers(Path(sys.argv[1]), print, 1, niceness=0)
    workers.give(Sound("1:aa", Path(sys.argv[2]), 0, (1,), ("track", "1")))
    while not workers.pids:
        pass
    print(workers.pids[0], flush=True)
    sys.stdin.read()
"""


def test_a_killed_program_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    slow = endless(tmp_path / "slow.wav")
    program = subprocess.Popen(
        [sys.executable, script, tmp_path / "cache", slow.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])},
    )
    with program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        assert is_running(pid)
        program.kill()
    wait_until(lambda: not is_running(pid), PATIENCE_S)


def endless(path: Path) -> Sound:
    """Two hours of silence that take no room on the disk."""
    frames = 2 * 3600 * 44_100
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + frames * 2, b"WAVE", b"fmt ", 16, 1, 1, 44_100,
        88_200, 2, 16, b"data", frames * 2,
    )  # fmt: skip
    path.write_bytes(head)
    os.truncate(path, len(head) + frames * 2)
    return Sound("1:endless", path, 0, (1,), ("track", "1"))
