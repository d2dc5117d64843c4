#!/usr/bin/python3
"""Deadlines counted a third time, for the C and the SQL that count them to agree with.

    /usr/bin/python3 tests/data/deadline_agreement.py > tests/data/deadline_agreement.csv

due: the last day moves off published holidays only; due_any_off: also off plain weekends.
"""
import csv
import datetime
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = datetime.timedelta(days=1)
with open(ROOT / "sql/code/workday.csv", encoding="utf-8") as lines:
    MARK = {datetime.date.fromisoformat(r["date"]): r["kind"] for r in csv.DictReader(lines)}


def works(day):
    return MARK.get(day) == "makeup_workday" or day not in MARK and day.weekday() < 5


def rolled(day, any_off):
    while MARK.get(day) == "holiday" or any_off and not works(day):
        day += DAY
    return day


def due(start, length, unit, any_off):
    if unit == "workday":
        while length:
            start += DAY
            length -= works(start)
        return start
    if unit == "day":
        return rolled(start + length * DAY, any_off)
    try:
        return rolled(start.replace(year=start.year + length), any_off)
    except ValueError:  # 29 February of a year that has none
        return rolled(start.replace(year=start.year + length, day=28), any_off)


def main():
    rng = random.Random(121)
    pen = csv.writer(sys.stdout, lineterminator="\n")
    pen.writerow("start length unit due due_any_off".split())
    first = datetime.date(2020, 1, 1)
    cases = [(first + rng.randrange(2557) * DAY, *what) for what in
             ((7, "workday"), (15, "workday"), (45, "workday"), (60, "day"), (90, "day"), (3, "year"))
             for _ in range(250)]
    cases += [(datetime.date(2024, 2, 29), n, "year") for n in (1, 3, 4)]
    cases += [(start, 7, "workday") for start in sorted(MARK) if start.year >= 2020]
    for start, length, unit in sorted(cases):
        pen.writerow([start, length, unit, due(start, length, unit, False), due(start, length, unit, True)])


if __name__ == "__main__":
    main()
