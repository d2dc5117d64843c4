#!/usr/bin/python3
"""What gangshao(1) and the help screen name as a key or a command is in the tables, and every
word that Tab offers behind a colon is one that is understood."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from said import check, plan, root, text  # noqa: E402


man, table = text("man/gangshao.1"), text("ui/term/keys.c")
rows = re.findall(r'\{ ACT_\w+, "[\w-]+", "([^"]+)", (?:"([^"]+)"|NULL)', table)
keys = {key for row in rows for key in row if key}
section = man[man.index(".Sh KEYS"):man.index(".Sh ENVIRONMENT")]
named = {word.removeprefix("\\&") for item in re.findall(r"(?m)^\.It Ic (.*)$", section)
         for word in re.split(r" (?:, (?:Ic )?)?", item) if word not in ("", "Ic", ",", "digits")}
check("every key of gangshao(1) is in the table", sorted(named - keys))

known = set(re.findall(r'\{ "([a-z]+)", verb_', text("ui/command.c")))
known |= set(re.findall(r'str_eq\(verb, "([a-z]+)"\)', text("ui/part/listing.c")))
actions = {name for path in (root / "src/action").glob("*.c")
           for name in re.findall(r'\.name = "([a-z_]+)"', path.read_text(encoding="utf-8"))}
short = {name[0] for name in re.findall(r'\{ ACT_\w+, "([a-z]+)" \}', text("ui/part/row.c"))}
known |= actions | short
offered = text("ui/command.c").split("command_words[] = {", 1)[1].split("};", 1)[0]
check("every word that Tab offers is understood",
      sorted({w.split()[0] for w in re.findall(r'"([a-z ]+)"', offered)} - known))
check("every :word of gangshao(1) is understood", sorted(set(re.findall(r"[ \n]:([a-z]+)", man)) - known))
check("every :word of the help is understood", sorted(
      set(re.findall(r'\{ ":([a-z]+)"', text("ui/screen/help.c"))) - known))
check("the tables were read", [] if len(keys) > 60 and len(known) > 60 and len(named) > 40 else [str((len(keys), len(known), len(named)))])
plan()
