"""A server that answers queries in Flux with tables that were worked out by hand, in the annotated CSV of InfluxDB 2."""

import csv
import io
import json
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

KINDS = {bool: "boolean", int: "long", float: "double", str: "string", datetime: "dateTime:RFC3339"}


def write_tables(tables: list[list[dict]]) -> str:
    """Tables with the same columns share one header, as the server writes them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    header = None
    for number, rows in enumerate(tables):
        columns = list(rows[0])
        if columns != header:
            header = columns
            kinds = [KINDS[type(next((row[name] for row in rows if row[name] is not None), ""))] for name in columns]
            if number > 0:
                writer.writerow([])
            writer.writerow(["#datatype", "string", "long", *kinds])
            writer.writerow(["#group", "false", "false", *["false"] * len(columns)])
            writer.writerow(["#default", "_result", "", *[""] * len(columns)])
            writer.writerow(["", "result", "table", *columns])
        for row in rows:
            writer.writerow(["", "", number, *[show(value) for value in row.values()]])
    return out.getvalue()


def show(value) -> str:
    if isinstance(value, datetime):
        return value.isoformat() + "Z"
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


class Answerer(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked["query"])
        body = write_tables(self.server.answers.pop(0)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/csv; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class FluxServer:
    """Gives the answers in their order."""

    def __init__(self, answers: list[list[list[dict]]]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answerer)
        self._server.answers = list(answers)
        self._server.asked = []

    def __enter__(self) -> "FluxServer":
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def left(self) -> int:
        return len(self._server.answers)
