from influxdb_client import InfluxDBClient, Point, WritePrecision
from influxdb_client.client.write_api import SYNCHRONOUS


def write(url):
    with InfluxDBClient(url=url, token="t", org="o") as client:
        api = client.write_api(write_options=SYNCHRONOUS)
        point = Point("home").tag("room", "my kitchen").field("temp", 21.5).field("n", 3).time(1700000000, WritePrecision.S)
        api.write(bucket="b", org="o", record=point, write_precision=WritePrecision.S)
        api.write("b", "o", ["home temp=1 1700000001", {"measurement": "home", "fields": {"on": True}, "time": 1700000002}], WritePrecision.S)
