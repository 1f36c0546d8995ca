import pytest

KEY = {"X-Api-Key": "secret", "X-User": "eva"}


@pytest.mark.asyncio
class TestAccess:
    async def test_health_is_open(self, api):
        assert (await api.get("/health")).status == 200

    async def test_the_rest_is_not(self, api):
        assert (await api.get("/switches")).status == 401
        assert (await api.get("/switches", headers={"X-Api-Key": "guess"})).status == 401


async def test_services(api):
    body = await (await api.get("/services", headers=KEY)).json()
    assert body == {"status": "healthy", "services": [{"service": "data-api", "status": "healthy", "detail": ""}]}


async def test_trail(api):
    body = await (await api.get("/trail?service=data-api&service=rag-service", headers=KEY)).json()
    assert body["untouched"] == ["rag-service"]
    assert body["newest"]["data-api"]["who"] == "eva"


async def test_trail_takes_names_only(api):
    assert (await api.get('/trail?service=") |> drop()', headers=KEY)).status == 400


async def test_a_switch(api, entries):
    response = await api.put("/switches/maintenance", json={"on": True, "reason": "disk"}, headers=KEY)
    assert (await response.json())["changed"] is True
    assert entries[0].who == "eva"


@pytest.mark.parametrize(
    "name, body, status",
    [("lights", {"on": True, "reason": "x"}, 404), ("maintenance", {"on": True}, 400), ("maintenance", {}, 400)],
)
async def test_switches_that_are_refused(api, name, body, status):
    assert (await api.put(f"/switches/{name}", json=body, headers=KEY)).status == status
