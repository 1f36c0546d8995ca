import json
from unittest.mock import patch

import pytest

from src.embedding_client import EmbeddingClient, EmbeddingRejected


def test_one_vector_per_text(embeddings, backend):
    assert embeddings.embed(["lamp lamp", "window"]) == [[0, 2, 0, 0, 0], [0, 0, 0, 1, 0]]
    assert backend.calls == 1


def test_a_short_outage_is_not_noticed(embeddings, backend):
    backend.failures = 2
    assert embeddings.embed(["battery"]) == [[1, 0, 0, 0, 0]]
    assert backend.calls == 3


def test_a_long_outage_ends_after_three_attempts(embeddings, backend):
    backend.failures = 10
    with pytest.raises(Exception):
        embeddings.embed(["lamp"])
    assert backend.calls == 3


def test_a_refusal_is_not_retried():
    calls = []

    def refuse(url, body):
        calls.append(url)
        raise EmbeddingRejected("too long")

    with pytest.raises(EmbeddingRejected):
        EmbeddingClient("http://embeddings.test", transport=refuse).embed(["x"])
    assert calls == ["http://embeddings.test/embeddings"]


def test_a_short_answer_is_refused():
    client = EmbeddingClient("http://e.test", transport=lambda url, body: json.dumps({"embeddings": []}).encode())
    with pytest.raises(EmbeddingRejected, match="asked for 1"):
        client.embed(["x"])


def test_waits_between_attempts(embeddings, backend):
    backend.failures = 2
    with patch("tenacity.nap.time.sleep") as sleep:
        embeddings.embed(["lamp"])
    assert [round(call.args[0], 3) for call in sleep.call_args_list] == [0.01, 0.02]
