from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    api = client.query_api()
    result = api.query(r"""
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp" and r.room =~ /^(kit|bath)/)
          |> map(fn: (r) => ({r with _value: r._value * 1.8 + 32.0}))
          |> group()
          |> sort(columns: ["_time"], desc: true)
          |> limit(n: 2)
    """)
    values = []
    for table in result:
        for record in table.records: values.append(round(record.get_value(), 1))
    return values
