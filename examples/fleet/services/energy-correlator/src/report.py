import os

from dotenv import load_dotenv

from correlate import draw_of
from history import History


def report(history: History, hours: int, cents: float) -> list[str]:
    """One line for each device, the hungriest first."""
    draws = draw_of(history.samples(hours), history.switches(hours))
    ranked = sorted(draws.items(), key=lambda item: (-item[1], item[0]))
    return [f"{device}: {watts:.0f} W, {watts / 1000 * cents:.1f} ct/h" for device, watts in ranked]


if __name__ == "__main__":
    load_dotenv()
    history = History(os.environ["INFLUXDB_URL"], os.environ["INFLUXDB_TOKEN"], "home", "energy")
    print("\n".join(report(history, 24, 31.5)))
