import json
import sys

from dotenv import load_dotenv

from grading import Reading
from settings import Settings
from storage import Storage


def main() -> int:
    load_dotenv()
    storage = Storage(Settings.from_environment())
    failures = 0
    try:
        for line in sys.stdin:
            failures += not storage.store(Reading(**json.loads(line)))
    finally:
        storage.close()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
