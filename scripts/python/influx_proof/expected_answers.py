"""For each program: the tables that Flux gives for each of its queries on the rows of `home`, and what the program makes of them. All by hand."""

from datetime import datetime

A1, A2, A3 = ("00:00", 21.0, "kitchen", "a"), ("00:30", 22.0, "kitchen", "a"), ("01:00", 23.0, "kitchen", "a")
B1, B2 = ("00:15", 20.0, "bath", "b"), ("01:30", 24.0, "bath", "b")
C, D = ("00:45", 19.0, "kitchen", "c"), ("01:45", 18.0, "attic", None)
BY_TIME = [A1, B1, A2, C, A3, B2, D]


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2024-01-01T{clock}")


def rows(points, field="temp"):
    """Records as they are stored: with their time, and with the tags that they have."""
    return [
        {"_time": at(clock), "_value": value, "_field": field, "_measurement": "home", "room": room, "host": host}
        for clock, value, room, host in points
    ]


def series(*points):
    """A table of one series, which has no column for a tag that the series lacks."""
    return [{name: value for name, value in row.items() if value is not None} for row in rows(points)]


def iso(clock: str) -> str:
    return f"2024-01-01T{clock}:00+00:00"


MEANS = [{"_time": at("01:00"), "_value": 20.5}, {"_time": at("02:00"), "_value": 65 / 3}]

# Name: (one list of tables for each query, what the program answers).
EXPECTED = {
    "rows_by_time": (
        [[rows(BY_TIME)]],
        [{"time": iso(clock), "value": value} for clock, value, *_ in BY_TIME],
    ),
    "mean_with_values": ([[[{"_value": 22.0}]], [], [[{"_value": 61.0}]]], [22.0, None, 61.0]),
    "flat_list": ([[rows([B2, A3, A2])]], [24.0, 23.0, 22.0]),
    "newest_record": ([[rows([D])]], ["01:45 +0000", 18.0, "temp", "home"]),
    "guarded_records": ([[rows([A1, A2, A3])], []], [[[21.0, 22.0, 23.0], 3, 23.0], "nothing"]),
    "last_of_each_series": (
        [[series(A3), series(B2), series(C), series(D)]],
        {"kitchen/a": 23.0, "bath/b": 24.0, "kitchen/c": 19.0},
    ),
    "windows": ([[MEANS]], {iso("01:00"): 20.5, iso("02:00"): 21.667}),
    "window_values": (
        [
            [
                [{"_time": at("01:00"), "_value": 22.0, "host": "a"}, {"_time": at("02:00"), "_value": 23.0, "host": "a"}],
                [{"_time": at("01:00"), "_value": 20.0, "host": "b"}, {"_time": at("02:00"), "_value": 24.0, "host": "b"}],
                [{"_time": at("01:00"), "_value": 19.0, "host": "c"}],
                [{"_time": at("02:00"), "_value": 18.0}],
            ]
        ],
        [["a", 22.0], ["a", 23.0], ["b", 20.0], ["b", 24.0], ["c", 19.0], [None, 18.0]],
    ),
    "pivoted": (
        [
            [
                [
                    {"_time": at(clock), "temp": temp, "hum": hum}
                    for clock, temp, hum in [
                        ("00:00", 21.0, 40.0),
                        ("00:15", 20.0, 60.0),
                        ("00:30", 22.0, None),
                        ("00:45", 19.0, 39.0),
                        ("01:00", 23.0, 42.0),
                        ("01:15", None, 61.0),
                        ("01:30", 24.0, None),
                        ("01:45", 18.0, None),
                    ]
                ]
            ]
        ],
        [
            ["00:00", 21.0, 40.0],
            ["00:15", 20.0, 60.0],
            ["00:30", 22.0, None],
            ["00:45", 19.0, 39.0],
            ["01:00", 23.0, 42.0],
            ["01:15", None, 61.0],
            ["01:30", 24.0, None],
            ["01:45", 18.0, None],
        ],
    ),
    "stream": ([[rows(BY_TIME)]], iso("00:30")),
    "data_frame": (
        [[rows([A1, A2, C, A3])], []],
        [[4, 21.25, "UTC", iso("00:00"), [21.0, 22.0, 19.0, 23.0]], "nothing"],
    ),
    "whether_there_is_any": ([[rows([A1, A2, A3, C])], []], [True, False]),
    "times_as_parameters": ([[rows([A2, C, A3])]], [0.0, 900.0, 1800.0]),
    "nothing_found": ([[]], ["none", 0]),
    "two_questions": (
        [
            [[{"room": "attic", "_value": 1}], [{"room": "bath", "_value": 2}], [{"room": "kitchen", "_value": 4}]],
            [rows([D]), rows([B2]), rows([A3])],
        ],
        ["attic: 1", "bath: 2", "kitchen: 4", "attic 18.0 at 01:45", "bath 24.0 at 01:30", "kitchen 23.0 at 01:00"],
    ),
    "by_time": ([[rows([("00:00", "on", "kitchen", "a")], "state")]], {iso("00:00"): "on"}),
    "handed_to_a_function": ([[rows([B2])]], {"value": 24.0, "room": "bath"}),
    "converted": ([[rows([("01:30", 75.2, "bath", "b"), ("01:00", 73.4, "kitchen", "a")])]], [75.2, 73.4]),
}
