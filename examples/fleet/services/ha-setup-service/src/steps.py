"""The steps of a set-up, in order, each with what must be done before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Check = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Step:
    name: str
    check: Check
    needs: tuple[str, ...] = ()


async def run_steps(steps: list[Step]) -> dict[str, str]:
    """The state of every step: `done`, `open`, or `blocked` by a step that is not done."""
    states: dict[str, str] = {}
    for step in steps:
        if any(states.get(name) != "done" for name in step.needs):
            states[step.name] = "blocked"
            continue
        states[step.name] = "done" if await step.check() else "open"
    return states


def next_step(states: dict[str, str]) -> str | None:
    return next((name for name, state in states.items() if state == "open"), None)
