"""Reading the history from data-api."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import tenacity as t
from tenacity import retry, stop_after_attempt, wait_random_exponential

from .models import Event

PAGE = 500


def is_passing(error: BaseException) -> bool:
    """Errors that may be gone in a moment."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


@t.retry(
    retry=t.retry_if_exception(is_passing),
    stop=t.stop_after_attempt(4),
    wait=t.wait_fixed(0.01),
)
async def fetch_page(client: httpx.AsyncClient, start: datetime, offset: int) -> list[Event]:
    response = await client.get("/events", params={"start": start.isoformat(), "offset": offset, "limit": PAGE})
    response.raise_for_status()
    return [Event.from_json(item) for item in response.json()["events"]]


# moult: ignore[tenacity/report-random-exponential-min] a suggestion may wait
@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(multiplier=0.01, min=0.01, max=0.05), reraise=True)
async def publish(client: httpx.AsyncClient, suggestions: list[dict]) -> int:
    """Offer suggestions; the caller sees the real error when the other side stays away."""
    response = await client.post("/suggestions", json={"suggestions": suggestions})
    response.raise_for_status()
    return response.json()["accepted"]


async def fetch_history(client: httpx.AsyncClient, now: datetime, days: int) -> list[Event]:
    start = now - timedelta(days=days)
    events: list[Event] = []
    while True:
        page = await fetch_page(client, start, len(events))
        events.extend(page)
        if len(page) < PAGE:
            return sorted(events)


# the nightly run has time: the same page, asked for more patiently
fetch_page_patiently = fetch_page.retry_with(stop=t.stop_after_attempt(10), wait=t.wait_fixed(0.02))


def attempts_of_last_page() -> int:
    """For the metrics: how often the last page was asked for."""
    return fetch_page.retry.statistics.get("attempt_number", 0)
