"""A Flight server that answers the tickets of influxdb_client_3 with DataFusion."""

import json
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.flight as flight
from datafusion import SessionContext

from expected_rows import ODD, RECENT, ROWS, STATES


def home() -> pa.Table:
    states = [STATES.get((time, host), (None, None)) for time, _, host, *_ in ROWS]
    return table(ROWS, ["temp", "hum"]).append_column(
        "state", pa.array([state for state, _ in states], pa.string())
    ).append_column("open", pa.array([is_open for _, is_open in states], pa.bool_()))


def recent() -> pa.Table:
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    rows = [((now - timedelta(hours=hours)).isoformat(), "hall", "a", hours) for hours in RECENT]
    return table(rows, ["temp"])


def table(rows: list[tuple], fields: list[str]) -> pa.Table:
    """Rows of time, room, host and fields as InfluxDB 3 keeps them: times without a zone, tags as dictionaries."""
    times, rooms, hosts, *values = zip(*rows)
    return pa.table(
        {
            "time": pa.array([datetime.fromisoformat(text) for text in times], pa.timestamp("ns")),
            "room": pa.array(rooms).dictionary_encode(),
            "host": pa.array(hosts).dictionary_encode(),
            **{name: pa.array(column, pa.float64()) for name, column in zip(fields, values)},
        }
    )


class Server(flight.FlightServerBase):
    def __init__(self) -> None:
        super().__init__("grpc://127.0.0.1:0")
        self._context = SessionContext()
        for name, rows in [("home", home()), ("odd", table(ODD, ["temp"])), ("recent", recent())]:
            self._context.from_arrow(rows, name=name)

    def do_get(self, context, ticket):
        asked = json.loads(ticket.ticket)
        values = asked.get("params") or {}
        frame = self._context.sql(asked["sql_query"], param_values=values) if values else self._context.sql(asked["sql_query"])
        return flight.RecordBatchStream(frame.to_arrow_table())
