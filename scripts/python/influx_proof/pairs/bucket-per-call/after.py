from influxdb_client_3 import SYNCHRONOUS, InfluxDBClient3, write_client_options


def write(url):
    options = write_client_options(write_options=SYNCHRONOUS)
    client = InfluxDBClient3(host=url, token="t", org="o", write_timeout=5_000, query_timeout=5_000, write_client_options=options)
    client.write(record="home temp=1 1", database="one")
    client.write(record="home temp=2 2", database="two")
    client.close()
