from datetime import datetime

from influxdb_client import InfluxDBClient


def read_history(url: str, token: str, weeks: int) -> dict[datetime, float]:
    """Kilowatt hours by hour over the last weeks."""
    with InfluxDBClient(url=url, token=token, org="home") as client:
        tables = client.query_api().query(
            f'from(bucket: "energy") |> range(start: -{weeks}w) '
            '|> filter(fn: (r) => r._measurement == "meter" and r._field == "kwh") '
            "|> group() |> aggregateWindow(every: 1h, fn: sum, createEmpty: false)"
        )
        return {record.get_time(): record.get_value() for table in tables for record in table.records}
