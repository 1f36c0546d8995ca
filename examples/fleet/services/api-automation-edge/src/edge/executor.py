"""Carrying out actions, once each."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from tenacity import RetryError

from .actions import Action
from .home_assistant import HomeAssistant, Refused
from .kill_switch import KillSwitch

logger = logging.getLogger(__name__)

# the state an entity must have after the call
EXPECTED = {"turn_on": "on", "turn_off": "off", "lock": "locked", "unlock": "unlocked"}


class Records(Protocol):
    def action_done(self, action: Action, outcome: str, seconds: float) -> bool: ...

    def switch_thrown(self, reason: str) -> bool: ...


@dataclass(frozen=True)
class Result:
    outcome: str
    detail: str = ""
    repeated: bool = False


class Executor:
    def __init__(self, home: HomeAssistant, switch: KillSwitch, records: Records, memory: int = 1_000) -> None:
        self._home = home
        self._switch = switch
        self._records = records
        self._memory = memory
        self._done: OrderedDict[str, Result] = OrderedDict()

    def execute(self, action: Action) -> Result:
        known = self._done.get(action.key)
        if known is not None:
            return Result(known.outcome, known.detail, repeated=True)
        reason = self._switch.reason()
        if reason is not None:
            self._records.switch_thrown(reason)
            return Result("stopped", reason)
        began = time.monotonic()
        result = self._carry_out(action)
        self._records.action_done(action, result.outcome, time.monotonic() - began)
        if result.outcome in ("done", "unconfirmed"):
            self._remember(action, result)
        return result

    def _carry_out(self, action: Action) -> Result:
        try:
            self._home.call(action)
        except Refused as error:
            return Result("refused", str(error))
        except RetryError as error:
            return Result("failed", str(error.last_attempt.exception()))
        expected = EXPECTED.get(action.service)
        if expected is None or self._home.wait_for_state(action.entity_id, expected):
            return Result("done")
        return Result("unconfirmed", f"{action.entity_id} is not {expected}")

    def _remember(self, action: Action, result: Result) -> None:
        self._done[action.key] = result
        while len(self._done) > self._memory:
            self._done.popitem(last=False)
