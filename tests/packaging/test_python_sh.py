"""`packaging/python.sh` without Python: it installs one as the rest is, or says how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "python.sh"
TOOLS = ("sh", "dirname", "sed", "head", "grep", "cat", "env")
INSTALL = "apt-get install -y --no-install-recommends"


class Machine:
    """Commands that a test gives it, and the lines in which they were called."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self._calls = folder / "calls"
        script = folder / "project" / "packaging" / "python.sh"
        script.parent.mkdir(parents=True)
        shutil.copy(SCRIPT, script)
        self.script = script
        self.bin.mkdir()
        for name in TOOLS:
            found = shutil.which(name)
            assert found is not None
            (self.bin / name).symlink_to(found)
        self.has_user(1000)

    def has(self, name: str, does: str) -> None:
        file = self.bin / name
        file.write_text(
            f'#!/bin/sh\necho "{name} $*" >>"{self._calls}"\n{does}\n', encoding="utf-8"
        )
        file.chmod(0o755)

    def has_user(self, uid: int) -> None:
        self.has("id", f"echo {uid}")

    def has_apt(self, knows: str = "python3 3.11.2-1", brings: str = "python3") -> None:
        """knows: a package and its version a line. brings: the command that is there afterwards."""
        package, _, version = knows.partition(" ")
        self.has("apt-cache", f'[ "$2" = {package} ] && echo "Version: {version}" || exit 100')
        real = f'ln -sf "{sys.executable}" "{self.bin}/{brings}"' if brings else ":"
        self.has("apt-get", f'[ "$1" = install ] && PATH="{os.environ["PATH"]}" {real}; exit 0')

    def has_sudo(self, *, asks: bool) -> None:
        self.has("sudo", f'[ "$1" = -n ] && exit {int(asks)}; exec env "$@"')

    def run(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.bin / "sh", self.script, "-c", "print('it runs')"],
            env={"PATH": str(self.bin)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        lines = self._calls.read_text(encoding="utf-8").splitlines() if self._calls.exists() else []
        return [line for line in lines if line.startswith(("apt-get", "sudo DEBIAN"))]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_root_gets_it_installed_and_it_runs(machine: Machine) -> None:
    machine.has_apt()
    machine.has_user(0)
    done = machine.run()
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "it runs")
    assert machine.calls == ["apt-get update", f"{INSTALL} python3 python3-venv"]
    assert all(f"  {call}" in done.stdout for call in machine.calls), "each is printed first"


def test_sudo_that_asks_nobody_installs_it(machine: Machine) -> None:
    machine.has_apt()
    machine.has_sudo(asks=False)
    done = machine.run()
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "it runs")
    sudo = "sudo DEBIAN_FRONTEND=noninteractive"
    assert [call for call in machine.calls if call.startswith("sudo")] == [
        f"{sudo} apt-get update",
        f"{sudo} {INSTALL} python3 python3-venv",
    ]


@pytest.mark.parametrize("has_sudo", [False, True])
def test_without_the_right_the_command_is_printed_and_nothing_is_called(
    machine: Machine, has_sudo: bool
) -> None:
    machine.has_apt()
    if has_sudo:
        machine.has_sudo(asks=True)
    done = machine.run()
    assert done.returncode == 3
    assert f"sudo {INSTALL} python3 python3-venv" in done.stderr
    assert machine.calls == []


def test_where_its_own_is_too_old_a_newer_one_is_installed(machine: Machine) -> None:
    """As on Ubuntu 22.04, whose python3 is 3.10."""
    machine.has_apt("python3 3.10.6-1", brings="")
    machine.has_user(0)
    machine.has(
        "apt-cache",
        'case "$2" in python3) echo "Version: 3.10.6-1";; python3.11) echo "Version: 3.11.0";;'
        " *) exit 100;; esac",
    )
    done = machine.run()
    assert machine.calls[-1] == f"{INSTALL} python3.11 python3.11-venv"
    assert done.returncode == 3
    assert "older than 3.11" in done.stderr, "nothing came, and that is said"


def test_if_apt_fails_the_exit_code_is_1(machine: Machine) -> None:
    machine.has_apt()
    machine.has("apt-get", "exit 100")
    machine.has_user(0)
    done = machine.run()
    assert done.returncode == 1
    assert "not installed" in done.stderr


def test_without_apt_the_other_managers_are_named(machine: Machine) -> None:
    done = machine.run()
    assert done.returncode == 3
    assert all(name in done.stderr for name in ("dnf", "pacman", "zypper"))
    assert machine.calls == []


def test_a_python_that_is_there_is_used_and_nothing_is_asked(machine: Machine) -> None:
    (machine.bin / "python3").symlink_to(sys.executable)
    machine.has_apt()
    done = machine.run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "it runs\n", "")
    assert machine.calls == []
