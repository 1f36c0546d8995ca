# Refused: it is known only at run time whether this is a duration
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    period = "-1h"
    tables = query_api.query(f'''
        from(bucket: "db")
          |> range(start: {period})
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    ''')
    return [record.get_value() for table in tables for record in table.records]
