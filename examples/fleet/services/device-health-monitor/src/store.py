from influxdb_client_3 import SYNCHRONOUS, InfluxDBClient3, Point, write_client_options

from health import Health


class Store:
    def __init__(self, host: str, token: str, database: str = "devices"):
        self._client = InfluxDBClient3(
            host=host,
            token=token,
            database=database,
            write_client_options=write_client_options(write_options=SYNCHRONOUS),
        )

    def add(self, health: Health) -> None:
        point = Point("health").tag("device", health.device)
        self._client.write(record=point.field("battery", health.battery).field("link", health.link))

    def close(self) -> None:
        self._client.close()
