from datetime import datetime, timedelta, timezone

from influxdb_client import InfluxDBClient


def between(client, start, end):
    query = f"""
    from(bucket: "db")
      |> range(start: {start.isoformat()}, stop: {end.isoformat()})
      |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
      |> group()
      |> sort(columns: ["_time"])
    """
    tables = client.query_api().query(query=query)
    return [(record.get_time() - start).total_seconds() for table in tables for record in table]


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    start = datetime(2024, 1, 1, 0, 30, tzinfo=timezone.utc)
    return between(client, start, start + timedelta(minutes=45))
