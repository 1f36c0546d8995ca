from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dotenv import find_dotenv, load_dotenv


@dataclass(frozen=True)
class Settings:
    influx_url: str = "http://influxdb:8086"
    influx_token: str = ""
    influx_org: str = "home"
    summary_bucket: str = "operations"
    mqtt_host: str = "mosquitto"
    mqtt_port: int = 1883
    mqtt_username: str | None = None
    mqtt_password: str | None = None
    policy_file: Path = Path("policies/default.json")
    hour: int = 3


def load_settings() -> Settings:
    load_dotenv(find_dotenv(usecwd=True))
    return Settings(
        influx_url=os.getenv("INFLUXDB_URL", Settings.influx_url),
        influx_token=os.getenv("INFLUXDB_TOKEN", ""),
        influx_org=os.getenv("INFLUXDB_ORG", Settings.influx_org),
        summary_bucket=os.getenv("SUMMARY_BUCKET", Settings.summary_bucket),
        mqtt_host=os.getenv("MQTT_HOST", Settings.mqtt_host),
        mqtt_port=int(os.getenv("MQTT_PORT", str(Settings.mqtt_port))),
        mqtt_username=os.getenv("MQTT_USERNAME"),
        mqtt_password=os.getenv("MQTT_PASSWORD"),
        policy_file=Path(os.getenv("POLICY_FILE", str(Settings.policy_file))),
        hour=int(os.getenv("RETENTION_HOUR", str(Settings.hour))),
    )
