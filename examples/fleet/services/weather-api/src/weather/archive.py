"""Stores observations; the writing itself blocks, so it happens in a thread."""

import asyncio

from influxdb_client import InfluxDBClient
from influxdb_client import Point as P
from influxdb_client.client.write_api import SYNCHRONOUS as NOW

from weather.observation import Observation


class Archive:
    bucket = "weather"

    def __init__(self, url: str, token: str, org: str = "home"):
        self._client = InfluxDBClient(url=url, token=token, org=org)
        self._writer = self._client.write_api(NOW)

    async def add(self, observation: Observation) -> None:
        await asyncio.to_thread(self._add, observation)

    async def aclose(self) -> None:
        await asyncio.to_thread(self._client.close)

    def _add(self, observation: Observation) -> None:
        point = P("observation").tag("station", observation.station)
        for name in ("celsius", "humidity", "wind", "dew_point", "feels_like"):
            point.field(name, float(getattr(observation, name)))
        self._writer.write(self.bucket, record=point)
