"""Startup: settings, knowledge base, a small threaded HTTP server."""

from __future__ import annotations

import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .api import Api
from .config import Settings, read_settings
from .embedding_client import EmbeddingClient
from .knowledge import KnowledgeBase
from .store import PassageStore, connect


def build(settings: Settings) -> Api:
    store = PassageStore(connect(settings.database))
    return Api(KnowledgeBase(settings, store, EmbeddingClient(settings.embedding_url)))


def handler_for(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            response = api.respond(self.command, self.path, self.rfile.read(length))
            payload = response.encoded()
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = _answer

    return Handler


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    settings = read_settings(Path(".env"))
    ThreadingHTTPServer(("", settings.port), handler_for(build(settings))).serve_forever()


if __name__ == "__main__":
    main()
