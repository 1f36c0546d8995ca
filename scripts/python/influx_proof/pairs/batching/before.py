from influxdb_client import InfluxDBClient, WriteOptions


def write(url):
    with InfluxDBClient(url=url, token="t", org="o") as client:
        with client.write_api(write_options=WriteOptions(batch_size=2, flush_interval=60_000)) as api:
            for number in range(5):
                api.write(bucket="b", record=f"home temp={number} {1700000000 + number}", write_precision="s")
