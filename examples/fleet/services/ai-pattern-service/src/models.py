"""What goes in and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, order=True)
class Event:
    at: datetime
    entity_id: str
    state: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Event":
        return cls(datetime.fromisoformat(data["at"]), data["entity_id"], data["state"])

    @property
    def what(self) -> str:
        return f"{self.entity_id}={self.state}"

    @property
    def minute_of_day(self) -> int:
        return self.at.hour * 60 + self.at.minute


@dataclass(frozen=True)
class Pattern:
    kind: str
    subject: str
    detail: str
    days: int
    confidence: float

    def as_suggestion(self) -> dict[str, Any]:
        return {
            "title": f"{self.subject} {self.detail}",
            "kind": self.kind,
            "evidence": {"days": self.days, "confidence": self.confidence},
        }
