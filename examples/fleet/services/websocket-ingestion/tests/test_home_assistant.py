import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from src.home_assistant import AuthenticationFailed, state_changes


async def home_assistant(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_json({"type": "auth_required"})
    answer = await socket.receive_json()
    if answer["access_token"] != "secret":
        await socket.send_json({"type": "auth_invalid", "message": "Invalid password"})
        await socket.close()
        return socket
    await socket.send_json({"type": "auth_ok"})
    subscription = await socket.receive_json()
    await socket.send_json({"id": subscription["id"], "type": "result", "success": True})
    for state in ("on", "unavailable", "off"):
        new_state = {"state": state, "last_updated": "2025-01-02T03:04:05Z", "attributes": {}}
        data = {"entity_id": "light.hall", "new_state": new_state}
        await socket.send_json({"type": "event", "event": {"event_type": subscription["event_type"], "data": data}})
    await socket.close()
    return socket


@pytest.fixture
async def server():
    app = web.Application()
    app.router.add_get("/api/websocket", home_assistant)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


async def test_yields_what_is_worth_storing(server):
    changes = [c async for c in state_changes(str(server.make_url("/api/websocket")), "secret")]
    assert [(c.entity_id, c.state) for c in changes] == [("light.hall", "on"), ("light.hall", "off")]


@pytest.mark.asyncio
async def test_a_wrong_token_is_final(server):
    with pytest.raises(AuthenticationFailed, match="Invalid password"):
        async for _ in state_changes(str(server.make_url("/api/websocket")), "guess"):
            pass
