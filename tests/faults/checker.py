"""Compares what the outside world was told with what the store holds. Every breach is one line of text."""
import json
import random

from load import REPLY, Sender, hash_of

COLUMNS = ("id", "number", "state", "key", "text", "submissions", "withdrawals", "replies", "messages", "assignments",
           "decisions", "deadlines", "notices", "notices_twice")
# One row for each report of this load, with how many parts belong to it; the key stands in the text. Words in braces are
# spelled differently by each engine.
PARTS = r"""
WITH told AS (SELECT {arguments} ->> 'number' AS number, template, phone, count(*) AS times
              FROM notice GROUP BY 1, 2, 3),
     notices AS (SELECT number, sum(times) AS all_of_them, count(*) FILTER (WHERE times > 1) AS twice
                 FROM told GROUP BY number),
     ours AS (SELECT * FROM (SELECT *, {key} AS key FROM report) AS every WHERE key IS NOT NULL)
SELECT r.id, r.number, r.state, r.key, r.text,
       (SELECT count(*) FROM event e WHERE e.report_id = r.id AND e.from_state IS NULL),
       (SELECT count(*) FROM event e WHERE e.report_id = r.id AND e.action = 'withdraw'),
       (SELECT count(*) FROM event e WHERE e.report_id = r.id AND e.action = 'reply'),
       (SELECT count(*) FROM message m WHERE m.report_id = r.id AND m.text = '{reply} ' || r.key),
       (SELECT count(*) FROM assignment a WHERE a.report_id = r.id),
       (SELECT count(*) FROM routing_decision d WHERE d.report_id = r.id),
       (SELECT count(*) FROM deadline l WHERE l.report_id = r.id),
       coalesce(n.all_of_them, 0), coalesce(n.twice, 0)
FROM ours r LEFT JOIN notices n ON n.number = r.number
"""


def check(told, load, store, recount):
    """All breaches. `store` is asked by SQL, the services by their API; `recount` is what `agri110 recount` said."""
    return check_rows(told, store) + check_figures(recount) + list(check_through_the_api(load))


def check_rows(told, store):
    reports = rows_by_key(store)
    breaches = list(check_acknowledged(told, reports))
    for key, rows in reports.items():
        if len(rows) > 1:
            breaches.append(f"doubled: {key} stands {len(rows)} times")
        if key not in told.sent:
            breaches.append(f"from nowhere: {key}")
        for row in rows:
            breaches += [f"doubled: {what} of {key}" for what in doubled_parts(row)]
            breaches += [f"in part: {key} {what}" for what in missing_parts(row)]
            if hash_of(row["text"]) != told.sent.get(key):
                breaches.append(f"changed: {key} has another text than was sent")
    return breaches


def check_figures(recount):
    return [] if " 0 wrong counters, 0 wrong loads" in recount else ["wrong figures: " + recount.strip()]


def rows_by_key(store):
    found = {}
    for row in store.sql(PARTS.format(reply=REPLY, **store.WORDS)):
        fields = {name: value if name in ("id", "number", "state", "key", "text") else int(value)
                  for name, value in zip(COLUMNS, row, strict=True)}
        found.setdefault(fields["key"], []).append(fields)
    return found


def check_acknowledged(told, reports):
    for key, receipt in told.acknowledged.items():
        row = next((row for row in reports.get(key, []) if (row["id"], row["number"]) == receipt), None)
        if row is None:
            yield f"lost: {key} was acknowledged as {receipt}"
            continue
        if key in told.withdrawn and (row["state"] != "withdrawn" or row["withdrawals"] == 0):
            yield f"lost: the withdrawal of {key}"
        if key in told.replied and (row["messages"] == 0 or row["replies"] == 0):
            yield f"lost: the further message of {key}"


def doubled_parts(row):
    """Each farmer of this load does each thing at most once, and no deadline is near."""
    once = ("submissions", "withdrawals", "replies", "messages", "assignments", "decisions")
    yield from (part for part in once if row[part] > 1)
    if row["notices_twice"] > 0:
        yield "a notice"


def missing_parts(row):
    if row["submissions"] == 0:
        yield "has no first event"
    if row["decisions"] == 0:
        yield "has no routing decision"
    if row["messages"] != row["replies"]:
        yield "has a message without its event, or the other way round"
    if row["state"] == "submitted":
        yield "was never placed"
    if (row["state"] == "withdrawn") != (row["withdrawals"] > 0):
        yield "has a withdrawal without its state, or the other way round"
    if row["state"] in ("assigned", "escalated"):
        if row["assignments"] == 0:
            yield "is with nobody"
        if row["notices"] == 0:
            yield "nobody was told of it"
        if row["deadlines"] == 0:
            yield "has no deadline"


def check_through_the_api(load, sample=60):
    """Tracking links still open, and the same key still gets the first answer, from either service."""
    chosen = random.Random(1).sample(sorted(load.said), min(sample, len(load.said)))
    senders = [Sender([port]) for port in load.ports]
    for turn, key in enumerate(chosen):
        sender = senders[turn % len(senders)]
        said = load.said[key]
        shown = sender.get(f"/api/track/{said.receipt['tracking']['token']}")
        if not shown.good or json.loads(shown.text)["text"] != said.text:
            yield f"lost: the tracking link of {key} answers {shown.status}"
        again = sender.post("/api/reports", said.body(), key)
        if not again.good or json.loads(again.text) != said.receipt:
            yield f"forgotten: {key} sent again got {again.status} {again.text[:100]}"
