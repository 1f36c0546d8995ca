import asyncio
import logging

from agent.proposals import Proposal, propose
from agent.sources import Calendar, House, SourceDown, Weather

log = logging.getLogger(__name__)


class Round:
    """One look at everything. What could not be learned is left out."""

    def __init__(self, fetch, minimum: float = 0.7):
        self._weather = Weather(fetch)
        self._calendar = Calendar(fetch)
        self._house = House(fetch)
        self._minimum = minimum

    async def look(self) -> list[Proposal]:
        weather, calendar, house = await asyncio.gather(
            self._weather.facts(), self._calendar_facts(), self._house_facts()
        )
        return [item for item in propose({**weather, **calendar, **house}) if item.confidence >= self._minimum]

    async def _calendar_facts(self) -> dict:
        try:
            return await self._calendar.facts()
        except SourceDown:
            return {}

    async def _house_facts(self) -> dict:
        try:
            return await self._house.facts()
        except Exception as error:
            log.error("no facts about the house: %s", error)
            return {"windows_open": None}
