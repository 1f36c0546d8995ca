import logging

import influxdb_client
from influxdb_client.client.write_api import SYNCHRONOUS
from influxdb_client.rest import ApiException

from pricing.tariff import DayAhead

log = logging.getLogger(__name__)


class PriceSink:
    """Writes prices to one bucket. Use as a context manager."""

    def __init__(self, url: str, token: str, org: str, bucket: str):
        self._bucket = bucket
        self._client = influxdb_client.InfluxDBClient(url, token=token, org=org, timeout=10_000, enable_gzip=False)
        self._writer = self._client.write_api(write_options=SYNCHRONOUS)

    def __enter__(self) -> "PriceSink":
        return self

    def __exit__(self, *_) -> None:
        self._writer.close()
        self._client.close()

    def reachable(self) -> bool:
        return self._client.ping()

    def write(self, prices: DayAhead) -> int:
        """How many hours were written: all or none."""
        points = [
            influxdb_client.Point("price")
            .tag("tariff", "day-ahead")
            .field("cents", price)
            .time(moment, influxdb_client.WritePrecision.S)
            for moment, price in prices.hours()
        ]
        try:
            self._writer.write(bucket=self._bucket, record=points, write_precision=influxdb_client.WritePrecision.S)
        except ApiException as error:
            log.warning("prices of %s refused with status %s", prices.day, error.status)
            return 0
        return len(points)
