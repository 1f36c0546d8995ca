# Refused: influxdb3-python has no asynchronous client
import asyncio

from influxdb_client.client.influxdb_client_async import InfluxDBClientAsync


def answer(url):
    return asyncio.run(ask(url))


async def ask(url):
    async with InfluxDBClientAsync(url=url, token="t", org="o") as client:
        tables = await client.query_api().query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    ''')
        return [record.get_value() for table in tables for record in table.records]
