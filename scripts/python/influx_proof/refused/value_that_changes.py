# Refused: `hours` changes between the text of the query and the query
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    hours = 1
    query = f'''
        from(bucket: "db")
          |> range(start: -{hours}h)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    '''
    hours = 2
    tables = query_api.query(query)
    return [record.get_value() for table in tables for record in table.records], hours
