"""Settings from the environment; a .env file next to the service is loaded once at startup."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import load_dotenv

ENV_FILE = Path(__file__).resolve().parent.parent / ".env"


@dataclass(frozen=True)
class InfluxSettings:
    url: str = "http://influxdb:8086"
    token: str = ""
    org: str = "home"
    bucket: str = "home_events"
    batch_size: int = 500
    flush_interval_ms: int = 2_000


@dataclass(frozen=True)
class MqttSettings:
    hostname: str = "mosquitto"
    port: int = 1883
    username: str | None = None
    password: str | None = None
    client_id: str = "websocket-ingestion"
    reconnect_seconds: float = 5.0
    ca_file: str | None = None


@dataclass(frozen=True)
class Settings:
    home_assistant_url: str = "ws://homeassistant:8123/api/websocket"
    home_assistant_token: str = ""
    influx: InfluxSettings = field(default_factory=InfluxSettings)
    mqtt: MqttSettings = field(default_factory=MqttSettings)


def load_settings() -> Settings:
    load_dotenv(ENV_FILE)
    env = os.environ
    return Settings(
        home_assistant_url=env.get("HA_URL", Settings.home_assistant_url),
        home_assistant_token=env.get("HA_TOKEN", ""),
        influx=InfluxSettings(
            url=env.get("INFLUXDB_URL", InfluxSettings.url),
            token=env.get("INFLUXDB_TOKEN", ""),
            org=env.get("INFLUXDB_ORG", InfluxSettings.org),
            bucket=env.get("INFLUXDB_BUCKET", InfluxSettings.bucket),
            batch_size=int(env.get("INFLUXDB_BATCH_SIZE", InfluxSettings.batch_size)),
            flush_interval_ms=int(env.get("INFLUXDB_FLUSH_MS", InfluxSettings.flush_interval_ms)),
        ),
        mqtt=MqttSettings(
            hostname=env.get("MQTT_HOST", MqttSettings.hostname),
            port=int(env.get("MQTT_PORT", MqttSettings.port)),
            username=env.get("MQTT_USERNAME"),
            password=env.get("MQTT_PASSWORD"),
            client_id=env.get("MQTT_CLIENT_ID", MqttSettings.client_id),
            ca_file=env.get("MQTT_CA_FILE"),
        ),
    )
