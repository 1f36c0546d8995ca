from datetime import datetime

from influxdb_client import InfluxDBClient, Point, WritePrecision
from influxdb_client.client.write_api import SYNCHRONOUS


def write_forecast(url: str, token: str, forecast: dict[datetime, float]) -> None:
    client = InfluxDBClient(url=url, token=token, org="home")
    write_api = client.write_api(write_options=SYNCHRONOUS)
    for hour, kwh in forecast.items():
        point = Point("forecast").field("kwh", round(kwh, 3)).time(hour, WritePrecision.S)
        write_api.write(bucket="forecasts", org="home", record=point)
    client.close()
