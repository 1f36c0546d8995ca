"""What Flux answers on the rows of `home`, worked out by hand. Times are of 2024-01-01.

The table, stop of the range (02:00) and one row before its start included:

    time   room     host  temp  hum          time   room     host  temp  hum
    23:59- kitchen  a      1.0   -           00:45  kitchen  c     19.0  39.0
    00:00  kitchen  a     21.0  40.0         01:15  bath     b      -    61.0
    00:30  kitchen  a     22.0   -           01:30  bath     b     24.0   -
    01:00  kitchen  a     23.0  42.0         01:45  attic    -     18.0   -
    00:15  bath     b     20.0  60.0         02:00  kitchen  a     30.0  50.0

Four of the rows say besides whether a window is open, or in which state a heater is (STATES). `odd` has tags with signs that are written with escapes, and
`recent` has rows whose distance from now is their value, in hours.
"""

ROWS = [
    ("2023-12-31T23:59", "kitchen", "a", 1.0, None),
    ("2024-01-01T00:00", "kitchen", "a", 21.0, 40.0),
    ("2024-01-01T00:30", "kitchen", "a", 22.0, None),
    ("2024-01-01T01:00", "kitchen", "a", 23.0, 42.0),
    ("2024-01-01T02:00", "kitchen", "a", 30.0, 50.0),
    ("2024-01-01T00:15", "bath", "b", 20.0, 60.0),
    ("2024-01-01T01:15", "bath", "b", None, 61.0),
    ("2024-01-01T01:30", "bath", "b", 24.0, None),
    ("2024-01-01T00:45", "kitchen", "c", 19.0, 39.0),
    ("2024-01-01T01:45", "attic", None, 18.0, None),
]

# By time and host: `state` and `open`.
STATES = {
    ("2024-01-01T00:00", "a"): ("on", True),
    ("2024-01-01T00:30", "a"): ("offline", None),
    ("2024-01-01T00:15", "b"): ("standby", False),
    ("2024-01-01T01:15", "b"): ("ready", True),
}

ODD = [
    ("2024-01-01T00:10", "a\\b\tc", "a", 1.0),
    ("2024-01-01T00:20", "Anna's \"room\"", "a", 2.0),
    ("2024-01-01T00:30", "x/a/b", "a", 3.0),
    ("2024-01-01T00:40", "a-b", "a", 4.0),
]

# Hours before now; the last one is still to come.
DAY = 24.0
RECENT = [400 * DAY, 300 * DAY, 45 * DAY, 27 * DAY, 10 * DAY, 3 * DAY, 36.0, 3.0, 1.25, 0.75, 0.25, -0.5]

A1, A2, A3 = ("00:00", 21.0, "a"), ("00:30", 22.0, "a"), ("01:00", 23.0, "a")
B1, B2 = ("00:15", 20.0, "b"), ("01:30", 24.0, "b")
C, D = ("00:45", 19.0, "c"), ("01:45", 18.0, None)
SERIES = "_time _value host"
EVERY = [A1, A2, A3, B1, B2, C, D]
BY_TIME = [A1, B1, A2, C, A3, B2, D]
TIMES = "_time _value"

FIELDS_BY_TIME = [
    ("00:00", 21.0, 40.0),
    ("00:15", 20.0, 60.0),
    ("00:30", 22.0, None),
    ("00:45", 19.0, 39.0),
    ("01:00", 23.0, 42.0),
    ("01:15", None, 61.0),
    ("01:30", 24.0, None),
    ("01:45", 18.0, None),
]


def without_host(rows):
    return [row[:2] for row in rows]


EXPECTED = {
    "stored rows, tags known": (SERIES, EVERY),
    "all conditions in one filter": (SERIES, EVERY),
    "index access": (SERIES, [A1, A2, A3, C]),
    "value > a number": (SERIES, [A2, A3, B2]),
    "value >= a number": (SERIES, [A1, A2, A3, B2]),
    "value < a number": (SERIES, [B1, C, D]),
    "value <= a number": (SERIES, [A1, B1, C, D]),
    "value == a number": (SERIES, [A1]),
    "value != a number": (SERIES, [A2, A3, B1, B2, C, D]),
    "number on the left": (SERIES, [A2, A3, B2]),
    "value is negative": (SERIES, EVERY),
    "value integer": (SERIES, [A2, A3, B2]),
    "value either side": (SERIES, [A3, B1, B2, C, D]),
    "not over a value": (SERIES, [A1, B1, C, D]),
    "not over two values": (SERIES, [A1, A2]),
    "tag equals": (SERIES, [A1, A2, A3, C]),
    "tag is one of two": (SERIES, [A1, A2, A3, B1, B2, C]),
    "tag in a set": (SERIES, [A1, A2, A3, B1, B2, C]),
    "tag exists": (SERIES, [A1, A2, A3, B1, B2, C]),
    "tag does not exist": (SERIES, [D]),
    "tag matches": (SERIES, [A1, A2, A3, C]),
    "tag matches without case": (SERIES, [A1, A2, A3, C]),
    "tag matches a class": (SERIES, []),
    "tag after another": (SERIES, [A1, A2, A3, C]),
    "tag equals with a quote": (SERIES, [("00:20", 2.0, "a")]),
    "tag with escapes": (SERIES, [("00:10", 1.0, "a")]),
    "tag matches with a slash": (SERIES, [("00:30", 3.0, "a")]),
    "value is text": (SERIES, [("00:00", "on", "a")]),
    "value is a boolean": (SERIES, [("00:00", True, "a"), ("01:15", True, "b")]),
    "value matches": (SERIES, [("00:00", "on", "a"), ("00:30", "offline", "a")]),
    "value does not match": (SERIES, [("01:15", "ready", "b"), ("00:15", "standby", "b")][::-1]),
    "and inside or": (SERIES, [A2, A3, B1, B2]),
    "time in a filter": (SERIES, [A3, B2, D]),
    "all tags pinned": (SERIES, [A3]),
    "sort by time after group": (TIMES, without_host(BY_TIME)),
    "newest first after group": (TIMES, without_host(BY_TIME[::-1])),
    "newest row": (SERIES, [D]),
    "sort by value": (SERIES, [D, C, B1, A1, A2, A3, B2]),
    "sort by value, largest first": (SERIES, [B2, A3, A2, A1, B1, C, D]),
    "sort by tag": (SERIES, [D, B1, B2, A1, A2, C, A3]),
    "sort in each series": (SERIES, [A3, A2, A1, B2, B1, C, D]),
    "limit in each series": (SERIES, [A1, B1, C, D]),
    "limit with offset in each series": (SERIES, [A2, B2]),
    "limit with offset": (SERIES, [B1, A2]),
    "the two largest": (SERIES, [B2, A3]),
    "limit then sort": (SERIES, [A2, A1, B1]),
    "limit then filter": (SERIES, [A1, A2]),
    "mean of all": ("_value", [(21.0,)]),
    "sum of all": ("_value", [(147.0,)]),
    "count of all": ("_value", [(7,)]),
    "spread of all": ("_value", [(6.0,)]),
    "mean by room": ("room _value", [("attic", 18.0), ("bath", 22.0), ("kitchen", 21.25)]),
    "sum by room": ("room _value", [("attic", 18.0), ("bath", 44.0), ("kitchen", 85.0)]),
    "count by room": ("room _value", [("attic", 1), ("bath", 2), ("kitchen", 4)]),
    "spread by room": ("room _value", [("attic", 0.0), ("bath", 4.0), ("kitchen", 4.0)]),
    "mean of each series": ("host _value", [("a", 22.0), ("b", 22.0), ("c", 19.0), (None, 18.0)]),
    "sum of each series": ("host _value", [("a", 66.0), ("b", 44.0), ("c", 19.0), (None, 18.0)]),
    "count of each series": ("host _value", [("a", 3), ("b", 2), ("c", 1), (None, 1)]),
    "spread of each series": ("host _value", [("a", 2.0), ("b", 4.0), ("c", 0.0), (None, 0.0)]),
    "min of all": (SERIES, [D]),
    "max of all": (SERIES, [B2]),
    "min by room": (SERIES, [D, B1, C]),
    "max by room": (SERIES, [D, B2, A3]),
    "min of each series": (SERIES, [A1, B1, C, D]),
    "max of each series": (SERIES, [A3, B2, C, D]),
    "first in time": (SERIES, [A1]),
    "last in time": (SERIES, [D]),
    "first newest first": (SERIES, [D]),
    "last newest first": (SERIES, [A1]),
    "first of each series": (SERIES, [A1, B1, C, D]),
    "last of each series": (SERIES, [A3, B2, C, D]),
    "mean with its column": ("_value", [(21.0,)]),
    "mean of nothing": ("_value", []),
    "count of nothing": ("_value", []),
    "mean by room, largest first": ("room _value", [("bath", 22.0), ("kitchen", 21.25), ("attic", 18.0)]),
    "mean by room above 21": ("room _value", [("bath", 22.0), ("kitchen", 21.25)]),
    "sum of the counts": ("_value", [(7,)]),
    "largest mean": ("room _value", [("bath", 22.0)]),
    "group by two": ("room host _value", [("attic", None, 18.0), ("bath", "b", 44.0), ("kitchen", "a", 66.0), ("kitchen", "c", 19.0)]),
    **{
        f"{fn} of windows": (
            SERIES,
            [("01:00", a1, "a"), ("02:00", a2, "a"), ("01:00", b1, "b"), ("02:00", b2, "b"), ("01:00", c, "c"), ("02:00", d, None)],
        )
        for fn, (a1, a2, b1, b2, c, d) in {
            "mean": (21.5, 23.0, 20.0, 24.0, 19.0, 18.0),
            "sum": (43.0, 23.0, 20.0, 24.0, 19.0, 18.0),
            "count": (2, 1, 1, 1, 1, 1),
            "min": (21.0, 23.0, 20.0, 24.0, 19.0, 18.0),
            "max": (22.0, 23.0, 20.0, 24.0, 19.0, 18.0),
            "first": (21.0, 23.0, 20.0, 24.0, 19.0, 18.0),
            "last": (22.0, 23.0, 20.0, 24.0, 19.0, 18.0),
            "spread": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        }.items()
    },
    **{
        f"{fn} of windows, empty ones by default": (
            SERIES,
            [("00:30", 21.0, "a"), ("01:00", 22.0, "a"), ("01:30", 23.0, "a"), ("00:30", 20.0, "b"), ("02:00", 24.0, "b"), ("01:00", 19.0, "c"), ("02:00", 18.0, None)],
        )
        for fn in ("last", "max")
    },
    "windows named for their start": (
        SERIES,
        [("00:00", 21.5, "a"), ("01:00", 23.0, "a"), ("00:00", 20.0, "b"), ("01:00", 24.0, "b"), ("00:00", 19.0, "c"), ("01:00", 18.0, None)],
    ),
    "windows of all": (TIMES, [("01:00", 20.5), ("02:00", 65 / 3)]),
    "windows by room": (
        "_time room _value",
        [("02:00", "attic", 18.0), ("01:00", "bath", 20.0), ("02:00", "bath", 24.0), ("01:00", "kitchen", 62.0), ("02:00", "kitchen", 23.0)],
    ),
    "a window that the range cuts": (TIMES, [("01:00", 20.5), ("01:45", 23.5)]),
    "windows of a compound length": (TIMES, [("01:30", 5), ("02:00", 2)]),
    "windows of a week": (TIMES, [("00:00", 21.0)]),
    "windows of a month": (TIMES, [("02:00", 21.0)]),
    "windows of a length from Python": (TIMES, [("01:00", 20.5), ("02:00", 65 / 3)]),
    "largest window": (TIMES, [("02:00", 65 / 3)]),
    "pivot of two fields": (
        "_time temp hum host",
        [
            ("00:00", 21.0, 40.0, "a"),
            ("00:30", 22.0, None, "a"),
            ("01:00", 23.0, 42.0, "a"),
            ("00:15", 20.0, 60.0, "b"),
            ("01:15", None, 61.0, "b"),
            ("01:30", 24.0, None, "b"),
            ("00:45", 19.0, 39.0, "c"),
            ("01:45", 18.0, None, None),
        ],
    ),
    "pivot of one field": ("_time temp host", EVERY),
    "pivot, then one table by time": ("_time temp hum", FIELDS_BY_TIME),
    # Flux puts the tables one after the other; which one comes first it does not say, so any order is one it may give.
    "pivot, then columns": ("_time temp hum", FIELDS_BY_TIME),
    "pivot, newest row": ("_time temp hum", [("01:45", 18.0, None)]),
    "pivot of windows": (
        "_time temp hum host",
        [("01:00", 21.5, 40.0, "a"), ("02:00", 23.0, 42.0, "a"), ("01:00", 20.0, 60.0, "b"), ("02:00", 24.0, 61.0, "b"), ("01:00", 19.0, 39.0, "c"), ("02:00", 18.0, None, None)],
    ),
    "pivot of last values of windows": (
        "_time temp hum host",
        [("01:00", 22.0, 40.0, "a"), ("02:00", 23.0, 42.0, "a"), ("01:00", 20.0, 60.0, "b"), ("02:00", 24.0, 61.0, "b"), ("01:00", 19.0, 39.0, "c"), ("02:00", 18.0, None, None)],
    ),
    "pivot of counts of windows": (
        "_time temp hum host",
        [("01:00", 2, 1, "a"), ("02:00", 1, 1, "a"), ("01:00", 1, 1, "b"), ("02:00", 1, 1, "b"), ("01:00", 1, 1, "c"), ("02:00", 1, None, None)],
    ),
    "fields in a set": (
        "_time temp hum host room",
        [
            ("00:00", 21.0, 40.0, "a", "kitchen"),
            ("00:30", 22.0, None, "a", "kitchen"),
            ("01:00", 23.0, 42.0, "a", "kitchen"),
            ("00:15", 20.0, 60.0, "b", "bath"),
            ("01:15", None, 61.0, "b", "bath"),
            ("01:30", 24.0, None, "b", "bath"),
            ("00:45", 19.0, 39.0, "c", "kitchen"),
            ("01:45", 18.0, None, None, "attic"),
        ],
    ),
    "pivot, then a filter on a field": ("_time temp host", [A2, A3, B2]),
    "keep time and value": (TIMES, without_host(BY_TIME)),
    "keep a tag": ("_time _value room", [(*D[:2], "attic"), (*B1[:2], "bath"), (*B2[:2], "bath"), *[(*row[:2], "kitchen") for row in (A1, A2, C, A3)]]),
    "drop a tag": ("_time _value room", [(*D[:2], "attic"), (*B1[:2], "bath"), (*B2[:2], "bath"), *[(*row[:2], "kitchen") for row in (A1, A2, C, A3)]]),
    "drop bounds": (SERIES, EVERY),
    "only what is read": (TIMES, without_host(EVERY)),
    "degrees Fahrenheit": ("_value", [(69.8,), (71.6,), (73.4,), (68.0,), (75.2,), (66.2,), (64.4,)]),
    "map, then mean": ("_value", [(10.5,)]),
    "map, then filter": ("_value host", [(2.0, "a"), (3.0, "a"), (4.0, "b")]),
    "yield with a name": (SERIES, EVERY),
    "range(start: 1704067200, stop: 1704074400)": (TIMES, without_host(BY_TIME)),
    "range(start: 2024-01-01)": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: 2024-01-01T01:00:00+01:00)": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: ‹s.isoformat()›Z, stop: ‹e.isoformat()›Z)": (TIMES, without_host(BY_TIME)),
    "range(start: 2024-01-01T00:00:00.5Z, stop: 2024-01-02T00:00:00Z)": (TIMES, [*without_host(BY_TIME[1:]), ("02:00", 30.0)]),
    "range(start: 0)": (TIMES, [("23:59", 1.0), *without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: time(v: \"2024-01-01T00:00:00Z\"))": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: time(v: \"‹s.isoformat()›\"))": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: ‹s.isoformat()›)": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: ‹s›Z)": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: ‹s::time›)": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    "range(start: ‹s.strftime(\"%Y-%m-%dT%H:%M:%SZ\")›)": (TIMES, [*without_host(BY_TIME), ("02:00", 30.0)]),
    **{
        f"range(start: {bounds})": ("_value", [(hours,) for hours in RECENT if oldest >= hours > newest])
        for bounds, oldest, newest in [
            ("-10ns", 0, 0),
            ("-10us", 0, 0),
            ("-500ms", 0, 0),
            ("-30m", 0.5, 0),
            ("-1h", 1, 0),
            ("-1h, stop: now()", 1, 0),
            ("-1h, stop: 1h", 1, -1),
            ("-1h30m", 1.5, 0),
            ("-2d, stop: -1d", 2 * DAY, DAY),
            ("-7d", 7 * DAY, 0),
            ("-2w", 14 * DAY, 0),
            ("-1mo", 30 * DAY, 0),
            ("-1y", 365 * DAY, 0),
            ("-‹hours›h", 2, 0),
            ("-‹n›d, stop: -‹m›d", 11 * DAY, 2 * DAY),
        ]
    },
    "measurement from Python": ("_value", [(21.0,)]),
    "field from Python": ("_value", [(21.0,)]),
    "tag from Python": ("_value", [(21.25,)]),
    "tag partly from Python": ("_value", []),
    "tag from Python, a text": ("_value", [(21.25,)]),
    "bucket from Python": ("_value", [(21.0,)]),
    "a variable for the source": ("_value", [(21.0,)]),
    "comments": ("_value", [(21.0,)]),
    "number from Python": ("_value", [(23.0,)]),
    "limit from Python": (TIMES, without_host(BY_TIME[:2])),
    "variables for bounds": ("_value", []),
}
