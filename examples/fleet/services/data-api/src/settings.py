"""Settings of data-api."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from dotenv import load_dotenv


@dataclass(frozen=True)
class Database:
    url: str = "http://influxdb:8086"
    token: str = ""
    org: str = "home"
    bucket: str = "home_events"
    timeout_ms: int = 10_000


@dataclass(frozen=True)
class Settings:
    database: Database = field(default_factory=Database)
    sqlite: str = "/data/metadata.sqlite3"
    port: int = 8006
    max_rows: int = 5_000


def read_settings() -> Settings:
    load_dotenv(override=False)
    return Settings(
        database=Database(
            url=os.getenv("INFLUXDB_URL", Database.url),
            token=os.getenv("INFLUXDB_TOKEN", Database.token),
            org=os.getenv("INFLUXDB_ORG", Database.org),
            bucket=os.getenv("INFLUXDB_BUCKET", Database.bucket),
        ),
        sqlite=os.getenv("SQLITE_FILE", Settings.sqlite),
        port=int(os.getenv("PORT", str(Settings.port))),
    )
