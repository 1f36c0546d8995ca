"""What is known about a device."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

CAPABILITIES = frozenset({"switch", "dim", "color", "temperature", "humidity", "motion", "contact", "power"})


@dataclass(frozen=True)
class Device:
    id: str
    name: str
    manufacturer: str = "unknown"
    model: str = "unknown"
    area: str | None = None
    capabilities: frozenset[str] = field(default_factory=frozenset)
    battery: int | None = None
    link_quality: int | None = None
    last_seen: datetime | None = None

    def merged(self, other: "Device") -> "Device":
        """Both sources together; what this one does not know the other one may."""
        return replace(
            self,
            manufacturer=self.manufacturer if self.manufacturer != "unknown" else other.manufacturer,
            model=self.model if self.model != "unknown" else other.model,
            area=self.area or other.area,
            capabilities=self.capabilities | other.capabilities,
            battery=self.battery if self.battery is not None else other.battery,
            link_quality=self.link_quality if self.link_quality is not None else other.link_quality,
            last_seen=max(filter(None, (self.last_seen, other.last_seen)), default=None),
        )


def health(device: Device, now: datetime) -> int:
    """0 (gone) to 100 (fine)."""
    score = 100
    if device.last_seen is None or (now - device.last_seen).days >= 7:
        return 0
    hours = (now - device.last_seen).total_seconds() / 3600
    if hours > 24:
        score -= 30
    if device.battery is not None and device.battery < 20:
        score -= 40 if device.battery < 5 else 20
    if device.link_quality is not None and device.link_quality < 50:
        score -= 20
    return max(score, 0)


def moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, timezone.utc)
