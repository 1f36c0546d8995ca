from influxdb_client import InfluxDBClient


def summary(api, room):
    df = api.query_data_frame(f'''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp" and r.room == "{room}")
          |> group()
          |> sort(columns: ["_time"])
    ''')
    if df is None or df.empty:
        return "nothing"
    times = df["_time"]
    return [len(df), float(df["_value"].mean()), str(times.dt.tz), times.iloc[0].isoformat(), list(df["_value"])]


def answer(url):
    with InfluxDBClient(url=url, token="t", org="o") as client:
        api = client.query_api()
        return [summary(api, "kitchen"), summary(api, "cellar")]
