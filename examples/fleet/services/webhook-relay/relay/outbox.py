"""Hooks that wait for delivery, in a folder, so that a restart loses none."""

import json
import os
from pathlib import Path

from relay.retrying import retry


class Outbox:
    def __init__(self, folder: Path):
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @retry(3, on=OSError, pause=0.001)
    def put(self, number: int, body: dict) -> Path:
        path = self._folder / f"{number:08d}.json"
        unfinished = path.with_suffix(".part")
        unfinished.write_text(json.dumps(body, sort_keys=True))
        os.replace(unfinished, path)
        return path

    def waiting(self) -> list[Path]:
        return sorted(self._folder.glob("*.json"))

    @retry(times=2, on=PermissionError)
    def done(self, path: Path) -> None:
        path.unlink(missing_ok=True)
