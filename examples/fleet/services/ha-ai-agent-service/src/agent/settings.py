from __future__ import annotations

import os
from dataclasses import dataclass

from dotenv import find_dotenv, load_dotenv


@dataclass(frozen=True)
class Settings:
    model_url: str = "https://models.example/v1"
    model_key: str = ""
    model: str = "small"
    home_assistant_url: str = "http://homeassistant:8123"
    home_assistant_token: str = ""
    token_budget: int = 4_000
    max_turns: int = 4


def load_settings() -> Settings:
    load_dotenv(find_dotenv())
    return Settings(
        model_url=os.environ.get("MODEL_URL", Settings.model_url),
        model_key=os.environ.get("MODEL_KEY", ""),
        model=os.environ.get("MODEL", Settings.model),
        home_assistant_url=os.environ.get("HA_URL", Settings.home_assistant_url),
        home_assistant_token=os.environ.get("HA_TOKEN", ""),
        token_budget=int(os.environ.get("TOKEN_BUDGET", Settings.token_budget)),
    )
