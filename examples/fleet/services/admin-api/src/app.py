"""The routes."""

from __future__ import annotations

import asyncio
import hmac

import aiohttp
from aiohttp import web

from .audit import AuditLost
from .config import Config
from .probes import probe_all
from .switches import ReasonMissing, Switches, UnknownSwitch
from .trail import Trail, overview

CONFIG = web.AppKey("config", Config)
SESSION = web.AppKey("session", aiohttp.ClientSession)
SWITCHES = web.AppKey("switches", Switches)
TRAIL = web.AppKey("trail", object)

OPEN = {"/health"}


@web.middleware
async def require_key(request: web.Request, handler) -> web.StreamResponse:
    key = request.app[CONFIG].api_key
    if key and request.path not in OPEN and not hmac.compare_digest(request.headers.get("X-Api-Key", ""), key):
        raise web.HTTPUnauthorized(text="a valid X-Api-Key is needed")
    return await handler(request)


async def health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def services(request: web.Request) -> web.Response:
    config = request.app[CONFIG]
    return web.json_response(await probe_all(request.app[SESSION], config.services, config.probe_timeout))


async def trail(request: web.Request) -> web.Response:
    wanted = request.query.getall("service", sorted(request.app[CONFIG].services))
    if not all(name.replace("-", "").isalnum() for name in wanted):
        raise web.HTTPBadRequest(text="not the name of a service")
    return web.json_response(await asyncio.to_thread(overview, request.app[TRAIL], wanted))


async def get_switches(request: web.Request) -> web.Response:
    return web.json_response(request.app[SWITCHES].state())


async def put_switch(request: web.Request) -> web.Response:
    body = await request.json()
    switches = request.app[SWITCHES]
    who = request.headers.get("X-User", "unknown")
    try:
        changed = await asyncio.to_thread(
            switches.set, request.match_info["name"], bool(body["on"]), who, body.get("reason", "")
        )
    except UnknownSwitch as error:
        raise web.HTTPNotFound(text=f"no switch {error}") from error
    except (ReasonMissing, KeyError) as error:
        raise web.HTTPBadRequest(text=str(error)) from error
    except AuditLost as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from error
    return web.json_response({"changed": changed, **switches.state()})


async def session_of(app: web.Application):
    async with aiohttp.ClientSession() as session:
        app[SESSION] = session
        yield


def build(config: Config, switches: Switches, trail_reader: Trail) -> web.Application:
    app = web.Application(middlewares=[require_key])
    app[CONFIG], app[SWITCHES], app[TRAIL] = config, switches, trail_reader
    app.cleanup_ctx.append(session_of)
    app.router.add_get("/health", health)
    app.router.add_get("/services", services)
    app.router.add_get("/trail", trail)
    app.router.add_get("/switches", get_switches)
    app.router.add_put("/switches/{name}", put_switch)
    return app
