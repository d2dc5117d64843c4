"""rows.py -- the tables of sql/code with the rows of the made-up order in front, as JSON for the
loaders; its first day, 2030-01-01, becomes today."""
import csv
import datetime
import json
import pathlib

HERE = pathlib.Path(__file__).parent
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()


def rows(path):
    text = path.read_text() if path.exists() else ""
    text = text.replace("2030-01-01", str(TODAY)).replace(
        "2029-12-31", str(TODAY - datetime.timedelta(days=1)))
    return {r["code"]: {k: v or None for k, v in r.items()} for r in csv.DictReader(text.splitlines())}


tables = {}
for new in sorted(HERE.glob("*.csv")):
    old = HERE.parents[2] / "sql/code" / new.name
    tables[new.stem] = list({**rows(old), **rows(new)}.values())
tables["template"] = [{"name": p.stem, "body": p.read_text()} for p in HERE.glob("*.txt")]
print(json.dumps(tables, ensure_ascii=False))
