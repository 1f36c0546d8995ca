from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone

import httpx

from .analysis import Analysis
from .config import Config
from .jobs import queue

DAY_SECONDS = 24 * 60 * 60


async def main() -> None:
    config = Config()
    async with (
        httpx.AsyncClient(base_url=config.data_api_url) as data,
        httpx.AsyncClient(base_url=config.suggestions_url) as suggestions,
    ):
        analysis = Analysis(config, data, suggestions)
        while True:
            await queue.run("nightly", analysis, datetime.now(timezone.utc))
            await asyncio.sleep(DAY_SECONDS)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
