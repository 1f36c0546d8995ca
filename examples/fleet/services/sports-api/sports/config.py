from __future__ import annotations

import os
from dataclasses import dataclass

import dotenv


@dataclass(frozen=True)
class Config:
    feed_url: str = "https://scores.example/api"
    teams: tuple[str, ...] = ()
    webhook_url: str = "http://homeassistant:8123/api/webhook/score"
    influx_url: str = "http://influxdb:8086"
    influx_token: str = ""
    influx_org: str = "home"
    influx_bucket: str = "sports"
    poll_seconds: float = 15.0


def read_config() -> Config:
    dotenv.load_dotenv()
    get = os.environ.get
    return Config(
        feed_url=get("SPORTS_FEED_URL", Config.feed_url),
        teams=tuple(team.strip() for team in get("SPORTS_TEAMS", "").split(",") if team.strip()),
        webhook_url=get("SPORTS_WEBHOOK_URL", Config.webhook_url),
        influx_url=get("INFLUXDB_URL", Config.influx_url),
        influx_token=get("INFLUXDB_TOKEN", ""),
        influx_org=get("INFLUXDB_ORG", Config.influx_org),
        influx_bucket=get("INFLUXDB_BUCKET", Config.influx_bucket),
        poll_seconds=float(get("SPORTS_POLL_SECONDS", str(Config.poll_seconds))),
    )
