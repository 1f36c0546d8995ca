# Refused: Flux does this for every series
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    values = []
    for table in query_api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "power" and r._field == "temp")
          |> last()
    '''):
        for record in table.records:
            values.append(record.get_value())
    return values
