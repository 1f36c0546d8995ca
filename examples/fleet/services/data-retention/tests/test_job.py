import asyncio
from datetime import datetime, timezone

import pytest

from retention.job import run_nightly, seconds_until


class TestRun:
    async def test_purges_every_policy(self, job, purger):
        run = await job.run("schedule")
        assert purger.purged == [("events/state", "2025-05-16"), ("events/debug", "2025-06-08")]
        assert run.outcome == "ok"

    async def test_goes_on_after_a_refusal(self, job, purger):
        purger.refuses = {"events/state"}
        run = await job.run("schedule")
        assert (run.purged, run.failed) == (["events/debug"], ["events/state"])

    async def test_is_recorded(self, job, runs):
        await job.run("by hand")
        assert [run.trigger for run in runs] == ["by hand"]

    async def test_one_at_a_time(self, job, runs):
        first, second = await asyncio.gather(job.run("one"), job.run("two"))
        assert first is not None and second is None
        assert len(runs) == 1


@pytest.mark.parametrize("hour, seconds", [(4, 1800), (3, 84600), (2, 81000)])
def test_seconds_until(hour, seconds):
    assert seconds_until(hour, datetime(2025, 6, 15, 3, 30, tzinfo=timezone.utc)) == seconds


async def test_runs_at_its_hour(job, runs):
    just_before = datetime(2025, 6, 15, 2, 59, 59, 999_000, tzinfo=timezone.utc)
    task = asyncio.create_task(run_nightly(job, 3, clock=lambda: just_before))
    for _ in range(500):
        if runs:
            break
        await asyncio.sleep(0.01)
    task.cancel()
    assert runs[0].trigger == "schedule"
