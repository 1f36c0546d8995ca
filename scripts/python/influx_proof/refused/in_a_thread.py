# Refused: its `query` method is handed on
import asyncio

from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    return asyncio.run(ask(client.query_api()))


async def ask(query_api):
    tables = await asyncio.to_thread(query_api.query, '''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    ''')
    return [record.get_value() for table in tables for record in table.records]
