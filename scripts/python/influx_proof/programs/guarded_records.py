from influxdb_client import InfluxDBClient


def newest(query_api, host):
    query = f'''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp" and r.host == "{host}")
          |> group()
          |> sort(columns: ["_time"])
    '''
    result = query_api.query(query)
    if result and len(result[0].records) > 0:
        return [r.get_value() for r in result[0].records], len(result[0].records), result[0].records[-1]["_value"]
    return "nothing"


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    api = client.query_api()
    return [newest(api, "a"), newest(api, "z")]
