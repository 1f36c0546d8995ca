"""The HTTP surface, free of sockets: a request in, a response out."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import Any

from tenacity import RetryError

from .embedding_client import EmbeddingRejected
from .knowledge import KnowledgeBase

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Response:
    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        return json.dumps(self.body, ensure_ascii=False).encode("utf-8")


class Api:
    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    def respond(self, method: str, path: str, body: bytes = b"") -> Response:
        route = {
            ("GET", "/health"): self._health,
            ("GET", "/documents"): self._documents,
            ("POST", "/context"): self._context,
            ("POST", "/documents"): self._learn,
        }.get((method, path))
        if route is None:
            return Response(404, {"error": f"no such resource: {method} {path}"})
        try:
            payload = json.loads(body) if body else {}
        except ValueError:
            return Response(400, {"error": "the body is not JSON"})
        try:
            return route(payload)
        except EmbeddingRejected as error:
            return Response(422, {"error": str(error)})
        except KeyError as error:
            return Response(400, {"error": f"missing field: {error.args[0]}"})

    def _health(self, payload: dict[str, Any]) -> Response:
        return Response(200, {"status": "ok", "documents": len(self._knowledge.documents())})

    def _documents(self, payload: dict[str, Any]) -> Response:
        return Response(200, {"documents": self._knowledge.documents()})

    def _context(self, payload: dict[str, Any]) -> Response:
        try:
            context = self._knowledge.context(payload["question"])
        except RetryError as error:
            return come_back_later(error)
        return Response(
            200,
            {
                "prompt": context.prompt(),
                "sources": [{"document": h.document, "position": h.position, "score": h.score} for h in context.hits],
            },
        )

    def _learn(self, payload: dict[str, Any]) -> Response:
        documents = [(document["name"], document["text"]) for document in payload["documents"]]
        try:
            learned = self._knowledge.learn(documents)
        except RetryError as error:
            return come_back_later(error)
        return Response(201, {"learned": learned})


def come_back_later(error: RetryError) -> Response:
    """All attempts failed. The cause is for the log; the caller only has to know when to come again."""
    logger.error("embedding backend away: %s", error.last_attempt.exception())
    return Response(503, {"error": "embedding backend unavailable"}, {"Retry-After": "30"})
