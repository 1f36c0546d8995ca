"""Reading the environment the same way everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Mapping

from dotenv import dotenv_values


def environment(folder: Path, environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """`.env`, then `.env.local`, then the real environment; the later ones win."""
    merged: dict[str, str] = {}
    for name in (".env", ".env.local"):
        merged.update({key: value for key, value in dotenv_values(folder / name).items() if value is not None})
    merged.update(os.environ if environ is None else environ)
    return merged
