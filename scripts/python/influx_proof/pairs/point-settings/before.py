from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.write_api import SYNCHRONOUS, PointSettings


def write(url):
    with InfluxDBClient(url=url, token="t", org="o") as client:
        api = client.write_api(write_options=SYNCHRONOUS, point_settings=PointSettings(site="north"))
        api.write(bucket="b", record=Point("home").field("temp", 1.0).time(1700000000000000000))
