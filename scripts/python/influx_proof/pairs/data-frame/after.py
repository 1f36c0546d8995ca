import pandas as pd
from influxdb_client_3 import SYNCHRONOUS, InfluxDBClient3, write_client_options


def write(url):
    frame = pd.DataFrame({"room": ["a", "b"], "temp": [1.5, 2.5]}, index=pd.to_datetime([1700000000, 1700000060], unit="s", utc=True))
    options = write_client_options(write_options=SYNCHRONOUS)
    with InfluxDBClient3(host=url, token="t", org="o", database="b", write_client_options=options) as client:
        client.write(record=frame, data_frame_measurement_name="home", data_frame_tag_columns=["room"])
