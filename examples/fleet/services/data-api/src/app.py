"""The HTTP interface. Blocking calls run in threads."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Callable, Protocol

from aiohttp import web

from .annotations import Note, NotStored
from .metadata import Entity, Metadata
from .queries import Events
from .statistics import as_json, summary, time_in_state


class Notes(Protocol):
    def write(self, note: Note) -> None: ...


def number(request: web.Request, name: str, default: int, highest: int) -> int:
    text = request.query.get(name, str(default))
    if not text.isdigit() or not 1 <= int(text) <= highest:
        raise web.HTTPBadRequest(text=f"{name} must be a number from 1 to {highest}, not {text!r}")
    return int(text)


def entity_of(request: web.Request) -> str:
    """The entity in the path. Nothing else may reach a query."""
    entity_id = request.match_info["entity_id"]
    if not entity_id.replace(".", "").replace("_", "").isalnum():
        raise web.HTTPBadRequest(text=f"not an entity: {entity_id!r}")
    return entity_id


class DataApi:
    def __init__(
        self,
        events: Events,
        notes: Notes,
        metadata: Metadata,
        max_rows: int = 5_000,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._events = events
        self._notes = notes
        self._metadata = metadata
        self._max_rows = max_rows
        self._clock = clock

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.get("/health", self.health),
                web.get("/events/{entity_id}", self.events),
                web.get("/events/{entity_id}/newest", self.newest),
                web.get("/events/{entity_id}/states", self.states),
                web.get("/areas/{area}/hourly", self.hourly),
                web.get("/entities", self.entities),
                web.put("/entities", self.put_entities),
                web.post("/notes", self.add_note),
            ]
        )
        return app

    async def health(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "ok", "time": self._clock().isoformat()})

    async def events(self, request: web.Request) -> web.Response:
        hours = number(request, "hours", 24, 24 * 31)
        limit = number(request, "limit", min(500, self._max_rows), self._max_rows)
        rows = await asyncio.to_thread(self._events.events, entity_of(request), hours, limit)
        return web.json_response({"events": as_json(rows), "complete": len(rows) < limit})

    async def newest(self, request: web.Request) -> web.Response:
        row = await asyncio.to_thread(self._events.newest, entity_of(request))
        if row is None:
            raise web.HTTPNotFound(text="no event in the last 30 days")
        return web.json_response(as_json([row])[0])

    async def states(self, request: web.Request) -> web.Response:
        hours = number(request, "hours", 24, 24 * 31)
        rows = await asyncio.to_thread(self._events.events, entity_of(request), hours, self._max_rows)
        return web.json_response(time_in_state(rows, self._clock()))

    async def hourly(self, request: web.Request) -> web.Response:
        area = request.match_info["area"]
        if not area.isidentifier():
            raise web.HTTPBadRequest(text=f"not an area: {area!r}")
        rows = await asyncio.to_thread(self._events.hourly_mean, area, number(request, "hours", 24, 24 * 31))
        return web.json_response({"hours": as_json(rows), "summary": summary(rows)})

    async def entities(self, request: web.Request) -> web.Response:
        found = self._metadata.search(request.query.get("text", ""), request.query.get("area"))
        return web.json_response([entity.as_json() for entity in found])

    async def put_entities(self, request: web.Request) -> web.Response:
        try:
            entities = [Entity(**entry) for entry in await request.json()]
        except TypeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response({"stored": self._metadata.put(entities)})

    async def add_note(self, request: web.Request) -> web.Response:
        body = await request.json()
        note = Note(body["entity_id"], body["text"], body.get("author", "unknown"), self._clock())
        try:
            await asyncio.to_thread(self._notes.write, note)
        except NotStored as error:
            raise web.HTTPBadGateway(text=f"the note was not stored: {error}") from error
        return web.json_response({"at": note.at.isoformat()}, status=201)
