"""A small queue of jobs in this process. Its `retry` has nothing to do with the one of tenacity."""

from __future__ import annotations

import logging
from typing import Any, Awaitable, Callable

logger = logging.getLogger(__name__)

Job = Callable[..., Awaitable[Any]]


class JobQueue:
    def __init__(self) -> None:
        self._retries: dict[str, int] = {}
        self._jobs: dict[str, Job] = {}
        self.log: list[tuple[str, str]] = []

    def retry(self, times: int) -> Callable[[Job], Job]:
        """Register a job that is put back up to `times` times."""

        def register(job: Job) -> Job:
            self._jobs[job.__name__] = job
            self._retries[job.__name__] = times
            return job

        return register

    async def run(self, name: str, *args: Any) -> Any:
        for _ in range(self._retries[name] + 1):
            try:
                result = await self._jobs[name](*args)
            except Exception as error:
                self.log.append((name, f"failed: {error}"))
                logger.warning("%s failed: %s", name, error)
            else:
                self.log.append((name, "done"))
                return result
        return None


queue = JobQueue()
