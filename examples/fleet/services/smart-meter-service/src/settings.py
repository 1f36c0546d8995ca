from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dotenv import dotenv_values

DEFAULTS = {
    "INFLUXDB_URL": "http://influxdb:8086",
    "INFLUXDB_TOKEN": "",
    "INFLUXDB_ORG": "home",
    "INFLUXDB_BUCKET": "energy",
    "METER_ID": "main",
    "PRICE_PER_KWH": "0.32",
    "TIME_ZONE": "Europe/Berlin",
    "DEVICE": "/dev/ttyUSB0",
}


@dataclass(frozen=True)
class Settings:
    url: str
    token: str
    org: str
    bucket: str
    meter: str
    price: Decimal
    time_zone: str
    device: str


def read_settings(env_file: Path = Path(".env")) -> Settings:
    values = {**DEFAULTS, **{k: v for k, v in dotenv_values(env_file).items() if v}}
    return Settings(
        values["INFLUXDB_URL"],
        values["INFLUXDB_TOKEN"],
        values["INFLUXDB_ORG"],
        values["INFLUXDB_BUCKET"],
        values["METER_ID"],
        Decimal(values["PRICE_PER_KWH"]),
        values["TIME_ZONE"],
        values["DEVICE"],
    )
