"""Which data may be kept for how long."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path


class PolicyError(ValueError):
    """A policy that would delete the wrong data."""


@dataclass(frozen=True)
class Policy:
    bucket: str
    measurement: str
    keep_days: int
    tags: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.keep_days < 1:
            raise PolicyError(f"{self.name}: keep_days must be at least 1, not {self.keep_days}")
        if not self.measurement:
            raise PolicyError(f"{self.bucket}: a policy without a measurement would delete the whole bucket")

    @property
    def name(self) -> str:
        return f"{self.bucket}/{self.measurement}"

    @property
    def predicate(self) -> str:
        """The condition in the predicate language of the server."""
        conditions = {"_measurement": self.measurement} | self.tags
        return " AND ".join(f'{key}="{quoted(value)}"' for key, value in conditions.items())

    def cutoff(self, now: datetime) -> datetime:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=self.keep_days)


def quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def read_policies(path: Path) -> list[Policy]:
    entries = json.loads(path.read_text(encoding="utf-8"))["policies"]
    policies = [Policy(**entry) for entry in entries]
    names = [(policy.name, tuple(sorted(policy.tags.items()))) for policy in policies]
    for name in names:
        if names.count(name) > 1:
            raise PolicyError(f"{name[0]}: more than one policy for the same data")
    return policies
