"""Passages and their vectors in SQLite."""

from __future__ import annotations

import array
import math
import sqlite3
from dataclasses import dataclass
from typing import Iterable, Sequence

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_fixed

from .passages import Passage

SCHEMA = """
CREATE TABLE IF NOT EXISTS passage (
    key TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    vector BLOB NOT NULL
)
"""


@dataclass(frozen=True)
class Hit:
    document: str
    position: int
    text: str
    score: float


def pack(vector: Sequence[float]) -> bytes:
    return array.array("f", vector).tobytes()


def unpack(blob: bytes) -> array.array:
    vector = array.array("f")
    vector.frombytes(blob)
    return vector


def cosine(left: Sequence[float], right: Sequence[float]) -> float:
    dot = sum(a * b for a, b in zip(left, right))
    norm = math.sqrt(sum(a * a for a in left)) * math.sqrt(sum(b * b for b in right))
    return dot / norm if norm else 0.0


@retry
def connect(path: str) -> sqlite3.Connection:
    """The data volume may be mounted after the container starts: keep trying until it is there."""
    connection = sqlite3.connect(path)
    connection.execute(SCHEMA)
    return connection


class PassageStore:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @retry(stop=stop_after_attempt(5), wait=wait_fixed(0.01), retry=retry_if_exception_type(sqlite3.OperationalError))
    def replace(self, document: str, passages: Iterable[tuple[Passage, Sequence[float]]]) -> int:
        """Store a document anew. Another writer may hold the lock for a moment."""
        rows = [(p.key, p.document, p.position, p.text, pack(vector)) for p, vector in passages]
        with self._connection:
            self._connection.execute("DELETE FROM passage WHERE document = ?", (document,))
            self._connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", rows)
        return len(rows)

    def forget(self, document: str) -> int:
        with self._connection:
            return self._connection.execute("DELETE FROM passage WHERE document = ?", (document,)).rowcount

    def documents(self) -> dict[str, int]:
        rows = self._connection.execute("SELECT document, count(*) FROM passage GROUP BY document ORDER BY document")
        return dict(rows.fetchall())

    def nearest(self, vector: Sequence[float], limit: int, minimum: float = 0.0) -> list[Hit]:
        hits = []
        for document, position, text, blob in self._connection.execute(
            "SELECT document, position, text, vector FROM passage"
        ):
            score = cosine(vector, unpack(blob))
            if score >= minimum:
                hits.append(Hit(document, position, text, round(score, 6)))
        hits.sort(key=lambda hit: (-hit.score, hit.document, hit.position))
        return hits[:limit]
