#!/usr/bin/env python3
"""Learns the weights of problem kinds (knowledge/kind_weights.tsv) from the development sentences, the short phrases and
the articles' titles. The same input gives the same file: fixed order, fixed seed, no library beyond Python's own.

    tests/tools/learn_kinds.py build/release/tests/evaluate_understanding [--check]

--check learns on four fifths and prints how it does on the fifth left out, five times over; it writes nothing.
The held-out sentences are never read here."""
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from article_sentences import heads

root = pathlib.Path(__file__).resolve().parents[2]
sentences = root / "tests/unit/triage/sentences"
kinds = ("pest disease nutrition weather variety technique processing market policy animal_disease pesticide_injury "
         "other").split()
rounds, rate, shrink, least, rarest = 16, 0.25, 0.0004, 0.1, 2


def titles():
    """Titles of articles, whole and by their signs alone, each with its kind."""
    lines = []
    for head in heads():
        title, kind = head["title"], head["kind"]
        parts = re.split(r"[：:]", title, maxsplit=1)
        lines += [f"{said}\t-\t{kind}\tnone" for said in dict.fromkeys([title, parts[-1]])]
    return lines


def traits(program, file, crop=None):
    wish = "--traits" + (f"={crop}" if crop else "")
    done = subprocess.run([program, wish, root / "knowledge", file], capture_output=True, text=True, check=True)
    examples = []
    for line in done.stdout.splitlines():
        first, *rest = line.split("\t")
        pairs = [trait.rsplit("=", 1) for trait in rest]
        examples.append((first.split(","), [(name, float(value)) for name, value in pairs]))
    return examples


def examples_of(program):
    """Whole sentences count double; a phrase is heard once alone and once about a crop or an animal."""
    whole = traits(program, sentences / "earlier.tsv") + traits(program, sentences / "development.tsv")
    phrases = traits(program, sentences / "kind_phrases.tsv")
    about = traits(program, sentences / "kind_phrases.tsv", "maize")
    about = [e for e in about if e[0] != ["animal_disease"]]
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.write("\n".join(titles()) + "\n")
        file.flush()
        called = traits(program, file.name)
    return whole, whole + phrases + about + called


def softmax(scores):
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def score(weights, pairs):
    sums = [0.0] * len(kinds)
    for name, value in pairs:
        row = weights.get(name)
        if row:
            for k in range(len(kinds)):
                sums[k] += value * row[k]
    return sums


def learn(examples):
    """Logistic regression by stochastic descent with a step that shrinks for each trait; weights drawn to zero."""
    counts = {}
    for _, pairs in examples:
        for name, _ in pairs:
            counts[name] = counts.get(name, 0) + 1
    weights = {n: [0.0] * len(kinds) for n, c in counts.items() if c >= rarest or ":" in n}
    for k, kind in enumerate(kinds):  # the lists are believed from the start
        if f"list:{kind}" in weights:
            weights[f"list:{kind}"][k] = 4.0
    steps = {n: [1.0] * len(kinds) for n in weights}
    prepared = []
    for right, pairs in examples:
        prepared.append(([kinds.index(r) for r in right], [(n, v) for n, v in pairs if n in weights]))
    dice = random.Random(110)
    for _ in range(rounds):
        dice.shuffle(prepared)
        for right, pairs in prepared:
            chances = softmax(score(weights, pairs))
            share = sum(chances[r] for r in right)
            for k in range(len(kinds)):
                wanted = chances[k] / share if k in right else 0.0
                slip = chances[k] - wanted
                if abs(slip) < 0.002:
                    continue
                for name, value in pairs:
                    row, step = weights[name], steps[name]
                    slope = slip * value + (shrink * row[k] if ":" not in name and name != "bias" else 0)
                    step[k] += slope * slope
                    row[k] -= rate * slope / math.sqrt(step[k])
    return weights


def write(weights):
    lines = ["# Weights of problem kinds, learned by tests/tools/learn_kinds.py; change the sentences, not this file.",
             "\t".join(["trait", *kinds])]
    for name in sorted(weights):
        cells = [f"{w:.2f}" if abs(w) >= least else "" for w in weights[name]]
        if any(cells):
            lines.append(name + "\t" + "\t".join(cells).rstrip("\t"))
    (root / "knowledge/kind_weights.tsv").write_text("\n".join(lines) + "\n")
    print(f"{len(lines) - 2} traits")


def macro_f1(pairs):
    values = []
    for kind in kinds:
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
        left_out = whole[fold::5]
        weights = learn([e for i, e in enumerate(whole) if i % 5 != fold] + rest)
        for right, pairs in left_out:
            said = kinds[max(range(len(kinds)), key=lambda k, s=score(weights, pairs): s[k])]
            heard.append((said if said in right else right[0], said))
    accuracy = sum(m == s for m, s in heard) / len(heard)
    print(f"left out, five times over: right {accuracy:.3f}, macro-F1 {macro_f1(heard):.3f} on {len(heard)} sentences")


def main():
    program = sys.argv[1]
    whole, examples = examples_of(program)
    print(f"{len(whole)} sentences, {len(examples)} examples in all")
    if "--check" in sys.argv:
        check(whole, examples)
    else:
        write(learn(examples))


main()
