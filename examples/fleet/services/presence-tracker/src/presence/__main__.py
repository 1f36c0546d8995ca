import sys
import time

from presence.household import household
from presence.tracker import Tracker

if __name__ == "__main__":
    tracker = Tracker(household())
    for address in sys.stdin:
        tracker.sighting(address.strip(), time.time())
        for news in tracker.changes(time.time()):
            print(news, flush=True)
