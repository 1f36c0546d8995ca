"""Where documents come from: folders on the data volume and a few remote feeds."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Callable, Iterator

import tenacity
from tenacity import retry, stop_after_attempt, wait_none

logger = logging.getLogger(__name__)

Fetch = Callable[[str], str]


def persistent(attempts: int, wait=wait_none()):
    """The retry policy of every source; feeds differ only in how often they are asked."""
    return retry(
        stop=stop_after_attempt(attempts),
        wait=wait,
    )


def nothing_new(state: tenacity.RetryCallState) -> list[tuple[str, str]]:
    """A feed that stays away is skipped until the next run."""
    logger.warning("feed skipped after %d attempts", state.attempt_number)
    return []


def read_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix(), read_text(path)


@persistent(3)
def read_text(path: Path) -> str:
    """Network shares drop now and then: « Stale file handle »."""
    return path.read_text(encoding="utf-8")


@retry(stop=stop_after_attempt(2), wait=wait_none(), retry_error_callback=nothing_new)
def read_feed(url: str, fetch: Fetch) -> list[tuple[str, str]]:
    """A feed is a text with one `name: text` entry per line."""
    entries = []
    for line in fetch(url).splitlines():
        name, separator, text = line.partition(":")
        if separator:
            entries.append((f"feed/{name.strip()}", text.strip()))
    return entries
