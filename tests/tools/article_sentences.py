#!/usr/bin/env python3
"""Prints the titles of knowledge/articles as sentences for evaluate_understanding: text, crops, kind, alert. Nobody tuned
words on them, and each says which crop it is about. A title about a group may be read as any crop below it. No alert is
looked for in a title."""
import pathlib
import tomllib

root = pathlib.Path(__file__).resolve().parents[2]


def parents():
    tree = tomllib.loads((root / "knowledge/crops.toml").read_text())
    above = {crop["id"]: crop["group"] for crop in tree["crop"]}
    above.update({group["id"]: group["sector"] for group in tree["group"]})
    return above


def below(crop, above):
    return [crop] + [name for child, parent in above.items() if parent == crop for name in below(child, above)]


def heads():
    """The front matter of each article."""
    for path in sorted((root / "knowledge/articles").glob("*/*.md")):
        yield tomllib.loads(path.read_text().split("+++")[1])


def main():
    above = parents()
    for head in heads():
        crops = dict.fromkeys(below(head["crop"], above) + [above.get(head["crop"], head["crop"])])
        print(f"{head['title']}\t{','.join(crops)}\t{head['kind']}\tnone,animal_epidemic,mass_death,human_poisoning")


if __name__ == "__main__":
    main()
