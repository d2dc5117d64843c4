#!/usr/bin/python3
"""What the installation chapter of gangshao-server(8) types is there: targets, verbs, flags, files,
units, options, units of the office and duties.  tests/install/as-written runs it."""
import os
import pathlib
import re
import sys
import subprocess

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from said import check, plan, root, text  # noqa: E402

build = pathlib.Path(os.environ.get("GANGSHAO_BUILD", root / "build"))


def said(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=root,
                          env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LC_MESSAGES": "en"}, **more)


commands = said("awk", "-f", "tests/install/commands.awk", "man/gangshao-server.8").stdout
typed = commands.replace("\\\n", " ")
check("a shell reads every command", said("sh", "-n", input=commands).stderr.splitlines())

page = text("man/gangshao-server.8").split(".Sh INSTALLATION", 1)[1].split("\n.Sh ", 1)[0]
targets = {t for line in re.findall(r"(?m)^make (.*)$", typed) for t in line.split()}
targets |= {t for line in re.findall(r"(?m)^\.Li make ([a-z -]+?)(?: [,.])?$", page) for t in line.split()}
rules = set(re.findall(r"(?m)^([a-z-]+)(?= [a-z-]+:|:)|(?<= )[a-z-]+(?=:)", text("Makefile")))
check("every target of make is there", sorted(targets - rules))

calls = re.findall(r"gangshaoctl((?: -o \w+)?) (admin [a-z-]+|[a-z]+)([^'\n]*)", typed)
verbs = {what for _, what, _ in calls if "*" not in what}
known, wrong = {}, []
for verb in verbs:
    r = said(str(build / "gangshaoctl"), *verb.split(), "--help")
    known[verb] = r.stdout + said(str(build / "gangshaoctl"), "admin" if verb.startswith("admin") else "help").stdout
    wrong += [] if r.returncode == 0 else [verb + ": " + r.stderr]
check("every verb is there", wrong)
check("every flag is there", sorted(f"{verb} {flag}" for _, verb, rest in calls for flag in re.findall(r"--[a-z-]+", rest)
                                    if verb in known and flag not in known[verb]))

files = re.findall(r"/usr/local/share/gangshao/(\S+)", typed)
check("every file that is installed is there", [f for f in files if not list((root / "sql").glob(f))])
units = re.findall(r"gangshao-[a-z]+\.(?:service|timer)", typed)
check("every service and timer is there", [u for u in units if not (root / "sql/server" / u).is_file()])
check("every service that is to run always and every timer is enabled",
      [u.name for u in (root / "sql/server").iterdir() if "WantedBy" in (u.read_text() if u.suffix in (".service", ".timer") else "")
       and not re.search(rf"enable --now[^\n]*{re.escape(u.name)}", typed)])
check("every page it refers to is there",
      [p for p, s in re.findall(r"\.Xr (gangshao\S*) ([1-8])", page)
       if not (root / f"man/{p}.{s}").is_file() and not (build / f"man/{p}.{s}").is_file()])

conf = re.search(r"/etc/gangshao/gangshao\.conf <<'END'\n(.*?)\nEND", commands, re.S).group(1)
options = {f"{group}.{key}" for group, body in re.findall(r"(\w+): \{(.*?)\}", conf, re.S) for key in re.findall(r"(\w+) =", body)}
check("every option of the workstation is there", sorted(options - set(re.findall(r'\{ "([a-z._]+)", CONF_', text("src/base/conf.c")))))
check("the unit of the office is there",
      [u for u in set(re.findall(r"--unit (\w+)", typed)) if f"\n{u}," not in text("sql/code/unit.csv")])
check("every duty is there", [d for d in set(re.findall(r"\br\d\d\b", typed)) if f"\n{d}," not in text("sql/code/role.csv")])
check("the chapter was read", [] if len(verbs) >= 8 and len(targets) >= 4 and len(options) == 2 and len(units) >= 4
      else [str((verbs, targets, options, units))])
plan()
