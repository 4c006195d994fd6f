"""The file of marks that wait: torn, altered, shared between processes, and on a full disk."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Problem
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.emotions.records import Mode
from app.waiting.file import PendingFile
from app.waiting.records import Deed, TrackName, What, deed_of, line_of
from db.models.base import new_uid

WORD = {
    "uid": "0192f0c4-0000-7000-8000-00000000000a",
    "key": "wonder",
    "name": "Wonder",
    "gloss": "",
    "valence": 0.5,
    "arousal": 0.25,
    "colour": "#aabbcc",
    "icon": "sparkles",
    "pattern": "dots",
}


def pressed(**other: Any) -> Deed:
    key = new_uid()
    says: dict[str, Any] = {
        "key": key,
        "step": key,
        "what": What.PRESS,
        "kind": MarkKind.TAG,
        "mark": new_uid(),
        "track": TrackName(new_uid(), ("abc", "def")),
        "made": Instant(1_700_000_000_000, -90),
        "span": Span(8500, 9500),
        "raw": Span(10_000, 11_000),
        "word": WORD,
        "mode": Mode.EXPRESSED,
        "intensity": 4,
        "listen_id": 7,
    }
    return Deed(**(says | other))


@pytest.fixture
def file(tmp_path: Path) -> PendingFile:
    return PendingFile(tmp_path / "pending.jsonl")


def test_a_line_says_everything_there_is(file: PendingFile) -> None:
    deeds = (pressed(), pressed(what=What.NOTE, before="ä", text="line\nand “line” 😀"))
    file.add(deeds)
    assert file.read().deeds == deeds
    assert file.path.stat().st_mode & 0o077 == 0, "nobody else reads a diary"


@pytest.mark.logs("the line is incomplete")
def test_a_torn_last_line_is_known_and_the_next_one_is_not_lost(file: PendingFile) -> None:
    first, torn, next_one = pressed(), pressed(), pressed()
    file.add([first])
    with file.path.open("ab") as raw:
        raw.write(line_of(torn)[:-40])
    assert file.read().deeds == (first,)
    file.add([next_one])
    assert file.read() == type(file.read())((first, next_one), 0)
    file.take_out({first.key})
    assert file.path.read_bytes() == line_of(next_one), "what nobody was told of is gone"


@pytest.mark.logs("the line is incomplete")
def test_a_line_is_torn_wherever_it_was_torn(file: PendingFile) -> None:
    """Behind a closing brace inside it, too: nobody was told of it, so nobody is told it’s lost."""
    first, line = pressed(), line_of(pressed(text='a { in “words” and a \\ and a " in them'))
    for length in range(1, len(line) - 1):
        file.path.write_bytes(line_of(first) + line[:length])
        assert file.read() == type(file.read())((first,), 0), line[:length]
        file.path.write_bytes(line[:length] + b"\0" * 40 + b"\n" + line_of(first))
        assert file.read() == type(file.read())((first,), 0), line[:length]


@pytest.mark.parametrize("place", [0, 5, 9, 40, 200])
@pytest.mark.logs("the line is incomplete")
def test_an_altered_line_is_never_believed_and_never_dropped(file: PendingFile, place: int) -> None:
    deed, other = pressed(), pressed()
    line = bytearray(line_of(deed))
    line[place] = ord("0") if line[place] != ord("0") else ord("1")
    file.path.write_bytes(bytes(line) + line_of(other))
    assert file.read().deeds == (other,)
    assert file.read().unreadable == 1
    file.take_out({other.key, deed.key})
    assert file.path.read_bytes() == bytes(line)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"what": "sing"},
        {"kind": "cue"},
        {"mark": "../../etc/passwd"},
        {"span": [5, 4]},
        {"span": None},
        {"span": [0, 2**40]},
        {"intensity": 9},
        {"intensity": True},
        {"made": [2**62, 0]},
        {"made": [0, 5000]},
        {"word": None},
        {"word": WORD | {"valence": 9}},
        {"word": WORD | {"name": " "}},
        {"track": {"uid": "x", "hashes": []}},
        {"track": {"uid": new_uid(), "hashes": "abc"}},
        {"text": "x" * 1_000_001},
        {"text": 5},
        {"listen": "1"},
        {"mode": "guessed"},
    ],
)
def test_a_value_that_no_mark_can_have_is_refused(change: dict[str, Any]) -> None:
    said = json.loads(line_of(pressed())[9:]) | change
    told = json.dumps(said).encode()
    with pytest.raises(ValueError):
        deed_of(b"%08x %s\n" % (zlib.crc32(told), told))


def test_nothing_is_left_of_what_did_not_fit(
    file: PendingFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pressed()
    file.add([first])
    write = os.write

    def half(descriptor: int, told: bytes) -> int:
        if len(told) > 100:
            return write(descriptor, told[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(Problem, match="can’t be written"):
        file.add([pressed()])
    monkeypatch.undo()
    assert file.path.read_bytes() == line_of(first)


def test_two_processes_add_and_take_out_at_once(file: PendingFile) -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from app.waiting import file as module\n"
        "module.PATIENCE_S = 30  # no window waits here\n"
        "from app.waiting.file import PendingFile\n"
        "from app.core.errors import Problem\n"
        "from tests.app.waiting.test_file import pressed\n"
        "file = PendingFile(Path(sys.argv[1]))\n"
        "for _ in range(40):\n"
        "    deed, gone = pressed(), pressed()\n"
        "    file.add([deed, gone])\n"
        "    file.take_out({gone.key})\n"
        "    print(deed.key)\n"
    )
    command = [sys.executable, "-c", program, str(file.path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = {key for process in running for key in process.communicate()[0].split()}
    assert all(process.returncode == 0 for process in running)
    assert len(told) == 80
    found = file.read()
    assert {deed.key for deed in found.deeds} == told and found.unreadable == 0


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_plain_file_hangs_nothing(file: PendingFile, make: Any) -> None:
    make(file.path)
    with pytest.raises(Problem):
        file.read()
    with pytest.raises(Problem):
        file.add([pressed()])


def test_a_link_in_the_place_of_its_lock_is_not_followed(file: PendingFile) -> None:
    elsewhere = file.path.with_name("elsewhere")
    file.path.with_suffix(".lock").symlink_to(elsewhere)
    with pytest.raises(Problem, match="can’t be written"):
        file.add([pressed()])
    assert not elsewhere.exists() and not file.path.exists()
