"""The project's own Python environment in `.venv`, made with the pinned dependencies.

A stamp is a hash of everything that shaped the environment. It is written last, so an interrupted
install leaves none. `.venv/incomplete` is there during an install; an environment that still has
it is made afresh.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INCOMPLETE = VENV / "incomplete"
ALL_EXTRAS = ("dev",)
SHAPERS = ("pyproject.toml", "constraints.txt", "packaging/environment.py")

ASK_WHO = (
    "import json, pip, platform, sys;"
    "print(json.dumps([platform.python_version(), platform.machine(), sys.prefix]))"
)


class CannotPrepare(Exception):
    """The environment could not be made; the text says which step failed."""


def is_ready(extras: tuple[str, ...]) -> bool:
    """Whether `.venv` has these extras; a developer's environment will do for a listener."""
    is_stamped = any(says(_stamp(held), _key(held)) for held in (extras, ALL_EXTRAS))
    return is_stamped and (_is_running_inside() or _is_usable())


def says(stamp: Path, text: str) -> bool:
    try:
        return stamp.read_text(encoding="utf-8") == text
    except FileNotFoundError:
        return False


def ensure(extras: tuple[str, ...]) -> None:
    """Installs in `.venv` what pyproject.toml asks for, in the versions of constraints.txt.

    Raises CannotPrepare.
    """
    if is_ready(extras):
        return
    if not _is_usable():
        _make_afresh()
    INCOMPLETE.touch()
    _install(_requirements(extras))
    INCOMPLETE.unlink()
    _stamp(extras).write_text(_key(extras))


def _install(requirements: list[str]) -> None:
    print(f"Installing {len(requirements)} Python packages into .venv …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pinned = ["--quiet", "--constraint", str(ROOT / "constraints.txt")]
    _run([*pip, *pinned, *requirements], "pip could not install the pinned packages")


def _make_afresh() -> None:
    if VENV.exists():
        print("The environment in .venv can’t be used here; making it afresh.", flush=True)
        shutil.rmtree(VENV)
    print(f"Making .venv with Python {platform.python_version()} …", flush=True)
    # Inside an environment, sys.executable is the link that was just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    _run([base, "-m", "venv", str(VENV)], "Python could not make .venv")


def _is_usable() -> bool:
    """Whether `.venv` is complete and works: this Python, this machine, this place."""
    if INCOMPLETE.exists():
        return False
    try:
        asked = subprocess.run([PYTHON, "-c", ASK_WHO], capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    version, machine, prefix = json.loads(asked.stdout)
    is_ours = Path(prefix).resolve() == VENV.resolve()
    return is_ours and (version, machine) == (platform.python_version(), platform.machine())


def _is_running_inside() -> bool:
    """If so, it works: python.sh has chosen it."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def _requirements(extras: tuple[str, ...]) -> list[str]:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted: list[str] = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return wanted


def _stamp(extras: tuple[str, ...]) -> Path:
    return VENV / "-".join(("ready", *(extras or ("run",))))


def _key(extras: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in (platform.python_version(), platform.machine(), str(VENV), *extras):
        digest.update(part.encode() + b"\0")
    for shaper in SHAPERS:
        digest.update((ROOT / shaper).read_bytes())
    return digest.hexdigest()


def _run(command: list[str], complaint: str) -> None:
    if subprocess.run(command, check=False).returncode != 0:
        raise CannotPrepare(f"{complaint}; the reason is printed above.")
