import os
import sys
from datetime import datetime, timedelta, timezone

from dotenv import find_dotenv, load_dotenv

from aggregator.fold import fold
from aggregator.line import parse


def main() -> None:
    load_dotenv(find_dotenv(usecwd=True))
    hours = float(os.environ.get("AGGREGATOR_HOURS", "1"))
    lines = [line for line in map(parse, sys.stdin) if line is not None]
    since = datetime.now(timezone.utc) - timedelta(hours=hours)
    for item in fold(lines, since):
        print(f"{item.count:5d}  {item.first.service}: {item.first.text}")


if __name__ == "__main__":
    main()
