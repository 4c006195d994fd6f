"""Missing system packages: named, then installed or left to an administrator."""

import shutil
import subprocess

import pytest
import system_lists
import system_packages


@pytest.fixture
def apt_lines(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A machine with apt where libvlc5 is missing until it is installed; the commands given."""
    given: list[list[str]] = []

    def note(update: list[str], install: list[str]) -> None:
        given.extend((update, install))

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages, "_missing", lambda packages: [] if given else ["libvlc5"])
    monkeypatch.setattr(system_packages, "_run_apt", note)
    return given


@pytest.fixture
def no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_command_is_printed_and_then_run(
    apt_lines: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(system_packages, "_privilege", list)
    system_packages.ensure("run")
    assert apt_lines[1] == ["apt-get", "install", "-y", "--no-install-recommends", "libvlc5"]
    assert " ".join(apt_lines[1]) in capsys.readouterr().out


def test_without_the_right_the_command_is_printed_and_the_exit_code_is_3(
    apt_lines: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(system_packages, "_privilege", lambda: None)
    with pytest.raises(system_packages.CannotInstall) as refused:
        system_packages.ensure("run")
    assert refused.value.exit_code == 3
    assert "sudo apt-get install -y --no-install-recommends libvlc5" in capsys.readouterr().out
    assert apt_lines == []


def test_package_counts_as_there_under_either_of_its_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dpkg(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        rows = "ii  libglib2.0-0t64\nrc  libvlc5\nun  libegl1\n"
        return subprocess.CompletedProcess(command, 1, rows, "")

    monkeypatch.setattr(subprocess, "run", dpkg)
    glib = ("libglib2.0-0t64", "libglib2.0-0")
    assert system_packages._missing([glib, "libvlc5", "libegl1"]) == ["libvlc5", "libegl1"]


def test_without_apt_every_manager_is_named_and_loading_libraries_are_enough(
    no_apt: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "_loads", lambda name: True)
    system_packages.ensure("run")
    told = capsys.readouterr().out
    assert all(manager in told for manager in ("dnf", "pacman", "zypper"))


def test_without_apt_an_absent_library_is_named_and_the_exit_code_is_3(
    no_apt: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "_loads", lambda name: name != "libvlc.so.5")
    with pytest.raises(system_packages.CannotInstall, match=r"libvlc\.so\.5") as refused:
        system_packages.ensure("run")
    assert refused.value.exit_code == 3


def test_every_purpose_is_known_with_and_without_apt() -> None:
    assert system_lists.PACKAGES.keys() == system_lists.COMMANDS.keys()
