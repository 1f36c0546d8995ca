"""Calls from one service to another, in one place so that all services give up in the same way."""

from __future__ import annotations

import asyncio
from typing import Any, Awaitable, Callable

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_fixed

Call = Callable[[str], Awaitable[Any]]


class Unreachable(ConnectionError):
    """The other service did not answer."""


@retry(
    stop=stop_after_attempt(3),
    wait=wait_fixed(0.01),
    retry=retry_if_exception_type(Unreachable),
    reraise=True,
)
async def ask(call: Call, path: str, timeout: float = 5.0) -> Any:
    """The answer of another service; `Unreachable` after three attempts."""
    try:
        return await asyncio.wait_for(call(path), timeout)
    except (asyncio.TimeoutError, OSError) as error:
        raise Unreachable(f"{path}: {error or 'no answer in time'}") from error


@retry(stop=stop_after_attempt(2), wait=wait_fixed(0.01))
async def announce(call: Call, service: str) -> None:
    """Tell the registry that we are there. It is asked once more, then the start goes wrong."""
    await call(f"/registry/{service}")
