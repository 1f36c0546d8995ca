"""Reads actions as JSON lines from standard input; answers with one line each."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict
from typing import Iterable, Iterator

from .actions import Action, InvalidAction
from .executor import Executor
from .home_assistant import HomeAssistant, sender
from .kill_switch import KillSwitch
from .metrics import Metrics
from .settings import settings


def answers(lines: Iterable[str], executor: Executor) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            continue
        try:
            result = asdict(executor.execute(Action.from_json(json.loads(line))))
        except (InvalidAction, ValueError) as error:
            result = {"outcome": "invalid", "detail": str(error), "repeated": False}
        yield json.dumps(result, ensure_ascii=False)


def main() -> int:
    logging.basicConfig(level=logging.INFO)
    home = HomeAssistant(sender(settings.home_assistant_url, settings.home_assistant_token))
    if not home.is_running():
        logging.critical("Home Assistant is not running")
        return 1
    executor = Executor(home, KillSwitch(settings.kill_switch_file), Metrics())
    for answer in answers(sys.stdin, executor):
        print(answer, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
