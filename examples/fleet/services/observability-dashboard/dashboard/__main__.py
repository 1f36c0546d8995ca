import os
from datetime import datetime, timezone

from dotenv import load_dotenv

from dashboard.database import Database
from dashboard.page import render
from dashboard.status import gather

if __name__ == "__main__":
    load_dotenv()
    database = Database(os.environ["INFLUXDB_URL"], os.environ["INFLUXDB_TOKEN"], os.environ["BUCKETS"].split(","))
    print(render(gather(database, datetime.now(timezone.utc))))
