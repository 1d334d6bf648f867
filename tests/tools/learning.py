"""What the learners share: sentences as traits, and logistic regression without any library, the same each time."""
import math
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "tests/unit/triage/sentences"
RATE = 0.15


class Example:
    """A sentence: the kinds and alerts that are right, and what each is decided from as (trait, strength)."""

    def __init__(self, line):
        kinds, alerts, *rest = line.split("\t")
        self.kinds = kinds.split(",")
        self.alerts = alerts.split(",")
        traits = {"*": [], "k": [], "a": []}
        for trait in rest:
            name, value = trait.rsplit("=", 1)
            traits[name[0]].append((name[1:], float(value)))
        self.of_kinds = traits["*"] + traits["k"]
        self.of_alerts = traits["*"] + traits["a"]


def read(program, file, crop=None):
    wish = ["--traits", *([f"--crop={crop}"] if crop else [])]
    done = subprocess.run([program, *wish, ROOT / "knowledge", file], capture_output=True, text=True, check=True)
    return [Example(line) for line in done.stdout.splitlines()]


def read_lines(program, lines, crop=None):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        return read(program, file.name, crop)


def is_named(trait):
    """No gram: never drawn to zero."""
    return trait == "bias" or ":" in trait


def score(weights, pairs, answers):
    sums = [0.0] * answers
    for name, value in pairs:
        row = weights.get(name)
        if row:
            for k in range(answers):
                sums[k] += value * row[k]
    return sums


def learn(examples, answers, slips, *, rounds, shrink, rarest=2, start=None):
    """Stochastic descent with a step that shrinks for each trait. `examples` are (right, pairs); slips(sums, right) says how
    far each answer is off. `start` holds weights to begin from."""
    counts = {}
    for _, pairs in examples:
        for name, _ in pairs:
            counts[name] = counts.get(name, 0) + 1
    weights = {n: [0.0] * answers for n, c in counts.items() if c >= rarest or is_named(n)}
    weights.update({n: row for n, row in (start or {}).items() if n in weights})
    steps = {n: [1.0] * answers for n in weights}
    sums = {n: [0.0] * answers for n in weights}
    prepared = [(right, [(n, v) for n, v in pairs if n in weights]) for right, pairs in examples]
    dice = random.Random(110)
    for turn in range(rounds):
        dice.shuffle(prepared)
        for right, pairs in prepared:
            for k, slip in enumerate(slips(score(weights, pairs, answers), right)):
                if abs(slip) < 0.002:
                    continue
                for name, value in pairs:
                    row, step = weights[name], steps[name]
                    slope = slip * value + (0 if is_named(name) else shrink * row[k])
                    step[k] += slope * slope
                    row[k] -= RATE * slope / math.sqrt(step[k])
        if turn >= rounds // 2:  # the mean of the later rounds swings less than the last one
            for name, row in weights.items():
                for k in range(answers):
                    sums[name][k] += row[k]
    return {name: [w / (rounds - rounds // 2) for w in row] for name, row in sums.items()}


def write(name, answers, weights, least):
    """knowledge/<name>; weights below `least` are left out."""
    lines = [f"# Learned by {pathlib.Path(sys.argv[0]).name} in tests/tools; change the sentences, not this file.",
             "\t".join(["trait", *answers])]
    for trait in sorted(weights):
        cells = [f"{w:.2f}" if abs(w) >= least else "" for w in weights[trait]]
        if any(cells):
            lines.append(trait + "\t" + "\t".join(cells).rstrip("\t"))
    (ROOT / "knowledge" / name).write_text("\n".join(lines) + "\n")
    print(f"{len(lines) - 2} traits")
