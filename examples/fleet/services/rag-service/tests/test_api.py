import json

import pytest


def post(api, path, payload):
    return api.respond("POST", path, json.dumps(payload).encode())


@pytest.fixture
def taught(api):
    documents = [
        {"name": "lamp.md", "text": "The lamp needs a new bulb. Turn the lamp off first."},
        {"name": "window.md", "text": "Close the window when the thermostat heats."},
    ]
    assert post(api, "/documents", {"documents": documents}).status == 201
    return api


def test_learning_counts_passages(api):
    response = post(api, "/documents", {"documents": [{"name": "lamp.md", "text": "The lamp is new."}]})
    assert response.body == {"learned": {"lamp.md": 1}}


def test_context_names_its_sources(taught):
    response = post(taught, "/context", {"question": "Which lamp?"})
    assert response.status == 200
    assert [source["document"] for source in response.body["sources"]] == ["lamp.md"]
    assert response.body["prompt"].startswith("Answer from these passages only:\n[1] The lamp")


def test_nothing_known(taught):
    response = post(taught, "/context", {"question": "battery?"})
    assert response.body["sources"] == []
    assert "Nothing is known" in response.body["prompt"]


def test_health_counts_documents(taught):
    assert taught.respond("GET", "/health").body == {"status": "ok", "documents": 2}


def test_an_outage_is_a_503_with_a_hint(taught, backend):
    backend.failures = 99
    response = post(taught, "/context", {"question": "lamp?"})
    assert response.status == 503
    assert response.headers == {"Retry-After": "30"}


def test_an_outage_while_learning_changes_nothing(taught, backend):
    before = taught.respond("GET", "/documents").body
    backend.failures = 99
    assert post(taught, "/documents", {"documents": [{"name": "lamp.md", "text": "Other."}]}).status == 503
    assert taught.respond("GET", "/documents").body == before


@pytest.mark.parametrize(
    "method, path, body, status",
    [
        ("GET", "/nowhere", b"", 404),
        ("POST", "/context", b"{", 400),
        ("POST", "/context", b"{}", 400),
    ],
)
def test_bad_requests(api, method, path, body, status):
    assert api.respond(method, path, body).status == status
