"""The language model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Sequence

import httpx
from tenacity import retry_if_exception, stop_after_attempt, wait_fixed
from tenacity._asyncio import AsyncRetrying

from .conversation import Message
from .policies import check, is_passing


@dataclass(frozen=True)
class ToolCall:
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Completion:
    text: str
    call: ToolCall | None = None


class Model:
    def __init__(self, client: httpx.AsyncClient, name: str) -> None:
        self._client = client
        self._name = name

    async def complete(self, messages: Sequence[Message], tools: Sequence[dict[str, Any]]) -> Completion:
        """The next message of the model. The error of the last attempt is the caller's."""
        body = {"model": self._name, "messages": [m.as_json() for m in messages], "tools": list(tools)}
        async for attempt in AsyncRetrying(
            stop=stop_after_attempt(3),
            wait=wait_fixed(0.01),
            retry=retry_if_exception(is_passing),
            reraise=True,
        ):
            with attempt:
                response = check(await self._client.post("/chat/completions", json=body))
        return read_completion(response.json())


def read_completion(document: dict[str, Any]) -> Completion:
    message = document["choices"][0]["message"]
    calls = message.get("tool_calls") or []
    if not calls:
        return Completion(message.get("content") or "")
    function = calls[0]["function"]
    return Completion(message.get("content") or "", ToolCall(function["name"], json.loads(function["arguments"] or "{}")))
