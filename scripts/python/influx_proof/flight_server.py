"""A Flight server that answers the tickets of influxdb_client_3 with DataFusion."""

import json
from datetime import datetime

import pyarrow as pa
import pyarrow.flight as flight
from datafusion import SessionContext, literal

from expected_rows import ROWS


def home() -> pa.Table:
    columns = list(zip(*ROWS))
    return pa.table(
        {
            "time": pa.array([datetime.fromisoformat(text) for text in columns[0]], pa.timestamp("ns")),
            "room": pa.array(columns[1]).dictionary_encode(),
            "host": pa.array(columns[2]).dictionary_encode(),
            "temp": pa.array(columns[3], pa.float64()),
            "hum": pa.array(columns[4], pa.float64()),
        }
    )


class Server(flight.FlightServerBase):
    def __init__(self) -> None:
        super().__init__("grpc://127.0.0.1:0")
        self._context = SessionContext()
        self._context.from_arrow(home(), name="home")

    def do_get(self, context, ticket):
        asked = json.loads(ticket.ticket)
        values = asked.get("params") or {}
        frame = self._context.sql(asked["sql_query"], param_values=values) if values else self._context.sql(asked["sql_query"])
        return flight.RecordBatchStream(frame.to_arrow_table())
