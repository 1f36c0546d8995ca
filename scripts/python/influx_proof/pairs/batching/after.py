from influxdb_client_3 import InfluxDBClient3, WriteOptions, write_client_options


def write(url):
    options = write_client_options(write_options=WriteOptions(batch_size=2, flush_interval=60_000))
    with InfluxDBClient3(host=url, token="t", org="o", database="b", write_client_options=options) as client:
        for number in range(5):
            client.write(record=f"home temp={number} {1700000000 + number}", write_precision="s")
        client.flush()
