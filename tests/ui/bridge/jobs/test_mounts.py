"""The kernel says when a drive comes or goes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.window_parts import WindowParts
from ui.bridge.jobs.mounts import MountWatch

ROOT = Path(__file__).resolve().parents[4]
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")

# In a namespace of its own, where anybody may mount.
PROGRAM = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.bridge.jobs.mounts import MountWatch

app = QCoreApplication([])
watch, verbs = MountWatch(), [["umount", sys.argv[1]], []]
watch.start()

def on_changed():
    print("changed", flush=True)
    verb = verbs.pop(0)
    subprocess.run(verb, check=True) if verb else app.quit()

watch.changed.connect(on_changed)
QTimer.singleShot(0, lambda: subprocess.run(["mount", "-t", "tmpfs", "drive", sys.argv[1]]))
QTimer.singleShot(20_000, lambda: app.exit(1))
code = app.exec()
watch.stop()
sys.exit(code)
"""


def _may_mount() -> bool:
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _may_mount(), reason="nobody may mount here")
def test_mounting_and_unmounting_are_announced_once_each(tmp_path: Path) -> None:
    command = [*NAMESPACE, sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["changed", "changed"]


def test_nothing_is_watched_if_the_kernel_says_nothing(
    parts: WindowParts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.bridge.jobs.mounts.MOUNTS", str(tmp_path / "hidden"))
    watch = MountWatch(parts.window)
    watch.start()
    watch.stop()
