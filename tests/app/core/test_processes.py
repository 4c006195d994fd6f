"""One pool of processes for all heavy work at a time."""

from __future__ import annotations

import os

import pytest

from app.core.processes import SharedProcesses


def test_work_is_done_in_another_process() -> None:
    with SharedProcesses().held() as pool:
        assert pool.submit(os.getpid).result() != os.getpid()


def test_all_who_need_it_share_one_pool_and_it_ends_with_the_last() -> None:
    shared = SharedProcesses()
    with shared.held() as first:
        with shared.held() as other:
            assert other is first
        assert first.submit(os.getpid).result() != os.getpid()  # still there
    with shared.held() as later:
        assert later is not first
        assert later.submit(os.getpid).result() != os.getpid()


def test_it_ends_when_its_work_fails() -> None:
    shared = SharedProcesses()
    with pytest.raises(ValueError), shared.held() as pool:
        pool.submit(int, "no number").result()
    with shared.held() as anew:
        assert anew is not pool
