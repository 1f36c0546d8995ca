from influxdb_client import InfluxDBClient
from influxdb_client.client.write_api import SYNCHRONOUS


def write(url):
    client = InfluxDBClient(url=url, token="t", org="o", timeout=5_000)
    api = client.write_api(write_options=SYNCHRONOUS)
    api.write("one", "o", "home temp=1 1")
    api.write("two", "o", "home temp=2 2")
    client.close()
