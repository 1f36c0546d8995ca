import json

import pytest

from src.api import Api
from src.config import Settings
from src.embedding_client import EmbeddingClient, EmbeddingUnavailable
from src.knowledge import KnowledgeBase
from src.store import PassageStore, connect

VOCABULARY = ["battery", "lamp", "filter", "window", "thermostat"]


class Backend:
    """Counts words instead of running a model; can be told to stay away for some calls."""

    def __init__(self):
        self.calls = 0
        self.failures = 0

    def __call__(self, url, body):
        self.calls += 1
        if self.failures:
            self.failures -= 1
            raise EmbeddingUnavailable(f"{url} answered 503")
        texts = json.loads(body)["texts"]
        vectors = [[float(text.lower().count(word)) for word in VOCABULARY] for text in texts]
        return json.dumps({"embeddings": vectors}).encode()


@pytest.fixture
def backend():
    return Backend()


@pytest.fixture
def embeddings(backend):
    return EmbeddingClient("http://embeddings.test", transport=backend)


@pytest.fixture
def store():
    connection = connect(":memory:")
    yield PassageStore(connection)
    connection.close()


@pytest.fixture
def knowledge(store, embeddings):
    return KnowledgeBase(Settings(passage_words=12, passage_overlap=2), store, embeddings)


@pytest.fixture
def api(knowledge):
    return Api(knowledge)
