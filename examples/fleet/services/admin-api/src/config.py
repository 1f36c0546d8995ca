"""Configuration of the admin service."""

import os
from dataclasses import dataclass, field

from dotenv import load_dotenv

load_dotenv()


def _services() -> dict[str, str]:
    """`name=url` pairs, separated by blanks."""
    pairs = (entry.partition("=") for entry in os.getenv("ADMIN_SERVICES", "").split())
    return {name: url.rstrip("/") for name, _, url in pairs if url}


@dataclass(frozen=True)
class Config:
    influx_url: str = field(default_factory=lambda: os.getenv("INFLUXDB_URL", "http://influxdb:8086"))
    influx_token: str = field(default_factory=lambda: os.getenv("INFLUXDB_TOKEN", ""))
    influx_org: str = field(default_factory=lambda: os.getenv("INFLUXDB_ORG", "home"))
    audit_bucket: str = field(default_factory=lambda: os.getenv("AUDIT_BUCKET", "audit"))
    services: dict[str, str] = field(default_factory=_services)
    api_key: str = field(default_factory=lambda: os.getenv("ADMIN_API_KEY", ""))
    probe_timeout: float = 2.0


config = Config()
