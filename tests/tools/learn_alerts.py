#!/usr/bin/env python3
"""Learns the weights of alerts (knowledge/alert_weights.tsv) from the development sentences and the alert sentences: what no
rule of urgency.toml foresees, but sentences like it were alerts. The same input gives the same file.

    tests/tools/learn_alerts.py build/release/tests/evaluate_understanding [--check]

The rules raise an alert whatever is learned here. How soon the weights do is set on sentences left out, so that they raise
one for at most MISTAKEN of the harmless sentences of alerts.tsv, most of which were written to be mistaken; --check prints
what that gives and writes nothing. The held-out sentences are never read here."""
import math
import sys

from learning import SENTENCES, learn, read, score, write

ALERTS = "animal_epidemic mass_death human_poisoning".split()
MISTAKEN = 0.13
FOLDS = 5


class Heard:
    """A sentence, and what weights that were learned without it say."""

    def __init__(self, example, name):
        self.right = [ALERTS.index(alert) for alert in example.alerts if alert != "none"]
        self.traits = example.of_alerts
        self.hard = name == "alerts"
        self.times = 3 if name in ("earlier", "ordinary", "later") else 1  # those must not go wrong
        self.sums = []

    def loudest(self):
        return max(self.sums)

    def is_right(self):
        return self.sums.index(self.loudest()) in self.right


def sentences_of(program):
    """Of doubtful ones, which may be none, nothing is learned. Later messages follow a report on anything."""
    sets = [(name, "") for name in ("earlier", "development", "kind_phrases", "ordinary", "as_told", "alerts")]
    sets += [("later", crop) for crop in ("", "pig", "tea")]
    return [Heard(example, name) for name, crop in sets for example in read(program, SENTENCES / f"{name}.tsv", crop)
            if example.alerts == ["none"] or "none" not in example.alerts]


def slips(sums, right):
    """Each alert is a question of its own."""
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, s)))) - (k in right) for k, s in enumerate(sums)]


def learn_alerts(sentences):
    return learn([(s.right, s.traits) for s in sentences for _ in range(s.times)], len(ALERTS), slips, rounds=12, shrink=0.0004)


def hear_left_out(sentences):
    for fold in range(FOLDS):
        weights = learn_alerts([s for i, s in enumerate(sentences) if i % FOLDS != fold])
        for sentence in sentences[fold::FOLDS]:
            sentence.sums = score(weights, sentence.traits, len(ALERTS))


def threshold_of(sentences):
    """The sum from which on an alert is raised."""
    harmless = sorted((s.loudest() for s in sentences if s.hard and not s.right), reverse=True)
    return harmless[int(MISTAKEN * len(harmless))]


def tell(sentences, threshold):
    for hard in (False, True):
        alerts = [s for s in sentences if s.right and s.hard == hard]
        noticed = [s for s in alerts if s.loudest() > threshold]
        harmless = [s for s in sentences if not s.right and s.hard == hard]
        print(f"{'alerts.tsv' if hard else 'the others'}: of {len(alerts)} alerts {len(noticed)} noticed, "
              f"{sum(s.is_right() for s in noticed)} as what they are; "
              f"{sum(s.loudest() > threshold for s in harmless)} false alarms on {len(harmless)}")


def main():
    sentences = sentences_of(sys.argv[1])
    hear_left_out(sentences)
    threshold = threshold_of(sentences)
    print(f"left out, by the weights alone, from {threshold:.2f} on:")
    tell(sentences, threshold)
    if "--check" not in sys.argv:
        weights = learn_alerts(sentences)
        weights["bias"] = [weight - threshold for weight in weights["bias"]]
        write("alert_weights.tsv", ALERTS, weights, least=0.05)


main()
