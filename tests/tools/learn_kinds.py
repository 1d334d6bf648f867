#!/usr/bin/env python3
"""Learns the weights of problem kinds (knowledge/kind_weights.tsv) from the development sentences, the short phrases, and
the articles' titles. The same input gives the same file: fixed order, fixed seed, no library beyond Python's own.

    tests/tools/learn_kinds.py build/release/tests/evaluate_understanding [--check]

--check learns on four fifths and prints how it does on the fifth left out, five times over; it writes nothing.
The held-out sentences are never read here."""
import math
import re
import sys

from article_sentences import heads
from learning import SENTENCES, learn, read, read_lines, score, write

KINDS = ("pest disease nutrition weather variety technique processing market policy animal_disease pesticide_injury "
         "other").split()
BELIEVED = {f"list:{kind}": [4.0 if other == kind else 0.0 for other in KINDS] for kind in KINDS}  # from the start


def titles():
    """Titles of articles, whole and by their signs alone, each with its kind."""
    lines = []
    for head in heads():
        title, kind = head["title"], head["kind"]
        parts = re.split(r"[：:]", title, maxsplit=1)
        lines += [f"{said}\t-\t{kind}\tnone" for said in dict.fromkeys([title, parts[-1]])]
    return lines


def examples_of(program):
    """Whole sentences, then all; a phrase is heard once alone and once about a crop or an animal."""
    whole = [e for name in ("earlier", "development", "as_told") for e in read(program, SENTENCES / f"{name}.tsv")]
    phrases = read(program, SENTENCES / "kind_phrases.tsv")
    about = [e for e in read(program, SENTENCES / "kind_phrases.tsv", "maize") if e.kinds != ["animal_disease"]]
    called = read_lines(program, titles())
    return [[([KINDS.index(kind) for kind in e.kinds], e.of_kinds) for e in some]
            for some in (whole, whole + phrases + about + called)]


def slips(sums, right):
    """Of a softmax of which any of the right answers will do."""
    top = max(sums)
    powers = [math.exp(s - top) for s in sums]
    total = sum(powers)
    chances = [p / total for p in powers]
    share = sum(chances[r] for r in right)
    return [chance - (chance / share if k in right else 0.0) for k, chance in enumerate(chances)]


def learn_kinds(examples):
    start = {trait: list(row) for trait, row in BELIEVED.items()}
    return learn(examples, len(KINDS), slips, rounds=8, shrink=0.0004, start=start)


def macro_f1(pairs):
    values = []
    for kind in range(len(KINDS)):
        meant = sum(m == kind for m, _ in pairs)
        said = sum(s == kind for _, s in pairs)
        both = sum(m == s == kind for m, s in pairs)
        if meant:
            values.append(2 * both / (meant + said))
    return sum(values) / len(values)


def check(whole, examples):
    rest = examples[len(whole):]
    heard = []
    for fold in range(5):
        weights = learn_kinds([e for i, e in enumerate(whole) if i % 5 != fold] + rest)
        for right, pairs in whole[fold::5]:
            sums = score(weights, pairs, len(KINDS))
            said = max(range(len(KINDS)), key=sums.__getitem__)
            heard.append((said if said in right else right[0], said))
    accuracy = sum(m == s for m, s in heard) / len(heard)
    print(f"left out, five times over: right {accuracy:.3f}, macro-F1 {macro_f1(heard):.3f} on {len(heard)} sentences")


def main():
    whole, examples = examples_of(sys.argv[1])
    print(f"{len(whole)} sentences, {len(examples)} examples in all")
    if "--check" in sys.argv:
        check(whole, examples)
    else:
        write("kind_weights.tsv", KINDS, learn_kinds(examples), least=0.1)


main()
