"""Cancelling a job, and a job inside it."""

from __future__ import annotations

import threading

import pytest

from app.core.jobs import JobCancelled, JobContext, Progress


def test_a_part_is_cancelled_with_the_whole_even_without_reporting() -> None:
    job = JobContext()
    part = job.part()
    part.checkpoint()
    job.cancel()
    with pytest.raises(JobCancelled):
        part.checkpoint()


def test_a_part_can_be_cancelled_alone() -> None:
    job = JobContext()
    part = job.part()
    part.cancel()
    with pytest.raises(JobCancelled):
        part.checkpoint()
    job.checkpoint()


def test_cancelling_after_the_last_checkpoint_is_too_late_and_reported() -> None:
    told: list[Progress] = []
    job = JobContext(told.append)
    job.report(1, 2, "Reading")
    job.conclude("Saving")
    job.cancel()
    job.report(2, 2, "Saving")
    job.checkpoint()
    job.part().checkpoint()
    assert [progress.can_cancel for progress in told] == [True, False, False]


def test_cancelling_just_before_the_last_checkpoint_is_in_time() -> None:
    told: list[Progress] = []
    job = JobContext(told.append)
    job.cancel()
    with pytest.raises(JobCancelled):
        job.conclude("Saving")
    assert told == []


def checkpoint_elsewhere(job: JobContext) -> tuple[threading.Thread, list[str]]:
    """What came of it, once it has passed."""
    came: list[str] = []

    def pass_it() -> None:
        try:
            job.checkpoint()
            came.append("passed")
        except JobCancelled:
            came.append("cancelled")

    thread = threading.Thread(target=pass_it)
    thread.start()
    return thread, came


def test_a_paused_job_waits_at_its_next_checkpoint_with_its_parts() -> None:
    job = JobContext()
    job.pause()
    thread, came = checkpoint_elsewhere(job.part())
    thread.join(0.05)
    assert came == []
    job.go_on()
    thread.join(10)
    assert came == ["passed"]


def test_a_paused_job_can_be_cancelled() -> None:
    job = JobContext()
    job.pause()
    thread, came = checkpoint_elsewhere(job)
    job.cancel()
    thread.join(10)
    assert came == ["cancelled"]
    job.pause()
    with pytest.raises(JobCancelled):
        job.checkpoint()
