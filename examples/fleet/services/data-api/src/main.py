from __future__ import annotations

import logging

from aiohttp import web

from .annotations import NoteWriter
from .app import DataApi
from .metadata import Metadata
from .queries import InfluxEvents
from .settings import read_settings


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    settings = read_settings()
    events = InfluxEvents(settings.database)
    notes = NoteWriter(settings.database)
    metadata = Metadata(settings.sqlite)
    app = DataApi(events, notes, metadata, settings.max_rows).application()

    async def close(app: web.Application) -> None:
        events.close()
        notes.close()
        metadata.close()

    app.on_cleanup.append(close)
    web.run_app(app, port=settings.port)


if __name__ == "__main__":
    main()
