import logging

from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.write_api import SYNCHRONOUS

from grading import Reading, grade
from settings import Settings

log = logging.getLogger(__name__)


class Storage:
    def __init__(self, settings: Settings):
        self.settings = settings
        self.client = InfluxDBClient(
            url=settings.influxdb_url,
            token=settings.influxdb_token,
            org=settings.influxdb_org,
        )
        self.write_api = self.client.write_api(write_options=SYNCHRONOUS)

    def store(self, reading: Reading) -> bool:
        """Whether the reading is in the database now."""
        point = (
            Point("air_quality")
            .tag("sensor", reading.sensor)
            .tag("grade", grade(reading))
            .field("pm25", reading.pm25)
            .field("pm10", reading.pm10)
        )
        try:
            self.write_api.write(bucket=self.settings.influxdb_bucket, record=point)
        except InfluxDBError as error:
            log.error("reading of %s not stored: %s", reading.sensor, error)
            return False
        return True

    def close(self) -> None:
        self.client.close()
