#!/usr/bin/python3
"""An analyst tries a detector on a series of her own: gangshaoctl detect, without a server."""
import csv
import io
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD  # noqa: E402

METHODS = ("c1", "c2", "c3", "bayes", "nb28", "cusum", "ewma")


def detect(*words, text=""):
    return subprocess.run([BUILD / "gangshaoctl", "detect", *words, "-"], input=text,
                          capture_output=True, text=True, env={"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"})


def series(counts, first=1):
    return "t,count\n" + "".join(f"{first + i},{n}\n" for i, n in enumerate(counts))


def rows(r):
    return list(csv.DictReader(io.StringIO(r.stdout)))


def answers(t):
    got = rows(detect("--method", "c1", text=series([2, 3, 1, 4, 2, 3, 5, 3, 12])))
    t.equal(list(got[0]), ["t", "count", "limit", "alarm"], "the columns of the answer")
    t.equal([r["limit"] for r in got[:7]], [""] * 7, "no limit before the window is full")
    # mean 20/7, deviation 1.345185418: by hand, z 3.09023230617
    t.ok(abs(float(got[7]["limit"]) - 7.01407829446) < 1e-9, "the limit by hand", got[7]["limit"])
    t.equal((got[8]["count"], got[8]["alarm"]), ("12", "1"), "and the alarm above it")
    few = "t,count\n1,4\n3,4\n9,4\n"
    t.equal([r["count"] for r in rows(detect("--method", "bayes", text=few))],
            ["4", "0", "4", "0", "0", "0", "0", "0", "4"], "gaps are zero")
    days = "count,t,note\n1,2026-02-27,x\n2,2026-03-02,\n"
    t.equal([(r["t"], r["count"]) for r in rows(detect("--method", "c1", text=days))],
            [("2026-02-27", "1"), ("2026-02-28", "0"), ("2026-03-01", "0"), ("2026-03-02", "2")],
            "days follow the calendar; other columns are no matter")
    for m in METHODS:
        r = detect("--method", m, text=series([3] * 40))
        t.ok(r.returncode == 0 and len(rows(r)) == 40 and
             not any(int(x["alarm"]) for x in rows(r)), f"{m}: a level series raises no alarm", r.stdout + r.stderr)
    got = json.loads(detect("--method", "c2", "--json", text=series([0] * 9 + [9])).stdout)
    got[9]["limit"] = round(got[9]["limit"], 9)  # 0.5 deviations times z
    t.equal(got[9], {"t": 10, "count": 9, "limit": 1.545116153, "alarm": True}, "the same as JSON")
    t.equal(got[0]["limit"], None, "no limit is null")


def options(t):
    text = series([0] * 30 + [1])
    t.equal([rows(detect("--method", "c1", "--min-sigma", s, text=text))[-1]["alarm"] for s in ("0", "0.5")],
            ["1", "0"], "--min-sigma: the first case after nothing is no news")
    text = series([2, 0, 1, 3, 2, 1, 0, 4] * 5)
    wide, strict = (rows(detect("--method", "bayes", "--window", w, "--alpha", a, text=text))
                    for w, a in (("8", "0.05"), ("14", "0.001")))
    t.equal((wide[7]["limit"], wide[8]["limit"] != "", strict[13]["limit"], strict[14]["limit"] != ""),
            ("", True, "", True), "--window is how many periods the limit looks back")
    t.ok(int(wide[39]["limit"]) < int(strict[39]["limit"]), "--alpha: fewer alarms at a smaller one")
    low, high = (rows(detect("--method", "cusum", "--mean", m, text=text)) for m in ("0.5", "9"))
    t.ok(any(r["alarm"] == "1" for r in low) and not any(r["alarm"] == "1" for r in high),
         "--mean is the count that CUSUM expects")


def refusals(t):
    for words, text, code, said in (
            (("--method", "c9"), "t,count\n", 2, "c1 c2 c3 bayes nb28 cusum ewma"),
            ((), "t,count\n", 2, "--method"),
            (("--method", "cusum", "--window", "9"), "t,count\n", 2, "cusum"),
            (("--method", "c1", "--alpha", "0"), "t,count\n", 2, "--alpha"),
            (("--method", "c1", "--alpha", "nan"), "t,count\n", 2, "--alpha"),
            (("--method", "c1", "--window", "1"), "t,count\n", 2, "--window"),
            (("--method", "c1", "--min-sigma", "-1"), "t,count\n", 2, "--min-sigma"),
            (("--method", "c1", "--nonsense", "1"), "t,count\n", 2, "nonsense"),
            (("--method", "c1"), "day,n\n1,2\n", 1, "t,count"),
            (("--method", "c1"), "t,count\n1,2\n2,-3\n", 1, "第 3 行"),
            (("--method", "c1"), "t,count\n1,2\n2,1.5\n", 1, "第 3 行"),
            (("--method", "c1"), "t,count\n1,2\n1,3\n", 1, "第 3 行"),
            (("--method", "c1"), "t,count\n1,2\n2026-01-01,3\n", 1, "第 3 行"),
            (("--method", "c1"), "t,count\n1,2\n9000000,3\n", 1, "第 3 行"),
            (("--method", "c1"), "t,count\n1,99999999999999999999\n", 1, "第 2 行"),
            (("--method", "c1"), "t,count\n1\n", 1, "第 2 行")):
        r = detect(*words, text=text)
        t.ok(r.returncode == code and said in r.stderr and not r.stdout and
             r.stderr.startswith("gangshaoctl: "), f"refused with a sentence: {' '.join(words)} {text!r}",
             f"exit {r.returncode}: {r.stdout}{r.stderr}")
    t.equal(detect("--method", "c1", text="t,count\n").stdout, "t,count,limit,alarm\n", "an empty series is none")


def main(t, stack):
    answers(t)
    options(t)
    refusals(t)


TAP.run(main)
