import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    influxdb_url: str
    influxdb_token: str
    influxdb_org: str = "home"
    influxdb_bucket: str = "air"

    @classmethod
    def from_environment(cls) -> "Settings":
        return cls(
            os.environ["INFLUXDB_URL"],
            os.environ["INFLUXDB_TOKEN"],
            os.environ.get("INFLUXDB_ORG", "home"),
            os.environ.get("INFLUXDB_BUCKET", "air"),
        )
