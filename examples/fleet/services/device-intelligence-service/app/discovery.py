"""Reading all sources and putting the pieces together."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import tenacity
from hearth_shared.requests import Call, Unreachable, ask
from tenacity import RetryError, stop_after_attempt, wait_none

from .devices import Device
from .parsers import Parser
from .registry import Registry

logger = logging.getLogger(__name__)


class Incomplete(Exception):
    """A source answered with half a document: it is still starting."""


@dataclass
class Outcome:
    found: int = 0
    unreachable: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    parser: Parser
    call: Call
    path: str

    @tenacity.retry(stop=stop_after_attempt(3), wait=wait_none(), retry=tenacity.retry_if_exception_type(Incomplete))
    async def read(self) -> list[Device]:
        document = await ask(self.call, self.path)
        try:
            return [device async for device in self.parser.devices(document)]
        except (KeyError, TypeError) as error:
            raise Incomplete(f"{self.parser.source}: {error!r}") from error


async def merge_sources(sources: list[Source], outcome: Outcome) -> dict[str, Device]:
    devices: dict[str, Device] = {}
    for source in sources:
        try:
            found = await source.read()
        except Unreachable as error:
            logger.warning("%s", error)
            outcome.unreachable.append(source.parser.source)
            continue
        except RetryError as error:
            # the last answer is worth a line in the log: it names the missing key
            logger.warning("%s", error.last_attempt.exception())
            outcome.incomplete.append(source.parser.source)
            continue
        for device in found:
            known = devices.get(device.id)
            devices[device.id] = device if known is None else known.merged(device)
    return devices


async def refresh(sources: list[Source], registry: Registry) -> Outcome:
    outcome = Outcome()
    devices = await merge_sources(sources, outcome)
    outcome.found = await registry.store(list(devices.values()))
    return outcome
