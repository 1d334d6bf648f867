"""Goals as data, ratios from measurements, one table."""
import dataclasses
import statistics

MET, MISSED, FIGURE = "met", "MISSED", ""


@dataclasses.dataclass(frozen=True)
class Row:
    """One line: a figure of a measurement, held against another one of the same round or against a number.

    `value` and `against` are (measurement, figure). Without `against` the goal is for the value itself.
    A goal is (">=" or "<=", number); without one the line only informs."""
    id: str
    what: str
    value: tuple
    against: tuple = None
    goal: tuple = None
    aim: float = None
    unit: str = ""
    cost: bool = False  # what the value loses against the other, as a share

    def measurements(self):
        return [self.value[0]] + ([self.against[0]] if self.against else [])


def judged(row, rounds):
    """The medians of a row over the rounds that have its measurements; nothing when none has."""
    whole = [r for r in rounds if all(name in r for name in row.measurements())]
    if not whole:
        return None
    values = [figure(r, row.value) for r in whole]
    line = {"id": row.id, "what": row.what, "value": statistics.median(values), "unit": row.unit, "rounds": len(whole)}
    held = line["value"]
    if row.against:
        others = [figure(r, row.against) for r in whole]
        ratios = [value / other for value, other in zip(values, others)]
        held = statistics.median(1 - ratio if row.cost else ratio for ratio in ratios)
        line |= {"reference": statistics.median(others), "ratio": held}
    if row.goal:
        sign, bound = row.goal
        line |= {"goal": f"{sign} {bound:g}", "verdict": MET if (held >= bound if sign == ">=" else held <= bound) else MISSED}
        if row.aim is not None:
            line["goal"] += f" (aim {row.aim:g})"
    spent = whole[-1].get(row.value[0], {})
    line |= {name: spent[name] for name in ("cpu_seconds", "pss_mib") if name in spent}
    return line


def figure(measured, path):
    return measured[path[0]][path[1]]


def number(value):
    if value is None:
        return ""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def printed(lines):
    head = ["id", "what", "value", "reference", "ratio", "goal", "", "CPU s", "MiB"]
    rows = [head] + [[line["id"], line["what"], f"{number(line['value'])} {line['unit']}".strip(),
                      number(line.get("reference")), number(line.get("ratio")), line.get("goal", ""),
                      line.get("verdict", FIGURE), number(line.get("cpu_seconds")), number(line.get("pss_mib"))]
                     for line in lines]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    left = (0, 1, 5, 6)
    return "\n".join("  ".join(cell.ljust(width) if i in left else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths))).rstrip() for row in rows)
