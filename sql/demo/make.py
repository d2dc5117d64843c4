#!/usr/bin/python3
"""Make the demonstration's register of traders and its story, always the same.

    /usr/bin/python3 sql/demo/make.py [folder]    writes trader.csv and story.jsonl, beside itself
                                                  if no folder is given

Everything is invented; only towns and roads are real. Credit codes are valid
(GB 32100-2015 and GB 11714), so that the forms' checks accept them.
"""
import csv
import pathlib
import random
import re
import sys
from collections import namedtuple

import story
import words

HERE = pathlib.Path(__file__).resolve().parent
CODE = HERE.parent / "code"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
HOME = ("330106", "330105")
Trader = namedtuple("Trader", "uscc name initials entity address division unit phone trade")


def table(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def pairs(text):
    """'食品sp 炒货chd' -> [('食品', 'sp'), ('炒货', 'chd')]"""
    return [re.fullmatch(r"([^a-z]+)([a-z]+)", w).groups() for w in text.split()]


def orgcode(rng):
    """Eight characters and the check character of GB 11714."""
    body = "MA" + "".join(rng.choice(ALPHABET) for _ in range(6))
    total = sum(w * int(c, 36) for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), body))
    check = 11 - total % 11
    return body + {10: "X", 11: "0"}.get(check, str(check))


def uscc(kind, county, rng):
    """The eighteen characters of GB 32100-2015."""
    body = "9" + kind + county + orgcode(rng)
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


class Atlas:
    """Towns, counties and cities, their names, initials and telephone codes."""

    def __init__(self):
        self.by = {r["code"]: r for r in table(CODE / "division.csv")}
        stations = {r["code"] for r in table(CODE / "unit.csv")}
        self.towns = [c for c, r in self.by.items() if r["level"] == "4" and c in stations]
        self.dial = {d: r["code"] for r in table(CODE / "area_code.csv")
                     for d in r["division"].split()}

    def name(self, code):
        return self.by[code]["name"]

    def path(self, code):
        """杭州市西湖区文新街道, without the filler level of municipalities."""
        names = [self.name(code[:n]) for n in (4, 6, 9)]
        if names[0] in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
            names[0] = self.name(code[:2])
        return names

    def initials(self, code):
        return self.by[code]["initials"].split("|")[0]


def counts(atlas, rng):
    """How many traders each town has: 3,000 of them, four in five at home."""
    zone = lambda t: t[:6] in HOME
    home = [t for t in atlas.towns if zone(t)]
    city = [t for t in atlas.towns if t.startswith("3301") and not zone(t)]
    counties = sorted({t[:6] for t in atlas.towns if t[:2] == "33" and t[:4] != "3301"})
    province = [rng.choice([t for t in atlas.towns if t.startswith(c)]) for c in counties]
    far = rng.sample([t for t in atlas.towns if t[:2] != "33"], 70)
    out = {t: 2 for t in city}
    out.update({t: 2 for t in province})
    out.update({t: 1 for t in far})
    weights = [3 if t in ("330106013", "330105007") else 1 for t in home]
    for t in rng.choices(home, weights, k=3000 - sum(out.values())):
        out[t] = out.get(t, 0) + 1
    return out


def address(atlas, town, rng):
    city, county, place = atlas.path(town)
    roads = words.TOWN_ROADS.get(town) or words.COUNTY_ROADS.get(town[:6], words.ANY_ROADS)
    head = city + county
    if town not in words.TOWN_ROADS:
        head += place
        if place.endswith(("镇", "乡")):
            roads = words.ANY_ROADS
    tail = rng.choice(["", "", f"-{rng.randint(1, 9)}", f"{rng.randint(1, 6)}幢{rng.randint(101, 909)}室"])
    return f"{head}{rng.choice(roads.split())}{rng.randint(1, 399)}号{tail}"


def phone(atlas, town, entity, rng):
    code = atlas.dial.get(town[:4]) or atlas.dial.get(town[:2]) or "0571"
    if entity == "1" and rng.random() < 0.7:
        return f"{code}-8{rng.randint(0, 9)}00{rng.randint(1000, 9999)}"
    return f"1{rng.choice('35789')}{rng.choice('0569')}0000{rng.randint(1000, 9999)}"


def name_of(atlas, town, trade, rng):
    """Full name, initials, short initials and kind of a trader nobody ever met."""
    firm, shop = (pairs(t) for t in words.TRADES[trade])
    city, county, _ = atlas.path(town)
    if trade == "farm" or rng.random() < 0.45:
        entity = "3" if trade == "farm" else "1"
        mark = rng.sample(pairs(words.SIGNS), 3)
        base = atlas.initials(town[:4]) if len(city) > 2 else atlas.initials(town[:2])
        place, letters = re.sub("市$", "", city), re.sub("s$", "", base)
        tail = rng.choice(firm)
        if trade != "farm":
            tail = (tail[0] + "有限公司", tail[1] + "yxgs")
    else:
        entity = "2"
        mark = [rng.choice(pairs(words.PAIRS)), rng.choice(pairs(words.SIGNS))]
        place = city + county
        letters = atlas.initials(town[:4]) + atlas.initials(town[:6])
        tail = rng.choice(shop)
    own = "".join(m[0] for m in mark) + tail[0]
    short = "".join(m[1] for m in mark) + tail[1]
    return place + own, f"{letters}{short}|{short}", entity


def traders(atlas, rng):
    """The whole register; no name and no code twice."""
    trades, weights = list(words.WEIGHTS), list(words.WEIGHTS.values())
    seen, out = set(), []
    for town, n in counts(atlas, rng).items():
        for _ in range(n):
            trade = rng.choices(trades, weights)[0]
            name, initials, entity = name_of(atlas, town, trade, rng)
            code = uscc("123"[int(entity) - 1], town[:6], rng)
            if name in seen or code in seen:
                continue
            seen |= {name, code}
            out.append(Trader(code, name, initials, entity, address(atlas, town, rng), town, town,
                              phone(atlas, town, entity, rng), trade))
    return out


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    atlas = Atlas()
    register = traders(atlas, random.Random(12315))
    with open(folder / "trader.csv", "w", encoding="utf-8", newline="") as out:
        pen = csv.writer(out, lineterminator="\n")
        pen.writerow(Trader._fields[:-1])
        pen.writerows(t[:-1] for t in register)
    story.write(folder / "story.jsonl", atlas, register)


if __name__ == "__main__":
    main()
