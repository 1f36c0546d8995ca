"""State changes, whichever way they came in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

UNKNOWN_STATES = frozenset({"unknown", "unavailable", ""})


@dataclass(frozen=True)
class StateChange:
    entity_id: str
    state: str
    at: datetime
    source: str
    unit: str | None = None
    area: str | None = None

    @property
    def domain(self) -> str:
        return self.entity_id.partition(".")[0]

    @property
    def number(self) -> float | None:
        """The state as a number, where it is one. NaN and infinities cannot be stored."""
        try:
            value = float(self.state)
        except ValueError:
            return None
        return value if math.isfinite(value) else None


def parse_time(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def from_home_assistant(message: dict[str, Any]) -> StateChange | None:
    """The change in a `state_changed` event, or None when there is nothing to store."""
    event = message.get("event") or {}
    if message.get("type") != "event" or event.get("event_type") != "state_changed":
        return None
    data = event.get("data") or {}
    new = data.get("new_state")
    if not new or new.get("state") in UNKNOWN_STATES:
        return None
    attributes = new.get("attributes") or {}
    return StateChange(
        entity_id=data["entity_id"],
        state=new["state"],
        at=parse_time(new["last_updated"]),
        source="home_assistant",
        unit=attributes.get("unit_of_measurement"),
        area=attributes.get("area_id"),
    )
