from influxdb_client_3 import SYNCHRONOUS, InfluxDBClient3, Point, WritePrecision, write_client_options


def write(url):
    with InfluxDBClient3(host=url, token="t", org="o", database="b", write_client_options=write_client_options(write_options=SYNCHRONOUS)) as client:
        point = Point("home").tag("room", "my kitchen").field("temp", 21.5).field("n", 3).time(1700000000, WritePrecision.S)
        client.write(record=point, write_precision=WritePrecision.S)
        client.write(record=["home temp=1 1700000001", {"measurement": "home", "fields": {"on": True}, "time": 1700000002}], write_precision=WritePrecision.S)
