"""The lock that makes a profile's window the only one."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.profile.data_folder import data_folder
from app.profile.paths import Paths
from app.remote.socket_place import leave, new_address
from app.remote.window_lock import NAME, WindowLock, announced, is_open

ROOT = Path(__file__).resolve().parents[3]

HOLDER = """
import sys
from app.remote.window_lock import WindowLock
lock = WindowLock(sys.argv[1])
print(lock.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_one_process_holds_it_until_it_is_killed(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    lock = WindowLock(tmp_path)
    assert is_open(tmp_path)
    assert not lock.take() and not lock.is_held
    holder.kill()
    holder.wait()
    assert not is_open(tmp_path)
    assert lock.take() and lock.is_held
    lock.let_go()


def test_looking_whether_it_is_open_takes_nothing(tmp_path: Path) -> None:
    assert not is_open(tmp_path / "nowhere")
    lock = WindowLock(tmp_path)
    lock.take()
    assert is_open(tmp_path)
    lock.let_go()
    assert not is_open(tmp_path) and not is_open(tmp_path)
    assert lock.take()
    lock.let_go()


def test_the_address_is_there_while_it_is_announced(tmp_path: Path) -> None:
    lock = WindowLock(tmp_path)
    assert announced(tmp_path) == ""
    lock.take()
    assert announced(tmp_path) == ""
    lock.announce("/somewhere/very/far.sock")
    lock.announce("/a.sock")
    assert announced(tmp_path) == "/a.sock"
    lock.withdraw()
    assert announced(tmp_path) == ""
    lock.announce("/b.sock")
    lock.let_go()
    assert WindowLock(tmp_path).take()
    assert announced(tmp_path) == "", "a new window forgets what the last one said"


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"address": 3}', b"\xff", b"[" * 4000])
def test_nonsense_in_the_locks_file_is_no_address(tmp_path: Path, said: bytes) -> None:
    (tmp_path / NAME).write_bytes(said)
    assert announced(tmp_path) == ""
    lock = WindowLock(tmp_path)
    assert lock.take() and lock.is_held
    lock.let_go()


def test_a_pipe_or_a_link_in_its_place_locks_nothing_and_holds_nobody_up(tmp_path: Path) -> None:
    for name, make in (("pipe", os.mkfifo), ("link", lambda path: path.symlink_to("/dev/zero"))):
        folder = tmp_path / name
        folder.mkdir()
        make(folder / NAME)
        lock = WindowLock(folder)
        assert lock.take() and not lock.is_held and lock.trouble
        assert announced(folder) == "" and not is_open(folder)


def test_a_folder_that_cannot_be_made_lets_the_window_say_so(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("a file")
    lock = WindowLock(tmp_path / "p" / "data")
    assert lock.take() and not lock.is_held and "NotADirectory" in lock.trouble


def test_a_lock_that_was_removed_is_made_anew(tmp_path: Path) -> None:
    first = WindowLock(tmp_path)
    first.take()
    (tmp_path / NAME).unlink()
    second = WindowLock(tmp_path)
    assert second.take() and second.is_held
    first.let_go()
    second.let_go()


# --- where the data lies --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        {"HOME": "/home/mira", "XDG_DATA_HOME": ""},
        {"HOME": "/home/mira", "XDG_DATA_HOME": "/elsewhere/data"},
        {"HOME": "/home/mira/", "XDG_DATA_HOME": "/elsewhere/data/"},
        {"HOME": "/home/mira", "XDG_DATA_HOME": "relative"},
    ],
)
def test_the_usual_place_is_where_platformdirs_has_it(
    monkeypatch: pytest.MonkeyPatch, names: dict[str, str]
) -> None:
    from platformdirs import PlatformDirs

    for name, value in names.items():
        monkeypatch.setenv(name, value)
    dirs = PlatformDirs("ost-my-heart", appauthor=False, roaming=False)
    assert Path(data_folder(None)) == dirs.user_data_path == Paths.for_profile(None).data


def test_a_profile_has_its_data_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.for_profile(Path("p")).data == tmp_path / "p" / "data"
    assert Paths.for_profile(tmp_path / "p").data == Path(data_folder(tmp_path / "p"))


def test_a_new_profiles_folders_are_the_listeners_alone(tmp_path: Path) -> None:
    paths = Paths.for_profile(tmp_path / "p")
    paths.make()
    for folder in (paths.config, paths.data, paths.cache, paths.logs, paths.pictures):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


# --- where the socket lies ------------------------------------------------------------------------


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Not below `tmp_path`: the path of a socket may have some hundred characters and no more."""
    with TemporaryDirectory(prefix="ost-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_the_socket_lies_in_a_folder_of_ones_own(tmp_path: Path, runtime: Path) -> None:
    folder = Path(new_address(tmp_path)).parent
    assert folder == runtime / "ost-my-heart"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_others_may_look_into_is_closed(tmp_path: Path, runtime: Path) -> None:
    (runtime / "ost-my-heart").mkdir(mode=0o777)
    assert stat.S_IMODE(Path(new_address(tmp_path)).parent.stat().st_mode) == 0o700


REFUSED = pytest.mark.logs("is a link or a file")


@pytest.mark.parametrize(
    "kind",
    [pytest.param("link", marks=REFUSED), pytest.param("file", marks=REFUSED), "long", "relative",
     "odd"],
)  # fmt: skip
def test_no_link_no_file_and_no_long_name_is_used(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    if kind == "link":
        (tmp_path / "elsewhere").mkdir()
        (runtime / "ost-my-heart").symlink_to(tmp_path / "elsewhere")
    elif kind == "file":
        (runtime / "ost-my-heart").touch()
    else:
        names = {"long": str(runtime / ("x" * 90)), "relative": "run", "odd": f"{runtime}/\udcff"}
        monkeypatch.setenv("XDG_RUNTIME_DIR", names[kind])
    folder = Path(new_address(tmp_path)).parent
    assert folder == Path(f"/tmp/ost-my-heart-{os.getuid()}")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.logs("is another user’s")
def test_another_users_folder_is_left_for_one_with_a_new_name(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a stranger made `/tmp/ost-my-heart-1000` first."""
    for base in (runtime,):
        (base / "ost-my-heart").mkdir()
    monkeypatch.setattr("app.remote.socket_place.os.getuid", lambda: os.geteuid() + 1)
    strange = Path(f"/tmp/ost-my-heart-{os.geteuid() + 1}")
    strange.mkdir(exist_ok=True)
    try:
        address = Path(new_address(tmp_path))
    finally:
        strange.rmdir()
    assert address.parent not in (runtime / "ost-my-heart", strange)
    assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
    leave(str(address))
    assert not address.parent.exists()


def test_two_profiles_have_two_addresses_that_fit(tmp_path: Path, runtime: Path) -> None:
    first, second = new_address(tmp_path / "a"), new_address(tmp_path / "b")
    assert first != second
    for address in (first, second):
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(address)
