"""What an automation wants done."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

ENTITY = re.compile(r"^[a-z_]+\.[a-z0-9_]+$")


class InvalidAction(ValueError):
    """The action cannot be carried out by anybody."""


@dataclass(frozen=True)
class Action:
    automation: str
    domain: str
    service: str
    entity_id: str
    data: dict[str, Any] = field(default_factory=dict)
    run_id: str = ""

    def __post_init__(self) -> None:
        if not ENTITY.match(self.entity_id):
            raise InvalidAction(f"not an entity: {self.entity_id!r}")
        if not self.entity_id.startswith(f"{self.domain}.") and self.domain != "homeassistant":
            raise InvalidAction(f"{self.domain}.{self.service} cannot act on {self.entity_id}")

    @property
    def key(self) -> str:
        """The same wish in the same run has the same key."""
        wish = [self.run_id, self.automation, self.domain, self.service, self.entity_id, self.data]
        text = json.dumps(wish, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Action":
        try:
            domain, _, service = document["service"].partition(".")
            return cls(
                automation=document["automation"],
                domain=domain,
                service=service,
                entity_id=document["entity_id"],
                data=document.get("data", {}),
                run_id=document.get("run_id", ""),
            )
        except (KeyError, AttributeError) as error:
            raise InvalidAction(f"incomplete action: {error}") from error
