"""Settings. Read at import time: the process is restarted for every change."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dotenv import load_dotenv

load_dotenv(dotenv_path=Path(__file__).with_name("edge.env"), override=False)


@dataclass(frozen=True)
class Settings:
    home_assistant_url: str
    home_assistant_token: str
    influx_url: str
    influx_token: str
    influx_org: str
    influx_bucket: str
    kill_switch_file: Path


settings = Settings(
    home_assistant_url=os.environ.get("HA_URL", "http://homeassistant:8123"),
    home_assistant_token=os.environ.get("HA_TOKEN", ""),
    influx_url=os.environ.get("INFLUXDB_URL", "http://influxdb:8086"),
    influx_token=os.environ.get("INFLUXDB_TOKEN", ""),
    influx_org=os.environ.get("INFLUXDB_ORG", "home"),
    influx_bucket=os.environ.get("INFLUXDB_BUCKET", "automation"),
    kill_switch_file=Path(os.environ.get("KILL_SWITCH_FILE", "/data/kill-switch")),
)
