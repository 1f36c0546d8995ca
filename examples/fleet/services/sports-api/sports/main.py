from __future__ import annotations

import asyncio
import logging

import httpx

from .config import read_config
from .feed import Feed, Webhook
from .history import ScoreHistory
from .tracker import Tracker


async def main() -> None:
    config = read_config()
    history = ScoreHistory(config)
    try:
        async with httpx.AsyncClient(base_url=config.feed_url) as feed, httpx.AsyncClient() as house:
            tracker = Tracker(Feed(feed), Webhook(house, config.webhook_url), history, config.teams)
            await tracker.follow(config.poll_seconds)
    finally:
        history.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
