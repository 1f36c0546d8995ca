"""Settings of the service, read once at startup."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from dotenv import dotenv_values


@dataclass(frozen=True)
class Settings:
    embedding_url: str = "http://openvino-service:8019"
    database: str = ":memory:"
    top_k: int = 4
    passage_words: int = 120
    passage_overlap: int = 20
    minimum_score: float = 0.15
    port: int = 8027


def read_settings(env_file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Values of the .env file, overridden by the environment."""
    values: dict[str, str | None] = {}
    if env_file is not None and env_file.exists():
        values.update(dotenv_values(env_file))
    values.update(os.environ if environ is None else environ)
    defaults = Settings()
    return Settings(
        embedding_url=(values.get("RAG_EMBEDDING_URL") or defaults.embedding_url).rstrip("/"),
        database=values.get("RAG_DATABASE") or defaults.database,
        top_k=int(values.get("RAG_TOP_K") or defaults.top_k),
        passage_words=int(values.get("RAG_PASSAGE_WORDS") or defaults.passage_words),
        passage_overlap=int(values.get("RAG_PASSAGE_OVERLAP") or defaults.passage_overlap),
        minimum_score=float(values.get("RAG_MINIMUM_SCORE") or defaults.minimum_score),
        port=int(values.get("RAG_PORT") or defaults.port),
    )
