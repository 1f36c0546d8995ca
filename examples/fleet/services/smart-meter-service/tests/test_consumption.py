from datetime import date
from decimal import Decimal

import pytest

from src.consumption import FLUX, Accountant, Day
from src.settings import read_settings


def day(number, kwh):
    return Day(date(2025, 1, number), Decimal(kwh))


def accountant(*days):
    return Accountant(lambda count: days[-count:], Decimal("0.30"))


def test_bill():
    bill = accountant(day(1, "10.05"), day(2, "20")).bill(7)
    assert (bill.kwh, bill.cost) == (Decimal("30.05"), Decimal("9.02"))
    assert bill.most == day(2, "20")


def test_a_new_meter_starts_at_zero():
    assert accountant(day(1, "-12000"), day(2, "5")).bill(7).kwh == 5


def test_no_days():
    bill = accountant().bill(7)
    assert (bill.kwh, bill.cost, bill.most) == (0, 0, None)


@pytest.mark.parametrize("kwh, cost", [("1", "0.30"), ("0.05", "0.02"), ("0", "0.00")])
def test_cost_is_rounded_to_cents(kwh, cost):
    assert day(1, kwh).cost(Decimal("0.30")) == Decimal(cost)


def test_the_query_names_its_zone():
    assert 'timezone.location(name: "UTC")' in FLUX.format(zone="UTC", bucket="b", days=1, meter="m")


def test_settings(tmp_path):
    (tmp_path / ".env").write_text("METER_ID=garage\nPRICE_PER_KWH=\n")
    settings = read_settings(tmp_path / ".env")
    assert (settings.meter, settings.price) == ("garage", Decimal("0.32"))
