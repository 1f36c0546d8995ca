"""What the model may do."""

from __future__ import annotations

import json
from typing import Any, Awaitable, Callable

import httpx
from tenacity import retry as insist
from tenacity import stop_after_attempt, wait_none

from .home import Home
from .policies import TOOL_RETRY, check

Tool = Callable[..., Awaitable[str]]


class UnknownTool(LookupError):
    """The model asked for something that does not exist."""


class Toolbox:
    def __init__(self, home: Home, client: httpx.AsyncClient) -> None:
        self._home = home
        self._client = client
        self.proposals: list[dict[str, Any]] = []
        self._tools: dict[str, Tool] = {
            "list_room": self._list_room,
            "read_state": self._read_state,
            "propose_automation": self._propose_automation,
        }

    @property
    def descriptions(self) -> list[dict[str, Any]]:
        return [
            {"type": "function", "function": {"name": name, "description": tool.__doc__}}
            for name, tool in self._tools.items()
        ]

    async def use(self, name: str, arguments: dict[str, Any]) -> str:
        tool = self._tools.get(name)
        if tool is None:
            raise UnknownTool(name)
        return await tool(**arguments)

    async def _list_room(self, room: str) -> str:
        """Names and states of everything in a room."""
        return json.dumps({e.name: e.state for e in await self._home.entities() if e.area == room}, ensure_ascii=False)

    @insist(wait=wait_none(), **TOOL_RETRY)
    async def _read_state(self, entity_id: str) -> str:
        """The state of one entity, read now."""
        return check(await self._client.get(f"/api/states/{entity_id}")).json()["state"]

    @insist(stop=stop_after_attempt(2))
    async def _propose_automation(self, title: str, trigger: str, action: str) -> str:
        """Propose an automation to the people of the house."""
        proposal = {"title": title, "trigger": trigger, "action": action}
        response = await self._client.post("/api/proposals", json=proposal)
        response.raise_for_status()
        self.proposals.append(proposal)
        return "proposed"
