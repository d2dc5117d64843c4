#!/usr/bin/python3
"""The samples of tests/data/paper as JSON; `write` with GANGSHAO_GOLDEN=write rewrites them from standard input."""
import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parents[1] / "data" / "paper"
if sys.argv[1:] == ["write"]:
    made = json.load(sys.stdin)
    if os.environ.get("GANGSHAO_GOLDEN") == "write":
        HERE.mkdir(parents=True, exist_ok=True)
        for old in HERE.glob("*.txt"):
            old.unlink()
        for name, body in made.items():
            (HERE / f"{name}.txt").write_text(body, encoding="utf-8")
else:
    print(json.dumps({p.stem: p.read_text(encoding="utf-8") for p in sorted(HERE.glob("*.txt"))}, ensure_ascii=False))
