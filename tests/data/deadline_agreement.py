#!/usr/bin/python3
"""Deadlines counted a third time, for the C and the SQL that count them to agree with.

    /usr/bin/python3 tests/data/deadline_agreement.py

A row is one intake date of 2019-01-01 to 2027-12-31, which is not itself kept (row n is day
n): of every period and pattern of pauses below the number of days from the intake date to
the end, once off published holidays only, once also off plain weekends.  The periods and
patterns stand in the header, as "7 workday 0-3;5-9": pauses from day to day after the
intake date, the second day being the one on which counting goes on.
"""
import csv
import datetime
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2019, 1, 1), datetime.date(2027, 12, 31)
with open(ROOT / "sql/code/workday.csv", encoding="utf-8") as lines:
    MARK = {datetime.date.fromisoformat(r["date"]): r["kind"] for r in csv.DictReader(lines)}
# a day; the first days; twice; to the end and over it; far behind it; overlapping; from the last day on
PAUSES = ("", "3-4", "0-5", "2-9;12-20", "6-40", "400-410", "1-3;2-8;8-9", "7-9")


def works(day):
    return MARK.get(day) == "makeup_workday" or day not in MARK and day.weekday() < 5


def rolled(day, any_off):
    while MARK.get(day) == "holiday" or any_off and not works(day):
        day += DAY
    return day


def ends(start, length, unit, pauses):
    """Counted on fingers, a day at a time."""
    still = {start + n * DAY for p in pauses for n in range(*p)}
    while start in still:
        start += DAY
    if unit == "year":
        try:
            return start.replace(year=start.year + length)
        except ValueError:  # 29 February of a year that has none
            return start.replace(year=start.year + length, day=28)
    while length:
        start += DAY
        if start not in still and (unit == "day" or works(start)):
            length -= 1
    return start


def periods():
    with open(ROOT / "sql/code/deadline.csv", encoding="utf-8") as lines:
        found = {(int(r["length"]) + more, r["unit"]) for r in csv.DictReader(lines) if r["length"]
                 for more in {0, int(r["extend"] or 0)}}
    return sorted(found, key=lambda p: (p[1], p[0]))


def main():
    kinds = [(n, unit, text, [tuple(map(int, p.split("-"))) for p in text.split(";") if p])
             for n, unit in periods() for text in (PAUSES if unit != "year" else ("",))]
    pen = csv.writer(sys.stdout, lineterminator="\n")
    pen.writerow(f"{n} {unit} {text}".strip() for n, unit, text, _ in kinds)
    day = FIRST
    while day <= LAST:
        row = []
        for n, unit, _, pauses in kinds:
            end = ends(day, n, unit, pauses)
            a, b = end, end
            if unit != "workday":
                a, b = rolled(end, False), rolled(end, True)
            row.append(f"{(a - day).days}" + (f"/{(b - day).days}" if b != a else ""))
        pen.writerow(row)
        day += DAY


if __name__ == "__main__":
    main()
