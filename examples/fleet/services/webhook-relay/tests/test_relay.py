import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from relay.delivery import Delivery, sign
from relay.outbox import Outbox
from relay.retrying import retry


class Inside(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.server.received.append((status, body, self.headers["X-Signature"]))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def inside():
    with ThreadingHTTPServer(("127.0.0.1", 0), Inside) as server:
        server.received, server.statuses = [], []
        server.url = f"http://127.0.0.1:{server.server_port}/hook"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_hooks_arrive_signed_and_in_order(inside, tmp_path):
    outbox = Outbox(tmp_path / "out")
    outbox.put(2, {"n": 2})
    outbox.put(1, {"n": 1})

    assert Delivery(inside.url, b"key").empty(outbox) == 2
    assert [body for _, body, _ in inside.received] == [b'{"n": 1}', b'{"n": 2}']
    assert inside.received[0][2] == sign(b"key", b'{"n": 1}')
    assert outbox.waiting() == []


def test_a_gateway_error_is_tried_again(inside):
    inside.statuses = [503, 502]

    assert Delivery(inside.url, b"key").deliver(b"{}")
    assert [status for status, *_ in inside.received] == [503, 502, 200]


def test_what_does_not_get_through_waits(inside, tmp_path):
    outbox = Outbox(tmp_path)
    outbox.put(1, {})
    inside.statuses = [400]

    assert Delivery(inside.url, b"key").empty(outbox) == 0
    assert len(outbox.waiting()) == 1


def test_the_decorator_gives_up_with_the_error_itself():
    calls = []

    @retry(3, on=KeyError)
    def never():
        calls.append(1)
        raise KeyError("no")

    with pytest.raises(KeyError):
        never()
    assert len(calls) == 3


def test_the_decorator_leaves_other_errors_alone():
    @retry(3, on=KeyError)
    def wrong():
        raise ValueError("no")

    with pytest.raises(ValueError):
        wrong()
