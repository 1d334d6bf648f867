#!/usr/bin/env python3
"""Checks the house itself: which folder may include which, where SQL and Chinese may stand, and other plain rules.
Prints every breach with file and line. Tries itself on planted faults first, so that it cannot fall silent."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]

# What each folder may include, besides itself and the libraries.
service_may = {"domain", "text", "knowledge", "triage", "routing", "search", "storage", "stats", "service"}
arrows = {
    "src/domain": {"domain"},
    "src/text": {"text"},
    "src/knowledge": {"knowledge", "domain", "text"},
    "src/triage": {"triage", "domain", "text"},
    "src/routing": {"routing", "domain"},
    "src/search": {"search", "domain", "text"},
    "src/photos": {"photos", "domain"},
    "src/storage": {"storage", "domain"},
    "src/stats": {"stats", "domain", "storage"},
    "src/notify": {"notify", "domain", "storage"},
    "src/service": service_may | {"photos"},
    "src/demo": service_may | {"demo"},
    "src/backup": {"backup", "domain", "storage", "photos"},
    "src/http": {"http"},
    "handlers": {"handlers", "service", "search", "domain", "http", "text", "knowledge", "routing", "stats", "photos"},
    "src/app": service_may | {"app", "backup", "demo", "http", "handlers", "notify", "photos"},
}
folders = {name.split("/")[-1] for name in arrows}
include = re.compile(r'#include "([a-z_]+)/')
sql = re.compile(r"\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b")
chinese = re.compile(r"[\u3400-\u9fff]")
comment = re.compile(r"//.*$|^\s*(/\*|\*).*$")


def folder_of(path):
    return max((name for name in arrows if path.startswith(name + "/")), key=len, default=None)


def breaches_of(path, text):
    """Breaches of one source file, as (line, what)."""
    folder = folder_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        if folder:
            for target in include.findall(line):
                if target in folders and target not in arrows[folder]:
                    yield number, f"{folder} may not include {target}"
            code = comment.sub("", line)
            if sql.search(code) and folder not in ("src/storage", "src/stats", "src/app", "src/demo"):
                yield number, "SQL belongs in storage and stats"
            if chinese.search(code):
                yield number, "texts for people belong in knowledge/messages"
            if "catch (...)" in code:
                yield number, "catch (...) hides what went wrong"
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            yield number, "unfinished work belongs in an issue"


def breaches_of_page(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if chinese.search(comment.sub("", line)) and ".test." not in path:
            yield number, "texts of pages belong in web/messages"


def tracked():
    return subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True).stdout.split("\n")


def check_tree():
    found = []
    for path in filter(None, tracked()):
        full = root / path
        if not full.is_file():
            continue
        name = pathlib.PurePath(path)
        if re.fullmatch(r"(utils?|helpers?|common|managers?|misc)", name.stem) or any(
                part in ("util", "utils", "helper", "helpers", "common", "manager", "misc") for part in name.parts[:-1]):
            found.append(f"{path}:1: a drawer; name it by what is in it")
        if name.name == "README.md" and path != "README.md" and len(full.read_text().splitlines()) > 30:
            found.append(f"{path}:1: a folder's README has at most 30 lines")
        if name.suffix in (".cpp", ".hpp") and path.startswith(("src/", "handlers/")):
            text = full.read_text()
            found += [f"{path}:{line}: {what}" for line, what in breaches_of(path, text)]
            if len(text.splitlines()) > 500:
                found.append(f"{path}:1: longer than 500 lines; split it by subject")
        if name.suffix in (".ts", ".vue") and path.startswith("web/"):
            found += [f"{path}:{line}: {what}" for line, what in breaches_of_page(path, full.read_text())]
    for folder in arrows:
        if not (root / folder / "README.md").is_file():
            found.append(f"{folder}: no README.md")
    return found


def try_itself():
    planted = [
        ("src/storage/x.cpp", '#include "service/context.hpp"'),
        ("src/http/x.cpp", '#include "domain/report.hpp"'),
        ("src/service/x.cpp", 'tx.execute("DELETE FROM report");'),
        ("handlers/x.cpp", 'return "中文";'),
        ("src/routing/x.cpp", "} catch (...) {"),
        ("src/domain/x.cpp", "// TO" + "DO later"),
    ]
    for path, text in planted:
        if not list(breaches_of(path, text)):
            sys.exit(f"the check is blind: it does not see {text!r} in {path}")
    if list(breaches_of("src/service/x.cpp", '#include "storage/reports.hpp"  // 中文 may stand in comments')):
        sys.exit("the check sees faults where there are none")


try_itself()
breaches = check_tree()
print("\n".join(breaches) if breaches else "the house is in order")
sys.exit(1 if breaches else 0)
