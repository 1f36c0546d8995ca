"""Asking every service how it is."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import Any, Mapping

import aiohttp


@dataclass(frozen=True)
class Health:
    service: str
    status: str
    detail: str = ""


async def probe(session: aiohttp.ClientSession, name: str, url: str, timeout: float) -> Health:
    try:
        async with session.get(f"{url}/health", timeout=aiohttp.ClientTimeout(total=timeout)) as response:
            if response.status != 200:
                return Health(name, "unhealthy", f"answered {response.status}")
            return Health(name, "healthy")
    except asyncio.TimeoutError:
        return Health(name, "unreachable", f"no answer in {timeout:g} s")
    except aiohttp.ClientError as error:
        return Health(name, "unreachable", type(error).__name__)


async def probe_all(session: aiohttp.ClientSession, services: Mapping[str, str], timeout: float) -> dict[str, Any]:
    found = await asyncio.gather(*(probe(session, name, url, timeout) for name, url in services.items()))
    worst = "healthy"
    if any(health.status != "healthy" for health in found):
        worst = "degraded" if any(health.status == "healthy" for health in found) else "down"
    return {"status": worst, "services": [asdict(health) for health in found]}
