from unittest.mock import patch

import pytest

from src.settings import read_settings

from .api_case import ReadableResource


class TestEvents(ReadableResource):
    path = "/events/light.hall"
    bad_paths = ("/events/light.hall?hours=0", "/events/light.hall?limit=101", '/events/light")', "/events/a?hours=x")

    async def test_asks_for_what_is_wanted(self, api, events):
        await api.get("/events/light.hall?hours=2&limit=7")
        assert events.asked == [("light.hall", 2, 7)]

    @pytest.mark.parametrize("limit, complete", [(2, False), (3, False), (4, True)])
    async def test_says_whether_there_is_more(self, api, limit, complete):
        body = await (await api.get(f"/events/light.hall?limit={limit}")).json()
        assert body["complete"] is complete

    async def test_newest(self, api):
        body = await (await api.get("/events/light.hall/newest")).json()
        assert body["state"] == "off"

    async def test_no_newest(self, api, events):
        events.rows = []
        assert (await api.get("/events/light.hall/newest")).status == 404

    async def test_states(self, api):
        body = await (await api.get("/events/light.hall/states")).json()
        assert body == {"off": 1800.0, "on": 1800.0}


class TestAreas(ReadableResource):
    path = "/areas/hall/hourly"
    bad_paths = ("/areas/hall%22/hourly",)

    async def test_summary(self, api):
        body = await (await api.get(self.path)).json()
        assert body["summary"]["mean"] == 20.5
        assert len(body["hours"]) == 3


class TestEntities(ReadableResource):
    path = "/entities"

    async def test_search(self, api):
        body = await (await api.get("/entities?text=licht&area=attic")).json()
        assert [entity["entity_id"] for entity in body] == ["light.attic"]

    @patch("src.metadata.Metadata.put", return_value=1)
    async def test_put(self, put, api):
        response = await api.put("/entities", json=[{"entity_id": "light.new", "name": "Neu"}])
        assert await response.json() == {"stored": 1}

    async def test_put_refuses_what_it_does_not_know(self, api):
        assert (await api.put("/entities", json=[{"entity_id": "x", "colour": 1}])).status == 400


@pytest.mark.asyncio
async def test_a_note(api, notebook):
    response = await api.post("/notes", json={"entity_id": "light.hall", "text": "neu", "author": "eva"})
    assert response.status == 201
    assert notebook.notes[0].author == "eva"


async def test_a_lost_note(api, notebook):
    notebook.broken = True
    assert (await api.post("/notes", json={"entity_id": "light.hall", "text": "neu"})).status == 502


async def test_health(api):
    assert (await (await api.get("/health")).json())["time"] == "2025-09-01T12:00:00+00:00"


def test_settings(monkeypatch):
    monkeypatch.setenv("INFLUXDB_BUCKET", "other")
    assert read_settings().database.bucket == "other"
