import asyncio

from training.least_squares import fit, mean_error
from training.run import State, TrainingRun


class TrainingQueue:
    """Runs are carried out in the order they came in, one at a time."""

    def __init__(self):
        self._waiting: asyncio.Queue[TrainingRun] = asyncio.Queue()
        self._worker: asyncio.Task | None = None
        self.best: dict[str, TrainingRun] = {}

    def start(self) -> None:
        self._worker = asyncio.get_running_loop().create_task(self._work())

    async def submit(self, run: TrainingRun) -> TrainingRun:
        await self._waiting.put(run)
        return run

    async def drain(self) -> None:
        await self._waiting.join()

    async def stop(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
            self._worker = None

    async def _work(self) -> None:
        while True:
            run = await self._waiting.get()
            try:
                self._carry_out(run)
            finally:
                self._waiting.task_done()

    def _carry_out(self, run: TrainingRun) -> None:
        run.state = State.RUNNING
        try:
            run.coefficients = fit(run.samples)
        except ValueError as error:
            run.state, run.reason = State.FAILED, str(error)
            return
        run.error = mean_error(run.coefficients, run.samples)
        run.state = State.DONE
        best = self.best.get(run.kind)
        if best is None or run.error < best.error:
            self.best[run.kind] = run
