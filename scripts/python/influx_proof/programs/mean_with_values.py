from influxdb_client import InfluxDBClient


class Rooms:
    def __init__(self, url, bucket):
        self.bucket = bucket
        self.client = InfluxDBClient(url=url, token="t", org="o")
        self.query_api = self.client.query_api()

    def mean(self, room: str, field: str, low: float):
        query = f"""
            from(bucket: "{self.bucket}")
            |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
            |> filter(fn: (r) => r["_measurement"] == "home")
            |> filter(fn: (r) => r["_field"] == "{field}")
            |> filter(fn: (r) => r["room"] == "{room}" and r._value > {low})
            |> group()
            |> mean()
        """
        result = self.query_api.query(query)
        for table in result:
            for record in table.records:
                return record.get_value()
        return None


def answer(url):
    rooms = Rooms(url, "db")
    return [rooms.mean("kitchen", "temp", 20.0), rooms.mean("it's \"new\"", "temp", 0.5), rooms.mean("bath", "hum", 60.5)]
