import json
import os
import sys
from datetime import timedelta

from dotenv import load_dotenv

from carbon.forecast import cleanest, parse_forecast
from carbon.store import store_best, store_slots

if __name__ == "__main__":
    load_dotenv()
    where = (os.environ["INFLUXDB_URL"], os.environ["INFLUXDB_TOKEN"], os.environ.get("INFLUXDB_ORG", "home"))
    slots = parse_forecast(json.load(sys.stdin))
    store_slots(*where, slots)
    best = cleanest(slots, timedelta(hours=2))
    if best is not None:
        store_best(*where, best)
