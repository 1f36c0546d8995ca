from __future__ import annotations

import asyncio
import logging

from .commands import take_orders_while_possible
from .job import RetentionJob, run_nightly
from .policies import read_policies
from .purge import Purger
from .settings import load_settings
from .summary import SummaryWriter


async def run() -> None:
    settings = load_settings()
    purger = Purger(settings)
    summaries = SummaryWriter(settings)
    job = RetentionJob(read_policies(settings.policy_file), purger, summaries.write)
    nightly = asyncio.create_task(run_nightly(job, settings.hour))
    try:
        await take_orders_while_possible(settings, job)
    finally:
        nightly.cancel()
        summaries.close()
        purger.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(run())
