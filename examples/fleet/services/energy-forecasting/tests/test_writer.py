import threading
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from forecasting import __main__ as command
from forecasting.writer import write_forecast


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def endpoint():
    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        server.bodies, server.status = [], 204
        server.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_one_write_per_hour(endpoint):
    hour = datetime(2024, 9, 2, 7, tzinfo=timezone.utc)

    write_forecast(endpoint.url, "secret", {hour: 1.23456, hour + timedelta(hours=1): 2.0})

    assert endpoint.bodies == ["forecast kwh=1.235 1725260400", "forecast kwh=2 1725264000"]


def test_a_refused_forecast_is_an_error(endpoint):
    endpoint.status = 422

    with pytest.raises(Exception, match="422"):
        write_forecast(endpoint.url, "secret", {datetime(2024, 9, 2, tzinfo=timezone.utc): 1.0})


def test_the_command_reads_and_writes(endpoint, monkeypatch):
    def history(url, token, weeks):
        now = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
        return {now - timedelta(hours=back): 0.5 for back in range(24 * 7 * weeks)}

    monkeypatch.setattr(command, "read_history", history)
    monkeypatch.setenv("INFLUXDB_URL", endpoint.url)
    monkeypatch.setenv("INFLUXDB_TOKEN", "secret")

    command.main()

    assert len(endpoint.bodies) == 24
    assert all(body.startswith("forecast kwh=0.5 ") for body in endpoint.bodies)
