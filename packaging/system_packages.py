"""Finds missing system packages and installs them, after printing the command."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_lists
from system_lists import Package

EXIT_FAILED = 1
EXIT_NO_RIGHT = 3
DPKG_STATUS = Path("/var/lib/dpkg/status")


class CannotInstall(Exception):
    """System packages are missing and were not installed; the text says what to do."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def ensure(purpose: str) -> None:
    """Installs everything that `purpose` needs from the system.

    Raises CannotInstall: exit code 3 if permission or libraries are missing, 1 if apt failed.
    """
    if shutil.which("apt-get") and shutil.which("dpkg-query"):
        _ensure_with_apt(purpose)
    elif sys.platform == "linux":
        _ensure_without_apt(purpose)


def fingerprint() -> str:
    """Changes if the wanted or installed packages may have changed; cheap enough for each start."""
    wanted = hashlib.sha256(Path(system_lists.__file__).read_bytes()).hexdigest()
    try:
        installed = DPKG_STATUS.stat()
    except OSError:
        return f"{wanted} no dpkg"
    return f"{wanted} {installed.st_mtime_ns} {installed.st_size}"


# --- Debian, Ubuntu and their derivatives -----------------------------------------------------


def _ensure_with_apt(purpose: str) -> None:
    missing = _missing(_wanted(purpose))
    if not missing:
        return
    prefix = _privilege()
    shown = ["sudo"] if prefix is None else prefix
    update = ["apt-get", "update"]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *map(_apt_name, missing)]
    print(f"System packages missing: {len(missing)}. These commands install them:")
    print(f"  {' '.join([*shown, *update])}")
    print(f"  {' '.join([*shown, *install])}", flush=True)
    if prefix is None:
        complaint = (
            "You aren’t allowed to install packages here. Ask an administrator to run the"
            " commands above, then start again."
        )
        raise CannotInstall(complaint, EXIT_NO_RIGHT)
    _run_apt([*prefix, *update], [*prefix, *install])
    left_out = _missing(missing)
    if left_out:
        names = ", ".join(_names(package)[-1] for package in left_out)
        raise CannotInstall(f"apt-get left out: {names}.", EXIT_FAILED)


def _run_apt(update: list[str], install: list[str]) -> None:
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(update, env=settings, check=False).returncode != 0:
        # One broken third-party source fails the whole update; our packages may still be found.
        print("apt-get update reported errors; trying with the lists already here.", flush=True)
    if subprocess.run(install, env=settings, check=False).returncode != 0:
        code = EXIT_FAILED if _is_root() or _sudo_is_free() else EXIT_NO_RIGHT
        raise CannotInstall("The packages were not installed; the reason is printed above.", code)


def _wanted(purpose: str) -> list[Package]:
    wanted = list(system_lists.PACKAGES[purpose])
    if wanted and not _has_font():
        wanted.append(system_lists.FONT)
    if not _python_makes_environments():
        wanted.append(f"python3.{sys.version_info.minor}-venv")
    return wanted


def _python_makes_environments() -> bool:
    """Debian ships `venv` without the `ensurepip` that it calls."""
    from importlib.util import find_spec

    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def _has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in system_lists.FONT_FOLDERS)
    suffixes = {".ttf", ".otf", ".ttc", ".pfb"}
    return any(file.suffix.lower() in suffixes for top in folders for file in top.rglob("*"))


def _missing(packages: list[Package]) -> list[Package]:
    if not packages:
        return []
    names = [name for package in packages for name in _names(package)]
    query = ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n", *names]
    # Status 1 only says that dpkg doesn't know some of them, which is what we ask.
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    rows = [line.split() for line in answer.splitlines()]
    installed = {row[-1] for row in rows if row and row[0].startswith("ii")}
    commands = system_lists.COMMAND_OF
    installed |= {name for name in names if name in commands and shutil.which(commands[name])}
    return [package for package in packages if not installed.intersection(_names(package))]


def _apt_name(package: Package) -> str:
    """The name in this release; if unsure the old one, which the new package provides."""
    *newer, oldest = _names(package)
    for name in newer:
        shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout:
            return name
    return oldest


def _names(package: Package) -> tuple[str, ...]:
    return (package,) if isinstance(package, str) else package


def _privilege() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo if it may work, otherwise None."""
    if _is_root():
        return []
    has_someone_to_ask = sys.stdin.isatty() and sys.stdout.isatty()
    if shutil.which("sudo") and (has_someone_to_ask or _sudo_is_free()):
        return ["sudo", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _is_root() -> bool:
    return os.geteuid() == 0


def _sudo_is_free() -> bool:
    """Whether sudo works without asking for a password."""
    if shutil.which("sudo") is None:
        return False
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return asked.returncode == 0


# --- Other systems ----------------------------------------------------------------------------


def _ensure_without_apt(purpose: str) -> None:
    if purpose == "python":
        return
    absent = [name for name in system_lists.LIBRARIES if not _loads(name)]
    absent += [name for name in system_lists.COMMANDS[purpose] if shutil.which(name) is None]
    print("This system has no apt, so nothing is installed automatically. The program needs:")
    extras = system_lists.ELSEWHERE_TOO.get(purpose, {})
    for manager, command in system_lists.ELSEWHERE.items():
        print(f"  {command}{extras.get(manager, '')}", flush=True)
    if absent:
        raise CannotInstall(f"Not found here: {', '.join(absent)}.", EXIT_NO_RIGHT)
    print("Everything needed is here: continuing.", flush=True)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
