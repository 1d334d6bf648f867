"""The table: every figure, what it is held against, and the goal."""
from .table import Row

RATE, P50, P99 = "per_second", "p50_us", "p99_us"
LEAN, WHOLE = "raw 64 lean", "raw 64 whole"
POST = "post 64 @10k"


def at_least(number):
    return (">=", number)


def at_most(number):
    return ("<=", number)


def growth(size, bound):
    return Row("I4", f"POST, 64 connections, at {size} to at 10k", (f"post 64 @{size}", RATE), (POST, RATE), at_least(bound), None, "/s")


def flat(what, size, bound):
    return Row("S1", f"statistics of {what}, p50, at {size} to at 10k", (f"{what} @{size}", P50), (f"{what} @10k", P50),
               at_most(bound), None, "us")


def right(size):
    return Row("S1", f"counters and loads that differ from a recount at {size}", (f"recount @{size}", "wrong"), None, at_most(0))


ROWS = [
    Row("raw", "SQLite alone, 1 lean report a commit", ("raw 1 lean", RATE), unit="/s"),
    Row("raw", "SQLite alone, whole to lean, 64 a commit", (WHOLE, RATE), (LEAN, RATE), unit="/s"),
    Row("I1", "POST, 64 connections, to lean raw-64", (POST, RATE), (LEAN, RATE), at_least(0.45), 0.60, "/s"),
    Row("I1", "POST, 64 connections, to whole raw-64", (POST, RATE), (WHOLE, RATE), unit="/s"),
    Row("I2", "POST, 256 connections, to lean raw-64", ("post 256", RATE), (LEAN, RATE), at_least(0.60), 0.75, "/s"),
    Row("I2", "POST, 256 connections, to whole raw-64", ("post 256", RATE), (WHOLE, RATE), unit="/s"),
    Row("I3", "POST, 64 connections, p99, to lean raw-64's commit", (POST, P99), (LEAN, P99), at_most(1.5), None, "us"),
    Row("I3", "POST, 64 connections, p99, to whole raw-64's commit", (POST, P99), (WHOLE, P99), unit="us"),
    growth("1m", 0.75),
    growth("10m", 0.6),
    Row("I5", "POST at 1m beside a statistics client", ("post 64 beside statistics", RATE), ("post 64 @1m", RATE), at_least(0.7),
        None, "/s"),
    Row("I5", "its p99 beside a statistics client", ("post 64 beside statistics", P99), ("post 64 @1m", P99), at_most(2), None, "us"),
    Row("I5", "that client's answers", ("post 64 beside statistics", "statistics_per_second"), unit="/s"),
    Row("R1", "GET report, 64 connections, to Beast alone", ("get report", RATE), ("ceiling", RATE), at_least(0.40), 0.55, "/s"),
    Row("R1", "GET tracking view, 64 connections, to Beast alone", ("get track", RATE), ("ceiling", RATE), unit="/s"),
    Row("R1", "inbox of 20, p50, at 1m to at 100k", ("inbox @1m", P50), ("inbox @100k", P50), at_most(1.3), None, "us"),
    Row("R2", "GET /healthz, 64 connections, to Beast alone", ("get healthz", RATE), ("ceiling", RATE), at_least(0.90), None, "/s"),
    flat("province", "1m", 2),
    flat("province", "10m", 3),
    flat("county", "1m", 2),
    flat("county", "10m", 3),
    right("10k"),
    right("100k"),
    right("1m"),
    Row("S2", "what counters cost SQLite alone, as a share", ("raw 64 whole", RATE), ("raw 64 without counters", RATE),
        at_most(0.15), None, "/s", cost=True),
    Row("S2", "their share of a use case in memory", ("counters", "counters_share"), None, at_most(0.15)),
    Row("M1", "Pss after intake on a fresh database", ("post 64 on fresh", "pss_mib"), None, at_most(12), None, "MiB"),
    Row("M1", "Pss after every operation at 1m", ("every operation", "pss_mib"), None, at_most(48), None, "MiB"),
    Row("T1", "start to first durable answer, empty", ("start empty", "ms"), None, at_most(50), None, "ms"),
    Row("T1", "start to first durable answer, 1m", ("start @1m", "ms"), None, at_most(100), None, "ms"),
    Row("T1", "the same after kill -9 at full speed", ("start after kill", "ms"), None, at_most(2000), None, "ms"),
    Row("T1", "log that this start found", ("start after kill", "log_mib"), unit="MiB"),
    Row("D1", "routing decision, 10,000 people, p50", ("routing", "p50_us"), None, at_most(20), None, "us"),
    Row("D1", "understanding a text, p50", ("triage", "p50_us"), None, at_most(50), None, "us"),
    Row("P1", "PostgreSQL: POST, 64 connections, to pgbench's insert", ("postgres post 64", RATE), ("pgbench insert", RATE),
        at_least(2), None, "/s"),
]
