import json
import os
import sys
from datetime import date

from dotenv import load_dotenv

from pricing.sink import PriceSink
from pricing.tariff import DayAhead


def read_prices(text: str) -> DayAhead:
    document = json.loads(text)
    return DayAhead(date.fromisoformat(document["day"]), tuple(document["cents"]))


def main() -> int:
    load_dotenv()
    prices = read_prices(sys.stdin.read())
    print("cheap at", ", ".join(f"{hour:02d}:00" for hour in prices.cheap_hours()) or "no hour")
    with PriceSink(os.environ["INFLUXDB_URL"], os.environ["INFLUXDB_TOKEN"], "home", "prices") as sink:
        if not sink.reachable():
            return 2
        return 0 if sink.write(prices) else 1


if __name__ == "__main__":
    sys.exit(main())
