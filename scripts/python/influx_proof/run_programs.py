"""Runs programs of a folder: `before` against a server that gives the tables of Flux, `after` against DataFusion. Prints one line of JSON for each."""

import importlib.util
import json
import sys
import warnings
from pathlib import Path

from expected_answers import EXPECTED


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.parent.name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_before(path: Path, name: str):
    from flux_server import FluxServer

    with FluxServer(EXPECTED[name][0]) as server:
        answer = load(path).answer(server.url)
        if server.left > 0:
            raise AssertionError(f"{server.left} queries were not asked")
        return answer


def run_after(path: Path, url: str):
    return load(path).answer(url)


def judge(name: str, run) -> dict:
    wanted = EXPECTED[name][1]
    try:
        got = json.loads(json.dumps(run()))
    except Exception as error:  # the other programs still count
        return {"outcome": "failed", "why": f"{type(error).__name__}: {error}"}
    return {"outcome": "passed"} if got == wanted else {"outcome": "failed", "why": f"{got} instead of {wanted}"}


def main() -> None:
    when, folder = sys.argv[1], Path(sys.argv[2])
    warnings.simplefilter("ignore")
    programs = sorted(path for path in folder.glob("*/program.py"))
    if when == "before":
        results = [(path, judge(path.parent.name, lambda path=path: run_before(path, path.parent.name))) for path in programs]
    else:
        from flight_server import Server

        with Server() as server:
            url = f"http://127.0.0.1:{server.port}"
            results = [(path, judge(path.parent.name, lambda path=path: run_after(path, url))) for path in programs]
    for path, result in results:
        print(json.dumps({"name": f"{path.parent.name} {when}", **result}), flush=True)


main()
