import logging

from aiohttp import web

from . import audit
from .app import build
from .config import config
from .switches import Switches
from .trail import InfluxTrail


async def close_audit(app: web.Application) -> None:
    audit.close()


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    app = build(config, Switches(audit.record), InfluxTrail(config))
    app.on_cleanup.append(close_audit)
    web.run_app(app, port=8003)


if __name__ == "__main__":
    main()
