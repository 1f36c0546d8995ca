"""Cutting documents into passages that fit the embedding model."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Passage:
    document: str
    position: int
    text: str

    @property
    def key(self) -> str:
        return f"{self.document}#{self.position}"


def split_sentences(text: str) -> list[str]:
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def cut(document: str, text: str, words: int, overlap: int) -> list[Passage]:
    """Passages of about `words` words; each one repeats the last `overlap` words of its predecessor."""
    if overlap >= words:
        raise ValueError("the overlap must be smaller than the passage")
    passages: list[Passage] = []
    current: list[str] = []
    fresh = 0
    for sentence in split_sentences(text):
        tokens = sentence.split()
        if fresh and len(current) + len(tokens) > words:
            passages.append(Passage(document, len(passages), " ".join(current)))
            current = current[-overlap:] if overlap else []
            fresh = 0
        current.extend(tokens)
        fresh += len(tokens)
    if fresh:
        passages.append(Passage(document, len(passages), " ".join(current)))
    return passages
