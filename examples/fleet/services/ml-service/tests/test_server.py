import asyncio
import json

import pytest_asyncio

from ml.server import answer


@pytest_asyncio.fixture
async def port():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def ask(port, line):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(line + b"\n")
    reply = await reader.readline()
    writer.close()
    return json.loads(reply)


async def test_a_job_over_the_wire(port):
    assert await ask(port, b'{"job": "outliers", "values": [1, 1, 1, 7]}') == {"outliers": [3]}


async def test_nonsense_is_answered_not_dropped(port):
    assert "error" in await ask(port, b"not json")
    assert await ask(port, b'{"job": "dance"}') == {"error": "no such job: dance"}
