"""One function per rule; each yields sentences."""

from collections.abc import Callable, Iterator

Automation = dict
Rule = Callable[[Automation], Iterator[str]]


def needs_alias(automation: Automation) -> Iterator[str]:
    if not automation.get("alias"):
        yield "It has no alias, so a log line cannot name it."


def no_fast_loop(automation: Automation) -> Iterator[str]:
    for trigger in automation.get("trigger", []):
        every = str(trigger.get("seconds", ""))
        if every.startswith("/") and every[1:].isdigit() and int(every[1:]) < 10:
            yield f"It runs every {every[1:]} seconds; ten or more will do."


def no_echo(automation: Automation) -> Iterator[str]:
    watched = {trigger.get("entity_id") for trigger in automation.get("trigger", [])} - {None}
    for action in automation.get("action", []):
        if action.get("entity_id") in watched:
            yield f"It acts on {action['entity_id']}, which triggers it again."


RULES: tuple[Rule, ...] = (needs_alias, no_fast_loop, no_echo)


def lint(automation: Automation) -> list[str]:
    return [sentence for rule in RULES for sentence in rule(automation)]
