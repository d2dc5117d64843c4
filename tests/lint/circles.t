#!/usr/bin/python3
"""No circle by calls between the files of a room: a file that calls another is not called
by it, neither directly nor through a third.

A call is a reference from code (a relocation of .text) to a symbol that another object of
the room defines, a callback that is handed over included.  A table of functions is data:
its rows call nobody.  ALLOWED names the circles that still are; they can only shrink: a
smaller one passes and is named, a larger or another one fails."""
import collections
import os
import pathlib
import re
import subprocess

ROOMS = ("src/base", "src/model", "src/form", "src/wire", "src/store", "src/gate",
         "src/desk", "src/cli", "src/press", "ui", "ui/part", "ui/screen", "ui/term")
# room: the files of a circle, without .c, and why it stands.
ALLOWED = {
    "src/form": [("asks form", "asks is a part of form, cut off for its length")],
    "ui": [("ahead command stack talk ui", "ui.c holds the state that the other four change"),
           ("line line_input line_login", "the line mode reads and says through line.c")],
    "ui/part": [("fieldset fieldset_boxes fieldset_pick",
                 "a form on the screen, cut into three for its length"),
                ("listing listing_rows listing_tags",
                 "a list of rows, cut into three for its length")],
    "ui/screen": [("act act_group act_paper act_refused act_unit",
                   "the form over a ticket, cut into five for its length"),
                  ("intake intake_draw", "the reading back opens the form again"),
                  ("ticket ticket_older", "older steps are asked for as the ticket is")],
}

root = pathlib.Path(__file__).resolve().parents[2]
build = pathlib.Path(os.environ.get("GANGSHAO_BUILD") or
                     root / os.environ.get("B", "build"))


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def defined(objects):
    """symbol → the object that defines it"""
    where = {}
    for o in objects:
        for line in run("nm", "--defined-only", "--extern-only", str(o)).splitlines():
            where[line.split()[-1]] = o
    return where


def calls(objects):
    """object → the objects of the room that its code refers to"""
    where = defined(objects)
    graph = {o: set() for o in objects}
    for o in objects:
        section = ""
        for line in run("readelf", "--relocs", "--wide", str(o)).splitlines():
            start = re.match(r"Relocation section '\.rela?(\S+)'", line)
            if start:
                section = start.group(1)
            fields = line.split()
            if not section.startswith(".text") or len(fields) < 5:
                continue
            to = where.get(fields[4].split("@")[0])
            if to and to != o:
                graph[o].add(to)
    return graph


def circles(graph):
    """strongly connected components of more than one file (Tarjan)"""
    index, low, stack, found = {}, {}, [], []

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in graph[v]:
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            at = stack.index(v)
            if len(stack) - at > 1:
                found.append(sorted(o.stem for o in stack[at:]))
            del stack[at:]

    for v in graph:
        if v not in index:
            visit(v)
    return sorted(found)


results = []
for room in ROOMS:
    objects = sorted(build / p.relative_to(root).with_suffix(".o")
                     for p in (root / room).glob("*.c"))
    missing = [o.name for o in objects if not o.exists()]
    found = [] if missing else circles(calls(objects))
    allowed = [set(files.split()) for files, _ in ALLOWED.get(room, [])]
    wrong = [" ".join(c) for c in found if not any(set(c) <= a for a in allowed)]
    for a in allowed:
        if not missing and sorted(a) not in found:
            print(f"# {room}: the allowed circle has shrunk: {' '.join(sorted(a))}")
    results.append((not missing and not wrong,
                    f"{room} has no circle by calls"
                    + "".join(f"; not built: {m}" for m in missing)
                    + "".join(f"; circle: {w}" for w in wrong)))
print(f"1..{len(results)}")
for i, (ok, text) in enumerate(results, 1):
    print("ok" if ok else "not ok", i, "-", text)
