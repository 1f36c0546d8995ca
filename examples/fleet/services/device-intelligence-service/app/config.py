from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from hearth_shared.environment import environment

SERVICE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Config:
    database: str
    bridge_url: str
    home_assistant_url: str
    refresh_seconds: float

    @classmethod
    def read(cls, folder: Path = SERVICE, environ: Mapping[str, str] | None = None) -> "Config":
        values = environment(folder, environ)
        return cls(
            database=values.get("DEVICE_DATABASE", ":memory:"),
            bridge_url=values.get("BRIDGE_URL", "http://zigbee2mqtt:8080"),
            home_assistant_url=values.get("HA_URL", "http://homeassistant:8123"),
            refresh_seconds=float(values.get("REFRESH_SECONDS", "300")),
        )
