from influxdb_client import InfluxDBClient
from influxdb_client.client.write_api import SYNCHRONOUS, PointSettings
from influxdb_client.domain.write_precision import WritePrecision

from carbon.forecast import Slot


def store_slots(url: str, token: str, org: str, slots: list[Slot]) -> None:
    with InfluxDBClient(url=url, token=token, org=org) as client:
        with client.write_api(write_options=SYNCHRONOUS) as writer:
            writer.write(
                "carbon",  # bucket
                org,
                [as_line(slot) for slot in slots],
                write_precision=WritePrecision.S,
            )


def store_best(url: str, token: str, org: str, slot: Slot) -> None:
    with InfluxDBClient(url=url, token=token, org=org) as client:
        writer = client.write_api(write_options=SYNCHRONOUS, point_settings=PointSettings(source="forecast"))
        writer.write(
            bucket="carbon",
            org=org,
            record={"measurement": "cleanest", "fields": {"grams": slot.grams}, "time": int(slot.start.timestamp())},
            write_precision=WritePrecision.S,
        )


def as_line(slot: Slot) -> str:
    return f"intensity grams={slot.grams}i {int(slot.start.timestamp())}"
