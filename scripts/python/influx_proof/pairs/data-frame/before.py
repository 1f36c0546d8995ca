import pandas as pd
from influxdb_client import InfluxDBClient
from influxdb_client.client.write_api import SYNCHRONOUS


def write(url):
    frame = pd.DataFrame({"room": ["a", "b"], "temp": [1.5, 2.5]}, index=pd.to_datetime([1700000000, 1700000060], unit="s", utc=True))
    with InfluxDBClient(url=url, token="t", org="o") as client:
        api = client.write_api(write_options=SYNCHRONOUS)
        api.write("b", "o", frame, data_frame_measurement_name="home", data_frame_tag_columns=["room"])
