"""Looking again and again."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone
from typing import Callable, Protocol

import httpx

from .feed import Feed, Webhook
from .games import Change, Game, changes

logger = logging.getLogger(__name__)


class History(Protocol):
    def add(self, game: Game, at: datetime) -> bool: ...


class Tracker:
    def __init__(
        self,
        feed: Feed,
        webhook: Webhook,
        history: History,
        teams: tuple[str, ...],
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._feed = feed
        self._webhook = webhook
        self._history = history
        self._teams = teams
        self._clock = clock
        self._known: dict[str, Game] = {}

    async def look(self) -> list[Change]:
        games = await self._feed.games()
        told: list[Change] = []
        for game in games or []:
            if self._teams and not game.concerns(self._teams):
                continue
            before = self._known.get(game.id)
            if game == before:
                continue
            self._known[game.id] = game
            await asyncio.to_thread(self._history.add, game, self._clock())
            for change in changes(before, game):
                if await self._webhook.tell(change):
                    told.append(change)
        return told

    async def follow(self, seconds: float) -> None:
        while True:
            try:
                await self.look()
            except httpx.HTTPError as error:
                logger.warning("no scores: %s", error)
            await asyncio.sleep(seconds)
