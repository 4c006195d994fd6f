"""No file makes the program use the network, and neither does using the program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.hostile_files import lists, zoo
from tests.support.listening_post import ListeningPost
from tests.support.traced import traced

MAIN = Path(__file__).resolve().parents[2] / "main.py"
# Still audio, read by the demuxer named for it: what else is in it is not fetched.
SOUNDS = {
    *(f"frames then {name}.mp3" for name in ("hls", "dash", "sdp", "m3u", "concat")),
    *(f"{name} in a chunk.wav" for name in ("hls", "m3u", "concat")),
    *("dref url.m4a", "dref alis.m4a", "dref rsrc.m4a"),
    *("script command.wma", "attachment.mka", "picture elsewhere.mp3", "picture elsewhere.flac"),
}
# What libsndfile reads. It looks for no list in it, so none needs to be refused.
DRAWN_TOO = {f"{name} in a chunk.wav" for name in ("dash", "sdp")}
OPEN_PLAINLY = """
import sys, threading, vlc
player = vlc.MediaPlayer(vlc.Instance("--intf=dummy", "--aout=adummy", "--quiet"), sys.argv[1])
is_over = threading.Event()
for event in (vlc.EventType.MediaPlayerEndReached, vlc.EventType.MediaPlayerEncounteredError):
    player.event_manager().event_attach(event, lambda _event: is_over.set())
player.play()
is_over.wait(5)
"""


@pytest.fixture
def post() -> Iterator[ListeningPost]:
    made = ListeningPost()
    yield made
    made.close()


def test_no_file_reaches_the_network_and_none_crashes_the_program(
    tmp_path: Path, post: ListeningPost
) -> None:
    """Through import, waveform, transcoder, libVLC's metadata and the player."""
    files = zoo(tmp_path / "files", post.address)
    command = (sys.executable, "-m", "tests.support.meet_files")
    run = traced([*command, str(files[0].parent), str(tmp_path)], tmp_path / "trace")
    assert run.returncode == 0, run.err[-3000:]
    assert not run.away
    assert not post.knocks
    met = json.loads(run.out)
    assert set(met["played"]) == set(met["described"]) == set(met["transcoded"]) == SOUNDS
    assert set(met["drawn"]) == set(met["imported"]) == SOUNDS | DRAWN_TOO


def test_the_post_notices_a_program_that_just_opens_such_a_file(
    tmp_path: Path, post: ListeningPost
) -> None:
    """Otherwise the test above would prove nothing."""
    file = tmp_path / "hls.mp3"
    file.write_bytes(lists(post.address)["hls"])
    subprocess.run([sys.executable, "-c", OPEN_PLAINLY, file.as_uri()], check=True, timeout=60)
    assert post.knocks[0].startswith(b"GET /hls.ts")


@pytest.mark.parametrize(("command", "told"), [("import", "no such file"), ("play", "isn’t there")])
def test_an_address_on_the_command_line_is_a_file_name(
    tmp_path: Path, post: ListeningPost, command: str, told: str
) -> None:
    words = ("--profile", str(tmp_path), command, f"http://{post.address}/a.mp3")
    run = subprocess.run(
        [sys.executable, MAIN, *words], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 1
    assert told in run.stderr
    assert not post.knocks


def test_the_whole_tour_opens_no_socket_that_leaves_the_machine(tmp_path: Path) -> None:
    """Local sockets are the display, the session bus and the sound server."""
    tour = (sys.executable, str(MAIN), "--demo", "--tour", str(tmp_path / "pictures"))
    run = traced(tour, tmp_path / "trace")
    assert run.returncode == 0, run.out[-2000:] + run.err[-2000:]
    assert "no failures" in run.out
    assert not run.away
    assert run.families == {"AF_UNIX"}
