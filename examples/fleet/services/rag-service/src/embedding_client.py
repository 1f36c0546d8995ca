"""Client of the embedding endpoint of openvino-service."""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from typing import Callable, Sequence

from tenacity import (
    before_sleep_log,
    retry,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

logger = logging.getLogger(__name__)

Transport = Callable[[str, bytes], bytes]


class EmbeddingUnavailable(ConnectionError):
    """The backend did not answer, or answered with a server error."""


class EmbeddingRejected(ValueError):
    """The backend understood the request and refused it."""


def post(url: str, body: bytes) -> bytes:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        if error.code < 500:
            raise EmbeddingRejected(f"{url} answered {error.code}") from error
        raise EmbeddingUnavailable(f"{url} answered {error.code}") from error
    except OSError as error:
        raise EmbeddingUnavailable(f"{url}: {error}") from error


class EmbeddingClient:
    def __init__(self, base_url: str, transport: Transport = post) -> None:
        self._url = f"{base_url}/embeddings"
        self._transport = transport

    @retry(
        stop=stop_after_attempt(3),
        # the model needs a moment to load after a restart
        wait=wait_exponential(multiplier=0.01, max=0.05),
        retry=retry_if_exception_type(EmbeddingUnavailable),
        before_sleep=before_sleep_log(logger, logging.WARNING),
    )
    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector per text. Gives up after three attempts."""
        answer = json.loads(self._transport(self._url, json.dumps({"texts": list(texts)}).encode()))
        vectors = answer["embeddings"]
        if len(vectors) != len(texts):
            raise EmbeddingRejected(f"asked for {len(texts)} vectors, got {len(vectors)}")
        return vectors
