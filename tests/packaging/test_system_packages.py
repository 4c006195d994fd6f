"""Missing system packages: named, then installed or left to an administrator."""

import ctypes
import os
import shutil
import subprocess
from typing import Any

import pytest
import system_lists
import system_packages


@pytest.fixture
def apt_lines(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A machine with apt where libvlc5 is missing until it is installed; the commands given.

    sudo is there, and asks for a password.
    """
    given: list[list[str]] = []

    def run(command: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        if command[0] == "dpkg-query":
            there = [name for name in command[4:] if given or name != "libvlc5"]
            return subprocess.CompletedProcess(command, 1, "".join(f"ii  {n}\n" for n in there))
        if command[0] == "apt-get":
            given.append(command)
        return subprocess.CompletedProcess(command, command[0] == "sudo", "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", run)
    return given


@pytest.fixture
def no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_command_is_printed_and_then_run(
    apt_lines: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system_packages.ensure("run")
    assert apt_lines[1] == ["apt-get", "install", "-y", "--no-install-recommends", "libvlc5"]
    assert " ".join(apt_lines[1]) in capsys.readouterr().out


def test_without_the_right_the_command_is_printed_and_the_exit_code_is_3(
    apt_lines: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(system_packages.CannotInstall) as refused:
        system_packages.ensure("run")
    assert refused.value.exit_code == 3
    assert "sudo apt-get install -y --no-install-recommends libvlc5" in capsys.readouterr().out
    assert apt_lines == []


@pytest.mark.parametrize("glib", ["libglib2.0-0t64", "libglib2.0-0"])
def test_package_counts_as_there_under_either_of_its_names(
    apt_lines: list[list[str]], monkeypatch: pytest.MonkeyPatch, glib: str
) -> None:
    """One that was removed but for its settings does not."""
    states = {"libglib2.0-0t64": "un", "libglib2.0-0": "un", "libvlc5": "rc", "libegl1": "un"}
    states[glib] = "ii"

    def dpkg(command: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        rows = "".join(f"{states.get(name, 'ii')}  {name}\n" for name in command[4:])
        return subprocess.CompletedProcess(command, int(command[0] == "dpkg-query"), rows, "")

    monkeypatch.setattr(subprocess, "run", dpkg)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(system_packages.CannotInstall, match="left out: libvlc5, libegl1"):
        system_packages.ensure("run")


def test_without_apt_every_manager_is_named_and_loading_libraries_are_enough(
    no_apt: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: name)
    system_packages.ensure("run")
    told = capsys.readouterr().out
    assert all(manager in told for manager in ("dnf", "pacman", "zypper"))


def test_without_apt_an_absent_library_is_named_and_the_exit_code_is_3(
    no_apt: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> None:
        if name == "libvlc.so.5":
            raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", load)
    with pytest.raises(system_packages.CannotInstall, match=r"libvlc\.so\.5") as refused:
        system_packages.ensure("run")
    assert refused.value.exit_code == 3


def test_every_purpose_is_known_with_and_without_apt() -> None:
    assert system_lists.PACKAGES.keys() == system_lists.COMMANDS.keys()


@pytest.mark.parametrize("is_there", [False, True])
def test_npm_may_come_with_node_instead_of_its_own_package(
    apt_lines: list[list[str]], monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    run, installs = subprocess.run, list[list[str]]()

    def without_npm(command: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
        done = run(command, **how)
        if command[0] == "apt-get":
            installs.append(command)
        npm = "" if any("npm" in line for line in installs) else "ii  npm\n"
        is_query = command[0] == "dpkg-query"
        done.stdout = done.stdout.replace(npm, "") if is_query and npm else done.stdout
        return done

    paths = {"npm": "/usr/bin/npm" if is_there else None}
    monkeypatch.setattr(shutil, "which", lambda name: paths.get(name, f"/usr/bin/{name}"))
    monkeypatch.setattr(subprocess, "run", without_npm)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system_packages.ensure("keepsake")
    assert any("npm" in line for line in installs) != is_there
