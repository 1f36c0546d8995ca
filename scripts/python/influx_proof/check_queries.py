"""Runs the exact cases through influxdb_client_3 and compares the rows, in their order. Prints one line of JSON for each case."""

import json
import re
import sys
from datetime import datetime, timezone
from math import isclose

from expected_rows import EXPECTED
from flight_server import Server
from influxdb_client_3 import InfluxDBClient3

# Values of the holes in the cases.
NAMES = {
    "m": "home",
    "field": "temp",
    "room": "kitchen",
    "low": 21.0,
    "n": 2,
    "s": datetime(2024, 1, 1),
    "e": datetime(2024, 1, 1, 2),
}
OTHER_NAMES = {
    "windows of a length from Python": {"n": 60},
    "range(start: -‹hours›h)": {"hours": 2},
    "range(start: -‹n›d, stop: -‹m›d)": {"n": 11, "m": 2},
    "range(start: ‹s›Z)": {"s": "2024-01-01T00:00:00"},
    "range(start: ‹s::time›)": {"s": "2024-01-01T00:00:00Z"},
    "range(start: ‹s.isoformat()›)": {"s": datetime(2024, 1, 1, tzinfo=timezone.utc)},
    'range(start: time(v: "‹s.isoformat()›"))': {"s": datetime(2024, 1, 1, tzinfo=timezone.utc)},
}


def evaluate(python: str, name: str):
    return eval(python, {**NAMES, **OTHER_NAMES.get(name, {})})


def run(client: InfluxDBClient3, case: dict) -> list[dict]:
    sql = re.sub("‹(.*?)›", lambda hole: str(evaluate(hole[1], case["name"])), case["sql"])
    values = {name: evaluate(python, case["name"]) for name, python in case.get("parameters", {}).items()}
    return client.query(sql, **({"query_parameters": values} if values else {})).to_pylist()


def show(value):
    return value.strftime("%H:%M") if hasattr(value, "strftime") else value


def is_same(got, wanted) -> bool:
    if isinstance(wanted, float) and isinstance(got, float):
        return isclose(got, wanted, rel_tol=1e-12)
    return got == wanted and type(got) is type(wanted)


def check(client: InfluxDBClient3, case: dict) -> dict:
    if case["name"] not in EXPECTED:
        return {"outcome": "unlisted"}
    columns, wanted = EXPECTED[case["name"]]
    rows = run(client, case)
    got = [tuple(show(row[column]) for column in columns.split()) for row in rows]
    same = len(got) == len(wanted) and all(
        len(a) == len(b) and all(map(is_same, a, b)) for a, b in zip(got, wanted)
    )
    if same and all(list(row) == case["columns"] for row in rows):
        return {"outcome": "passed"}
    return {"outcome": "failed", "why": f"{got} instead of {wanted}"}


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    unknown = set(EXPECTED) - {case["name"] for case in cases}
    for name in sorted(unknown):
        print(json.dumps({"name": name, "outcome": "failed", "why": "no exact case has this name"}))
    with Server() as server, InfluxDBClient3(host=f"http://127.0.0.1:{server.port}", database="db", token="t") as client:
        for case in cases:
            try:
                result = check(client, case)
            except Exception as error:  # a query that the server refuses is a failed case, not the end
                result = {"outcome": "failed", "why": f"{type(error).__name__}: {error}"}
            print(json.dumps({"name": case["name"], **result}), flush=True)


main()
