"""Reads tasks as JSON lines; the HTTP front is the gateway's business."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import Any

import httpx
from hearth_shared.requests import announce

from .settings import read_settings
from .switchboard import NoAnswer, Switchboard
from .tasks import Task


async def respond(switchboard: Switchboard, line: str) -> dict[str, Any]:
    request = json.loads(line)
    try:
        answer = await switchboard.ask(Task(request["task"], request.get("payload", {})))
    except NoAnswer as error:
        return {"error": str(error), "reasons": error.reasons}
    return {"answer": answer.value, "by": answer.by, "cached": answer.cached}


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    async with httpx.AsyncClient(timeout=30) as client:
        switchboard = Switchboard(read_settings(), client)

        async def registry(path: str) -> None:
            (await client.post(f"http://admin-api:8003{path}")).raise_for_status()

        await announce(registry, "ai-core-service")
        await switchboard.warm_up()
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps(await respond(switchboard, line), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
