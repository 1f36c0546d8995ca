from datetime import date

from house_calendar.appointment import Appointment, days_away

MONDAY = date(2024, 1, 1)
SUNDAY = date(2024, 1, 7)


def test_a_single_day():
    assert list(Appointment("dentist", date(2024, 1, 3)).on(MONDAY, SUNDAY)) == [date(2024, 1, 3)]
    assert list(Appointment("dentist", date(2024, 2, 3)).on(MONDAY, SUNDAY)) == []


def test_a_weekly_one_keeps_its_weekday():
    choir = Appointment("choir", date(2023, 11, 2), every="weekly")

    assert list(choir.on(MONDAY, date(2024, 1, 20))) == [date(2024, 1, 4), date(2024, 1, 11), date(2024, 1, 18)]


def test_it_ends_when_it_ends():
    course = Appointment("course", MONDAY, every="daily", until=date(2024, 1, 2))

    assert list(course.on(MONDAY, SUNDAY)) == [MONDAY, date(2024, 1, 2)]


def test_only_absences_count():
    days = days_away([Appointment("trip", SUNDAY, away=True), Appointment("party", SUNDAY)], MONDAY, SUNDAY)

    assert len(days) == 7
    assert days[SUNDAY] == ["trip"]
    assert days[MONDAY] == []
