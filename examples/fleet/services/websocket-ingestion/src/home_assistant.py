"""The WebSocket API of Home Assistant: authenticate, subscribe, yield changes."""

from __future__ import annotations

import logging
from typing import AsyncIterator

import aiohttp

from .events import StateChange, from_home_assistant

logger = logging.getLogger(__name__)

SUBSCRIPTION_ID = 1


class AuthenticationFailed(Exception):
    """The access token was not accepted; trying again does not help."""


async def authenticate(socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
    hello = await socket.receive_json()
    if hello.get("type") != "auth_required":
        raise AuthenticationFailed(f"unexpected greeting: {hello.get('type')}")
    await socket.send_json({"type": "auth", "access_token": token})
    answer = await socket.receive_json()
    if answer.get("type") != "auth_ok":
        raise AuthenticationFailed(answer.get("message", "no reason given"))


async def state_changes(url: str, token: str) -> AsyncIterator[StateChange]:
    """All changes until the server closes the socket."""
    async with aiohttp.ClientSession() as session, session.ws_connect(url, heartbeat=30) as socket:
        await authenticate(socket, token)
        await socket.send_json({"id": SUBSCRIPTION_ID, "type": "subscribe_events", "event_type": "state_changed"})
        async for frame in socket:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                break
            change = from_home_assistant(frame.json())
            if change is not None:
                yield change
