"""The knowledge base: learning documents and finding passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

from .config import Settings
from .embedding_client import EmbeddingClient
from .passages import cut
from .store import Hit, PassageStore


@dataclass(frozen=True)
class Context:
    question: str
    hits: list[Hit]

    def prompt(self) -> str:
        if not self.hits:
            return f"Question: {self.question}\nNothing is known about this."
        sources = "\n".join(f"[{n}] {hit.text}" for n, hit in enumerate(self.hits, start=1))
        return f"Answer from these passages only:\n{sources}\n\nQuestion: {self.question}"


class KnowledgeBase:
    def __init__(self, settings: Settings, store: PassageStore, embeddings: EmbeddingClient) -> None:
        self._settings = settings
        self._store = store
        self._embeddings = embeddings

    def learn(self, documents: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Cut, embed and store each document; gives the number of passages of each."""
        learned = {}
        for name, text in documents:
            passages = cut(name, text, self._settings.passage_words, self._settings.passage_overlap)
            vectors = self._embeddings.embed([p.text for p in passages]) if passages else []
            learned[name] = self._store.replace(name, zip(passages, vectors))
        return learned

    def context(self, question: str) -> Context:
        vector = self._embeddings.embed([question])[0]
        return Context(question, self._store.nearest(vector, self._settings.top_k, self._settings.minimum_score))

    def documents(self) -> dict[str, int]:
        return self._store.documents()
