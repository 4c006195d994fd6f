"""Cancelling a job, and a job inside it."""

from __future__ import annotations

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
