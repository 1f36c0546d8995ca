"""The devices in SQLite. All calls come from one event loop; a lock keeps refreshes apart."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from datetime import datetime

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_fixed

from .devices import Device

SCHEMA = """
CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, manufacturer TEXT NOT NULL, model TEXT NOT NULL, area TEXT,
    capabilities TEXT NOT NULL, battery INTEGER, link_quality INTEGER, last_seen TEXT
)
"""


class Registry:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.execute(SCHEMA)
        self._lock = asyncio.Lock()

    async def store(self, devices: list[Device]) -> int:
        """Replace what is known about these devices."""
        async with self._lock:
            async for attempt in AsyncRetrying(
                stop=stop_after_attempt(3), wait=wait_fixed(0.01), retry=retry_if_exception_type(sqlite3.OperationalError)
            ):
                with attempt:
                    self._replace(devices)
        return len(devices)

    async def get(self, device_id: str) -> Device | None:
        row = self._connection.execute("SELECT * FROM device WHERE id = ?", (device_id,)).fetchone()
        return None if row is None else from_row(row)

    async def all(self, capability: str | None = None) -> list[Device]:
        rows = self._connection.execute("SELECT * FROM device ORDER BY name").fetchall()
        devices = [from_row(row) for row in rows]
        return [d for d in devices if capability is None or capability in d.capabilities]

    async def clear(self) -> None:
        async with self._lock:
            with self._connection:
                self._connection.execute("DELETE FROM device")

    def _replace(self, devices: list[Device]) -> None:
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [to_row(d) for d in devices]
            )


def to_row(device: Device) -> tuple:
    return (
        device.id,
        device.name,
        device.manufacturer,
        device.model,
        device.area,
        json.dumps(sorted(device.capabilities)),
        device.battery,
        device.link_quality,
        device.last_seen.isoformat() if device.last_seen else None,
    )


def from_row(row: tuple) -> Device:
    *known, capabilities, battery, link_quality, last_seen = row
    return Device(
        *known,
        capabilities=frozenset(json.loads(capabilities)),
        battery=battery,
        link_quality=link_quality,
        last_seen=datetime.fromisoformat(last_seen) if last_seen else None,
    )
