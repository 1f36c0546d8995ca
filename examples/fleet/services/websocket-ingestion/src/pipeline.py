"""From the sources to the writer, with a bounded queue in between."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import Protocol

from .events import StateChange

logger = logging.getLogger(__name__)


class Writer(Protocol):
    def write(self, change: StateChange) -> None: ...


class Pipeline:
    """Never blocks a source: when the queue is full the oldest change goes."""

    def __init__(self, writer: Writer, capacity: int = 10_000) -> None:
        self._writer = writer
        self._queue: asyncio.Queue[StateChange] = asyncio.Queue(capacity)
        self.counts: Counter[str] = Counter()

    async def receive(self, change: StateChange) -> None:
        if self._queue.full():
            self._queue.get_nowait()
            self._queue.task_done()
            self.counts["dropped"] += 1
        self._queue.put_nowait(change)
        self.counts[change.source] += 1

    async def run(self) -> None:
        while True:
            change = await self._queue.get()
            try:
                self._writer.write(change)
                self.counts["written"] += 1
            except Exception:
                self.counts["failed"] += 1
                logger.exception("could not write %s", change.entity_id)
            finally:
                self._queue.task_done()

    async def drain(self) -> None:
        await self._queue.join()
