#!/usr/bin/python3
"""One term for one thing: ui/po/glossary.csv against what people read, which is the catalogue, the
code tables, the documents and what SQL functions write.  Chinese takes Chinese punctuation, and a law
is cited by its name and 第X条."""
import csv
import pathlib
import re
import subprocess

root = pathlib.Path(__file__).resolve().parents[2]
HAN = "\u4e00-\u9fff"
# Tables that carry another system's headings or machine text, not words of ours.
FOREIGN = {"exchange_12345_field", "dict_registry", "kpi", "report_table", "setting", "division", "unit",
           "document_form_2019", "document_form_2026"}
HALF = re.compile(rf"[{HAN}][,;:()?!]|[,;:()][{HAN}]")
# Keys and signs that stand as they are typed or shown.
SIGNS = re.compile(r"主机:端口|:lock 锁|![聚被] ?")
CITED = re.compile(rf"令(121|20)号?(§|第)|(121|20)号令第|第\d+条|§\d|(?<!《)(行政处罚法|食品安全法)第")
results = []


def check(faults, text):
    results.append(not faults)
    print(f"{'not ' if faults else ''}ok {len(results)} - {text}")
    for fault in faults[:20]:
        print("#", fault)


def catalogue():
    out = subprocess.run(["msgattrib", "--no-obsolete", "--no-wrap", str(root / "ui/po/zh_CN.po")],
                         capture_output=True, text=True).stdout
    for text in re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', out, re.M):
        yield "zh_CN.po", text


def tables():
    for path in sorted((root / "sql/code").glob("*.csv")):
        if path.stem not in FOREIGN:
            with path.open(encoding="utf-8", newline="") as f:
                for row in csv.DictReader(f):
                    yield path.name, row.get("name") or ""


def functions():
    for path in sorted((root / "sql/function").glob("*.sql")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.lstrip().startswith("--"):
                for text in re.findall(r"'([^']*)'", line):
                    yield path.name, text


def documents():
    for path in sorted((root / "sql/document").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, re.sub(r"\{\{.*?\}\}", "", line)


glossary = list(csv.DictReader((root / "ui/po/glossary.csv").open(encoding="utf-8")))
never = {word: row["word"] for row in glossary for word in row["never"].split()}
read = [*catalogue(), *tables(), *documents(), *functions()]
check([f"{where}: {word} ({never[word]}): {text}" for where, text in read for word in never if word in text],
      "every term is the glossary's")
check([row["word"] for row in glossary if row["word"] in row["never"].split()], "the glossary forbids no term of its own")
check([f"{where}: {text}" for where, text in [*catalogue(), *functions()]
       if HALF.search(SIGNS.sub("", text)) and not re.search(r"[|{^\\]|\.\*", text)],
      "Chinese takes Chinese punctuation")
check([f"{where}: {text}" for where, text in catalogue() if CITED.search(text)], "a law is cited as 《办法》第X条")
check([f"{where}: {text}" for where, text in read if re.search(r"按 +[F^ETP]|按(F\d+|\^[A-Z]|Esc|Tab) [一-鿿]", text)],
      "keys are named as in 按F6填写")
print(f"1..{len(results)}")
