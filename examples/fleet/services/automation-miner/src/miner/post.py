"""A forum post, and the automations quoted in it."""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"```(?:yaml)?\n(?P<body>.*?)```", re.DOTALL)
ALIAS = re.compile(r"^\s*-?\s*alias:\s*[\"']?(?P<alias>[^\"'\n]+)", re.MULTILINE)
PLATFORM = re.compile(r"^\s*-?\s*(?:platform|trigger):\s*(?P<name>[a-z_]+)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Automation:
    alias: str
    platforms: tuple[str, ...]
    copies: int = 0


@dataclass(frozen=True)
class Post:
    number: int
    body: str
    copies: int = 0
    tags: tuple[str, ...] = field(default_factory=tuple)


def automations_in(post: Post) -> list[Automation]:
    """Every fenced block of the post that has an alias and at least one trigger."""
    found = []
    for block in FENCE.finditer(post.body):
        text = block.group("body")
        alias = ALIAS.search(text)
        platforms = tuple(dict.fromkeys(PLATFORM.findall(text)))
        if alias and platforms:
            found.append(Automation(alias.group("alias").strip(), platforms, post.copies))
    return found
