"""How often we ask whom. Rate limits differ, so there is one policy per party."""

from __future__ import annotations

import functools

import httpx
from tenacity import retry, retry_if_exception, stop_after_attempt, wait_fixed


class RateLimited(Exception):
    """The other side asked for a pause."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


def is_passing(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500
    return isinstance(error, (RateLimited, httpx.TransportError))


# used with its own number of attempts: @patient(stop=stop_after_attempt(5))
patient = functools.partial(retry, wait=wait_fixed(0.01), retry=retry_if_exception(is_passing))

TOOL_RETRY = dict(stop=stop_after_attempt(2), retry=retry_if_exception(is_passing))


def check(response: httpx.Response) -> httpx.Response:
    """The response, if it is one we can use."""
    if response.status_code == 429:
        raise RateLimited(float(response.headers.get("Retry-After", "1")))
    return response.raise_for_status()
