import logging

from influxdb_client import InfluxDBClient

logger = logging.getLogger(__name__)


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    lines = []

    counts = f'''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group(columns: ["room"])
          |> count()
    '''
    logger.debug("asking %s", counts)
    result = query_api.query(counts)
    for table in result:
        for record in table.records:
            lines.append(f"{record['room']}: {record.get_value()}")

    result = query_api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group(columns: ["room"])
          |> max()
    ''')
    for table in result:
        for record in table.records:
            lines.append(f"{record['room']} {record.get_value():.1f} at {record.get_time():%H:%M}")
    return lines
