"""The messages so far, kept within a budget."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def tokens(text: str) -> int:
    """A rough count: four characters are a token, « ß » and « 你 » count like any other."""
    return max(1, (len(text) + 3) // 4)


@dataclass(frozen=True)
class Message:
    role: str
    text: str
    tool: str | None = None

    def as_json(self) -> dict[str, Any]:
        message = {"role": self.role, "content": self.text}
        return message | {"name": self.tool} if self.tool else message


@dataclass
class Conversation:
    system: str
    budget: int
    messages: list[Message] = field(default_factory=list)

    def add(self, role: str, text: str, tool: str | None = None) -> None:
        self.messages.append(Message(role, text, tool))

    def window(self) -> list[Message]:
        """The newest messages that fit; the system message always does."""
        left = self.budget - tokens(self.system)
        chosen: list[Message] = []
        for message in reversed(self.messages):
            left -= tokens(message.text)
            if left < 0 and chosen:
                break
            chosen.append(message)
        # an answer of a tool means nothing without the question before it
        while len(chosen) > 1 and chosen[-1].role == "tool":
            chosen.pop()
        return [Message("system", self.system), *reversed(chosen)]
