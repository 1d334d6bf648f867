"""Compares what the outside world was told with what the store holds. Every breach is one line of text."""
import json
import random

from load import Sender


def check(ledger, load, server, recount):
    """All breaches. `server` is asked by SQL, the service by its API; `recount` gives what `agri110 recount` said."""
    sent, acknowledged, withdrawn = ledger.read()
    reports = rows_by_key(server)
    breaches = []
    for key, rows in reports.items():
        if len(rows) > 1:
            breaches.append(f"doubled: {key} stands {len(rows)} times")
        if key not in sent:
            breaches.append(f"from nowhere: {key}")
    for key, report_id in acknowledged.items():
        row = next((row for row in reports.get(key, []) if row["id"] == report_id), None)
        if row is None:
            breaches.append(f"lost: {key} was acknowledged as {report_id}")
        elif key in withdrawn and row["state"] != "withdrawn":
            breaches.append(f"lost: the withdrawal of {key}")
    for key, rows in reports.items():
        breaches += [f"in part: {key} {what}" for row in rows for what in missing_parts(row)]
    if " 0 wrong counters, 0 wrong loads" not in recount:
        breaches.append("wrong figures: " + recount.strip())
    return breaches + list(check_through_the_api(acknowledged, load))


def rows_by_key(server):
    """Reports of this load with the parts that belong to each; the key stands in the text."""
    rows = server.sql(
        "SELECT r.id, r.number, r.state, substring(r.text FROM 'k[0-9]{2}-[0-9]{6}'),"
        " (SELECT count(*) FROM event e WHERE e.report_id = r.id),"
        " (SELECT count(*) FROM assignment a WHERE a.report_id = r.id),"
        " (SELECT count(*) FROM routing_decision d WHERE d.report_id = r.id),"
        " (SELECT count(*) FROM deadline l WHERE l.report_id = r.id),"
        " (SELECT count(*) FROM notice n WHERE n.arguments LIKE '%' || r.number || '%')"
        " FROM report r WHERE r.text ~ 'k[0-9]{2}-[0-9]{6}'")
    found = {}
    for row in rows:
        names = ("id", "number", "state", "key", "events", "assignments", "decisions", "deadlines", "notices")
        fields = dict(zip(names, row))
        found.setdefault(fields["key"], []).append(fields)
    return found


def missing_parts(row):
    if int(row["events"]) == 0:
        yield "has no event"
    if int(row["decisions"]) == 0:
        yield "has no routing decision"
    if row["state"] != "triage" and row["state"] != "withdrawn":
        if int(row["assignments"]) == 0:
            yield "is with nobody"
        if int(row["notices"]) == 0:
            yield "nobody was told of it"
        if int(row["deadlines"]) == 0:
            yield "has no deadline"


def check_through_the_api(acknowledged, load, sample=60):
    """Tracking links still open, and the same key still gets the first answer."""
    chosen = random.Random(1).sample(sorted(acknowledged), min(sample, len(acknowledged)))
    sender = Sender(load.ports, 0)
    for key in chosen:
        receipt = load.answers[key]
        status, text = sender.get(f"/api/track/{receipt['tracking']['token']}")
        if status != 200 or key not in json.loads(text)["text"]:
            yield f"lost: the tracking link of {key} answers {status}"
