from influxdb_client_3 import SYNCHRONOUS, InfluxDBClient3, Point, PointSettings, write_client_options


def write(url):
    options = write_client_options(write_options=SYNCHRONOUS, point_settings=PointSettings(site="north"))
    with InfluxDBClient3(host=url, token="t", org="o", database="b", write_client_options=options) as client:
        client.write(record=Point("home").field("temp", 1.0).time(1700000000000000000))
