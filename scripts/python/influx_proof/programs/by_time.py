from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    tables = client.query_api().query(
        'from(bucket: "db") |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)'
        ' |> filter(fn: (r) => r._measurement == "home" and r._field == "state" and r._value =~ /^on/)'
        ' |> group() |> sort(columns: ["_time"])',
        "o",
    )
    rows = {record.get_time().isoformat(): record.get_value() for table in tables for record in table.records}
    return rows
