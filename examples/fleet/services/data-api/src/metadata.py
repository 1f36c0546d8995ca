"""Devices and entities in SQLite."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any, Iterable

SCHEMA = """
CREATE TABLE IF NOT EXISTS entity (
    entity_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    area TEXT,
    device TEXT
)
"""


@dataclass(frozen=True)
class Entity:
    entity_id: str
    name: str
    area: str | None = None
    device: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Metadata:
    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute(SCHEMA)

    def put(self, entities: Iterable[Entity]) -> int:
        rows = [(e.entity_id, e.name, e.area, e.device) for e in entities]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?)", rows)
        return len(rows)

    def get(self, entity_id: str) -> Entity | None:
        row = self._connection.execute("SELECT * FROM entity WHERE entity_id = ?", (entity_id,)).fetchone()
        return None if row is None else Entity(*row)

    def search(self, text: str = "", area: str | None = None) -> list[Entity]:
        rows = self._connection.execute(
            "SELECT * FROM entity WHERE (name LIKE ? OR entity_id LIKE ?) AND (? IS NULL OR area = ?) ORDER BY entity_id",
            (f"%{text}%", f"%{text}%", area, area),
        )
        return [Entity(*row) for row in rows]

    def close(self) -> None:
        self._connection.close()
