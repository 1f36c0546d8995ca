"""The public feed of scores, and the webhook of the house."""

from __future__ import annotations

import logging

import httpx

from .games import Change, Game
from .panel import announcement

logger = logging.getLogger(__name__)


class Feed:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._etag: str | None = None

    async def games(self) -> list[Game] | None:
        """Today's games, or None when nothing changed since the last look."""
        headers = {"If-None-Match": self._etag} if self._etag else {}
        response = await self._client.get("/games/today", headers=headers)
        if response.status_code == 304:
            return None
        response.raise_for_status()
        self._etag = response.headers.get("ETag")
        games = []
        for entry in response.json()["games"]:
            try:
                games.append(Game.from_feed(entry))
            except (KeyError, ValueError) as error:
                logger.warning("entry skipped: %r", error)
        return games


class Webhook:
    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self._url = url

    async def tell(self, change: Change) -> bool:
        body = {"kind": change.kind, "game": change.game.id, "team": change.team, "text": announcement(change)}
        try:
            response = await self._client.post(self._url, json=body)
        except httpx.TransportError as error:
            logger.warning("the house did not hear: %s", error)
            return False
        return response.is_success
