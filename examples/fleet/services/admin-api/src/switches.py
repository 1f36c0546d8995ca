"""Switches: off by default, thrown with a reason, never without an entry in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

from .audit import Entry

KNOWN = {
    "maintenance": "admin-api",
    "pause-ingestion": "websocket-ingestion",
    "pause-automations": "api-automation-edge",
}


class UnknownSwitch(LookupError):
    pass


class ReasonMissing(ValueError):
    pass


@dataclass
class Switches:
    record: Callable[[Entry], None]
    _on: set[str] = field(default_factory=set)

    def state(self) -> dict[str, bool]:
        return {name: name in self._on for name in KNOWN}

    def set(self, name: str, on: bool, who: str, reason: str) -> bool:
        """Throw or reset a switch; gives whether anything changed. The audit comes first."""
        if name not in KNOWN:
            raise UnknownSwitch(name)
        if on and not reason.strip():
            raise ReasonMissing(f"{name} needs a reason")
        if on == (name in self._on):
            return False
        self.record(Entry(who, f"{name}:{'on' if on else 'off'}", KNOWN[name], reason))
        (self._on.add if on else self._on.discard)(name)
        return True
