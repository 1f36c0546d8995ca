"""Startup and shutdown."""

from __future__ import annotations

import asyncio
import logging

import aiohttp

from .health import beat
from .home_assistant import AuthenticationFailed, state_changes
from .influxdb_client import InfluxEventWriter
from .mqtt_sensors import follow_bridge, listen_forever
from .pipeline import Pipeline
from .settings import Settings, load_settings

logger = logging.getLogger(__name__)


async def read_home_assistant(settings: Settings, pipeline: Pipeline, pause_seconds: float = 5) -> None:
    while True:
        try:
            async for change in state_changes(settings.home_assistant_url, settings.home_assistant_token):
                await pipeline.receive(change)
                beat()
        except AuthenticationFailed:
            logger.critical("the access token was refused")
            raise
        except aiohttp.ClientError as error:
            logger.warning("lost Home Assistant: %s", error)
        await asyncio.sleep(pause_seconds)


def log_bridge(online: bool) -> None:
    logger.info("the Zigbee bridge is %s", "online" if online else "offline")


async def run(settings: Settings) -> None:
    writer = InfluxEventWriter(settings.influx)
    pipeline = Pipeline(writer)
    try:
        await asyncio.gather(
            pipeline.run(),
            read_home_assistant(settings, pipeline),
            listen_forever(settings.mqtt, pipeline.receive),
            follow_bridge(settings.mqtt, log_bridge),
        )
    finally:
        writer.close()


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    asyncio.run(run(load_settings()))


if __name__ == "__main__":
    main()
