"""The picture of the home that the model gets."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import httpx
from tenacity import RetryError, stop_after_attempt

from .policies import check, patient

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entity:
    id: str
    state: str
    name: str
    area: str


class Home:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._last: list[Entity] = []

    @patient(stop=stop_after_attempt(3))
    async def _read(self) -> list[Entity]:
        response = check(await self._client.get("/api/states"))
        return [
            Entity(
                item["entity_id"],
                item["state"],
                item["attributes"].get("friendly_name", item["entity_id"]),
                item["attributes"].get("area", "nowhere"),
            )
            for item in response.json()
        ]

    async def entities(self) -> list[Entity]:
        """All entities; the last known ones while Home Assistant is away."""
        try:
            self._last = await self._read()
        except RetryError as error:
            logger.warning("old picture of the home: %s", error.last_attempt.exception())
        return self._last

    async def summary(self) -> str:
        rooms: dict[str, list[str]] = {}
        for entity in await self.entities():
            rooms.setdefault(entity.area, []).append(f"{entity.name} is {entity.state}")
        return "\n".join(f"{room}: {', '.join(facts)}" for room, facts in sorted(rooms.items()))
