import json
import os
import sys
from datetime import date, timedelta

from dotenv import load_dotenv

from house_calendar.appointment import Appointment, days_away
from house_calendar.forecast import store_forecast


def read_appointments(path: str) -> list[Appointment]:
    with open(path, encoding="utf-8") as file:
        return [
            Appointment(item["title"], date.fromisoformat(item["first"]), item.get("away", False), item.get("every"))
            for item in json.load(file)
        ]


if __name__ == "__main__":
    load_dotenv()
    today = date.today()
    forecast = days_away(read_appointments(sys.argv[1]), today, today + timedelta(days=60))
    store_forecast(os.environ["INFLUXDB_URL"], os.environ["INFLUXDB_TOKEN"], forecast)
