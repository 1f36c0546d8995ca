"""Which entities exist: asked of Home Assistant, which may be starting up."""

from collections.abc import Awaitable, Callable

from tenacity import retry, stop_after_attempt, wait_fixed

Ask = Callable[[], Awaitable[list[str]]]


@retry(stop=stop_after_attempt(3), wait=wait_fixed(0.001), reraise=True)
async def known_entities(ask: Ask) -> set[str]:
    return set(await ask())


async def unknown_entities(automation: dict, ask: Ask) -> list[str]:
    parts = automation.get("trigger", []) + automation.get("action", [])
    named = {part["entity_id"] for part in parts if "entity_id" in part}
    return sorted(named - await known_entities(ask)) if named else []
