"""From rows to statistics."""

from __future__ import annotations

import statistics
from datetime import datetime
from typing import Any, Sequence

from .queries import Row


def summary(rows: Sequence[Row]) -> dict[str, Any]:
    """Smallest, largest, mean and middle of the values; empty without any."""
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return {"count": 0}
    return {
        "count": len(values),
        "min": min(values),
        "max": max(values),
        "mean": round(statistics.fmean(values), 3),
        "median": statistics.median(values),
    }


def time_in_state(rows: Sequence[Row], until: datetime) -> dict[str, float]:
    """Seconds that an entity spent in each state, from its first event on."""
    spent: dict[str, float] = {}
    for row, following in zip(rows, [*rows[1:], {"time": until}]):
        seconds = (following["time"] - row["time"]).total_seconds()
        spent[row["state"]] = spent.get(row["state"], 0.0) + max(seconds, 0.0)
    return spent


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [{key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()} for row in rows]
