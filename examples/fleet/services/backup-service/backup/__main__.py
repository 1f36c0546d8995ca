import os
from datetime import date
from pathlib import Path

from dotenv import load_dotenv

from backup.archive import make_archive
from backup.retention import to_keep


def run(source: Path, store: Path, today: date) -> list[str]:
    """Make today's archive, remove what need not be kept, and return the names that remain."""
    store.mkdir(parents=True, exist_ok=True)
    make_archive(source, store / f"{today.isoformat()}.tgz")
    days = [date.fromisoformat(path.stem) for path in store.glob("*.tgz")]
    kept = to_keep(days, today)
    for day in days:
        if day not in kept:
            (store / f"{day.isoformat()}.tgz").unlink()
    return sorted(path.name for path in store.glob("*.tgz"))


if __name__ == "__main__":
    load_dotenv()
    run(Path(os.environ["BACKUP_SOURCE"]), Path(os.environ["BACKUP_STORE"]), date.today())
