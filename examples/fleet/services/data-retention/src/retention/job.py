"""One run over all policies, and when the next one is due."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime, timedelta, timezone
from typing import Callable, Protocol, Sequence

from .policies import Policy
from .purge import PurgeRefused
from .summary import Run

logger = logging.getLogger(__name__)


class Purges(Protocol):
    def purge(self, policy: Policy, now: datetime) -> datetime: ...


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


class RetentionJob:
    """Runs one at a time; a second order while one is running is refused."""

    def __init__(
        self,
        policies: Sequence[Policy],
        purger: Purges,
        record: Callable[[Run], object],
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._policies = policies
        self._purger = purger
        self._record = record
        self._clock = clock
        self._running = asyncio.Lock()

    async def run(self, trigger: str) -> Run | None:
        if self._running.locked():
            return None
        async with self._running:
            run = Run(self._clock(), trigger)
            began = time.monotonic()
            for policy in self._policies:
                try:
                    await asyncio.to_thread(self._purger.purge, policy, run.started)
                    run.purged.append(policy.name)
                except PurgeRefused as error:
                    logger.error("%s", error)
                    run.failed.append(policy.name)
            run.seconds = time.monotonic() - began
            await asyncio.to_thread(self._record, run)
            return run


def seconds_until(hour: int, now: datetime) -> float:
    due = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if due <= now:
        due += timedelta(days=1)
    return (due - now).total_seconds()


async def run_nightly(job: RetentionJob, hour: int, clock: Callable[[], datetime] = utc_now) -> None:
    while True:
        await asyncio.sleep(seconds_until(hour, clock()))
        await job.run("schedule")
