import asyncio
import logging

from blueprint_index.index import BlueprintIndex

log = logging.getLogger(__name__)


class Refresher:
    """Rebuilds an index every so often until it is stopped; a failed rebuild leaves the last state in place."""

    def __init__(self, index: BlueprintIndex, seconds: float):
        self._index = index
        self._seconds = seconds
        self._task: asyncio.Task | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        try:
            await self._task
        except asyncio.CancelledError:
            pass
        self._task = None

    async def _run(self) -> None:
        while True:
            try:
                await self._index.rebuild()
            except Exception:
                log.exception("rebuild failed, keeping generation %d", self._index.generation)
            await asyncio.sleep(self._seconds)
