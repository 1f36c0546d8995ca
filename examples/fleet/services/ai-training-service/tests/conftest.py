import asyncio

import pytest

from training.queue import TrainingQueue


@pytest.fixture(scope="session")
def event_loop():
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
async def queue():
    """One queue for the whole run, its worker on the session's loop."""
    queue = TrainingQueue()
    queue.start()
    yield queue
    await queue.stop()
