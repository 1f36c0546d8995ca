from __future__ import annotations

import os
from dataclasses import dataclass

from dotenv import load_dotenv

load_dotenv()


@dataclass(frozen=True)
class Config:
    data_api_url: str = os.getenv("DATA_API_URL", "http://data-api:8006")
    suggestions_url: str = os.getenv("SUGGESTIONS_URL", "http://ai-automation-service-new:8025")
    history_days: int = int(os.getenv("HISTORY_DAYS", "30"))
    minimum_days: int = int(os.getenv("MINIMUM_DAYS", "5"))
    tolerance_minutes: int = int(os.getenv("TOLERANCE_MINUTES", "15"))
    follow_seconds: int = int(os.getenv("FOLLOW_SECONDS", "120"))
