import os
from datetime import datetime, timedelta, timezone

from dotenv import load_dotenv

from forecasting.model import forecast_day
from forecasting.reader import read_history
from forecasting.writer import write_forecast


def main() -> None:
    url, token = os.environ["INFLUXDB_URL"], os.environ["INFLUXDB_TOKEN"]
    tomorrow = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    write_forecast(url, token, forecast_day(read_history(url, token, weeks=5), tomorrow))


if __name__ == "__main__":
    load_dotenv()
    main()
