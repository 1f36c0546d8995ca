from influxdb_client import InfluxDBClient


def has_rows(client, room: str):
    query = f'from(bucket: "db") |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z) |> filter(fn: (r) => r._measurement == "home" and r._field == "temp" and r.room == "{room}") |> group()'
    tables = client.query_api().query(query)
    return len(tables) > 0


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    return [has_rows(client, "kitchen"), has_rows(client, "cellar")]
