"""Which phone is whose, from the environment: PHONES="ada=aa:01,bob=bb:02"."""

import os

from dotenv import load_dotenv


def household(path: str | None = None) -> dict[str, str]:
    """People by the address of their phone. Variables that are set already win over the file."""
    load_dotenv(path, override=False)
    pairs = (item.partition("=") for item in os.environ.get("PHONES", "").split(",") if item.strip())
    return {address.strip().lower(): person.strip() for person, _, address in pairs}
