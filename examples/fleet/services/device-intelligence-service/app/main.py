from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import urllib.request
from typing import Any

from hearth_shared.requests import Call, announce

from .config import Config
from .discovery import Source, refresh
from .parsers import HomeAssistantParser, ZigbeeParser
from .registry import Registry

logger = logging.getLogger(__name__)


def http_call(base_url: str) -> Call:
    def fetch(path: str) -> Any:
        with urllib.request.urlopen(base_url + path, timeout=5) as response:
            return json.load(response)

    async def call(path: str) -> Any:
        return await asyncio.to_thread(fetch, path)

    return call


async def main() -> None:
    config = Config.read()
    registry = Registry(sqlite3.connect(config.database))
    sources = [
        Source(HomeAssistantParser(), http_call(config.home_assistant_url), "/api/device_registry"),
        Source(ZigbeeParser(), http_call(config.bridge_url), "/api/devices"),
    ]
    await announce(http_call(config.home_assistant_url), "device-intelligence-service")
    while True:
        outcome = await refresh(sources, registry)
        logger.info("%d devices, unreachable: %s", outcome.found, ", ".join(outcome.unreachable) or "none")
        await asyncio.sleep(config.refresh_seconds)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
