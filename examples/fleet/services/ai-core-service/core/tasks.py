"""What can be asked, and who can answer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

TASKS = ("classify", "embed", "summarize")


class InvalidBackend(ValueError):
    """A backend that nobody could use."""


@dataclass(frozen=True)
class Task:
    kind: str
    payload: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        text = json.dumps([self.kind, self.payload], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Backend:
    name: str
    url: str
    tasks: frozenset[str]
    cost: int = 1

    @classmethod
    def parse(cls, text: str) -> "Backend":
        try:
            name, url, tasks, cost = text.split("|")
        except ValueError:
            raise InvalidBackend(f"not name|url|tasks|cost: {text!r}") from None
        known = frozenset(tasks.split(","))
        if unknown := known - set(TASKS):
            raise InvalidBackend(f"{name}: unknown tasks {', '.join(sorted(unknown))}")
        return cls(name, url.rstrip("/"), known, int(cost))


def able(backends: tuple[Backend, ...], kind: str) -> list[Backend]:
    """Who can do it, cheapest first."""
    return sorted((b for b in backends if kind in b.tasks), key=lambda b: (b.cost, b.name))
