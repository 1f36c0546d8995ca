"""Calling a backend."""

from __future__ import annotations

import functools
import logging
import time
from collections import defaultdict
from typing import Any, Awaitable, Callable

import httpx
import tenacity
from tenacity import before_sleep_log, retry_any, retry_if_exception, retry_if_exception_type

from .tasks import Backend, Task

logger = logging.getLogger(__name__)

seconds_spent: dict[str, list[float]] = defaultdict(list)


class Refused(Exception):
    """The backend will never do this task."""


class StillLoading(Exception):
    """The model is not in memory yet."""


def measured(call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Remember how long a call took, with all its attempts."""

    @functools.wraps(call)
    async def timed(client: httpx.AsyncClient, backend: Backend, *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return await call(client, backend, *args)
        finally:
            seconds_spent[backend.name].append(time.perf_counter() - began)

    return timed


def is_server_error(error: BaseException) -> bool:
    return isinstance(error, httpx.HTTPStatusError) and error.response.status_code >= 500


@measured
@tenacity.retry(
    stop=tenacity.stop_after_attempt(3) | tenacity.stop_after_delay(20),
    wait=tenacity.wait_exponential(multiplier=0.005, max=1),
    retry=retry_any(
        retry_if_exception_type((StillLoading, httpx.TransportError)),
        retry_if_exception(is_server_error),
    ),
    before_sleep=before_sleep_log(logger, logging.INFO),
)
async def call_backend(client: httpx.AsyncClient, backend: Backend, task: Task) -> Any:
    """The answer to a task."""
    response = await client.post(f"{backend.url}/{task.kind}", json=task.payload)
    if response.status_code == 425:
        raise StillLoading(backend.name)
    if 400 <= response.status_code < 500:
        raise Refused(f"{backend.name} answered {response.status_code}")
    response.raise_for_status()
    return response.json()["answer"]


class Warmup:
    """Loads the models of a backend before the first question comes."""

    def __init__(self, client: httpx.AsyncClient, attempts: int = 3) -> None:
        self._client = client
        self.load = tenacity.retry(stop=tenacity.stop_after_attempt(attempts), wait=tenacity.wait_none())(self._load)

    async def _load(self, backend: Backend) -> int:
        response = await self._client.post(f"{backend.url}/load")
        response.raise_for_status()
        return response.json()["models"]
