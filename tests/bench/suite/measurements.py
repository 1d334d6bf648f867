"""Everything that is measured, by name. A measurement gives figures; what they are held against stands in goals.py."""
import dataclasses
import random
import sqlite3
import time
from typing import Callable

from . import data as prepared
from .postgres import Postgres
from .programs import Failed, Load, WrongAnswer, micro, raw_sqlite
from .servers import COMMISSIONER, NOTICE, PROVINCE_OFFICIAL, Ceiling, Service

COUNTY = 532822
BY = "by=crop"
INBOX = 20


@dataclasses.dataclass(frozen=True)
class Measurement:
    """`measure(bench)` gives a dictionary of figures."""
    measure: Callable
    size: str = "10k"
    once: bool = False  # the same in every round


@dataclasses.dataclass
class Bench:
    """What measurements share."""
    data: prepared.Data
    seconds: float
    seed: int = 0
    postgres: Postgres = None

    def new_seed(self):
        """Reports of another measurement have other phones and keys."""
        self.seed += 1
        return self.seed

    def load(self, server, *words):
        return Load(server.port, "--seconds", self.seconds, *words)

    def reports(self, server, connections):
        return self.load(server, "--connections", connections, "--report", NOTICE, "--seed", self.new_seed())

    def reads(self, server, connections, lines, cookie=""):
        """Each line a path, and what its answer must hold."""
        paths = self.data.new_folder() / "paths"
        paths.write_text("\n".join(lines), encoding="utf-8")
        return self.load(server, "--connections", connections, "--read", paths, *(["--cookie", cookie] if cookie else []))


def with_costs(server, load):
    """What the load measured, and what the server spent on it."""
    before = server.cpu_seconds()
    told = load.finished()
    return told | {"cpu_seconds": server.cpu_seconds() - before, "pss_mib": server.pss_mib()}


def post(connections, size):
    def measure(bench):
        folder = bench.data.copy(size)
        with Service(folder) as service:
            told = with_costs(service, bench.reports(service, connections))
        bench.data.done_with(folder)
        return told
    return measure


def post_on_fresh(bench):
    """People and teams of the demonstration only, as an installation begins."""
    folder = bench.data.empty()
    with Service(folder) as service:
        told = with_costs(service, bench.reports(service, 64))
    bench.data.done_with(folder)
    return told


def raw(group, rows, *words):
    def measure(bench):
        folder, report = bench.data.with_report()
        told = raw_sqlite(folder / "agri110.db", report, "--seconds", bench.seconds, "--group", group, "--rows", rows, *words)
        bench.data.done_with(folder)
        return told
    return measure


def post_beside_statistics(bench):
    folder = bench.data.copy("1m")
    counties = [row[0] for row in prepared.rows_of(folder, "SELECT DISTINCT region FROM counter WHERE region % 100 <> 0")]
    lines = [f"/api/statistics/{region}?{BY}" for region in [530000, *counties]]
    with Service(folder) as service:
        asking = bench.reads(service, 1, lines, service.log_in(PROVINCE_OFFICIAL))
        told = with_costs(service, bench.reports(service, 64))
        statistics = asking.finished()
    return told | {"statistics_per_second": statistics["per_second"], "statistics_p50_us": statistics["p50_us"]}


def some_reports(folder, many=1000):
    """(id, number, token) of reports old and new; the same ones each time."""
    rows = prepared.rows_of(folder, "SELECT id, number, token FROM report ORDER BY id")
    return random.Random(110).sample(rows, many)


def get(lines_of, login=None):
    def measure(bench):
        folder = bench.data.copy("10k")
        lines = lines_of(folder)
        with Service(folder) as service:
            cookie = service.log_in(login) if login else ""
            told = with_costs(service, bench.reads(service, 64, lines, cookie))
        bench.data.done_with(folder)
        return told
    return measure


def report_lines(folder):
    return [f"/api/reports/{id} {number}" for id, number, _ in some_reports(folder)]


def track_lines(folder):
    return [f"/api/track/{token} {number}" for _, number, token in some_reports(folder)]


def ceiling(bench):
    with Ceiling(bench.data.new_folder()) as server:
        return with_costs(server, bench.reads(server, 64, ["/ text"]))


def fill_inbox(service, official, commissioner):
    """Hands the commissioner reports until the list is as long as the goal says."""
    mine = {"Cookie": commissioner}
    me = service.expect(200, "GET", "/api/session", headers=mine)[1]["account"]["commissioner"]
    listed = service.expect(200, "GET", "/api/reports?mine=1&open=1", headers=mine)[1]["reports"]
    for n in range(2 * INBOX):
        if len(listed) >= INBOX:
            return
        receipt = service.submit(f"inbox-{time.monotonic_ns()}-{n}", f"1370000{n:04}")
        service.ask("POST", f"/api/reports/{receipt['id']}/transfer", {"reason": "", "commissioner": me}, {"Cookie": official})
        listed = service.expect(200, "GET", "/api/reports?mine=1&open=1", headers=mine)[1]["reports"]
    raise Failed(f"the inbox holds {len(listed)} reports, not {INBOX}")


def inbox(size):
    def measure(bench):
        folder = bench.data.copy(size)
        with Service(folder) as service:
            commissioner = service.log_in(COMMISSIONER)
            fill_inbox(service, service.log_in(PROVINCE_OFFICIAL), commissioner)
            told = with_costs(service, bench.reads(service, 1, ["/api/reports?mine=1&open=1 reports"], commissioner))
        bench.data.done_with(folder)
        return told
    return measure


def statistics(region, size):
    def measure(bench):
        folder = bench.data.copy(size)
        with Service(folder) as service:
            line = f'/api/statistics/{region}?{BY} "region"'
            told = with_costs(service, bench.reads(service, 1, [line], service.log_in(PROVINCE_OFFICIAL)))
        bench.data.done_with(folder)
        return told
    return measure


def recount(size):
    """Statistics are right when the counters equal a naive recount, also after intake at full speed."""
    def measure(bench):
        folder = bench.data.copy(size)
        with Service(folder) as service:
            bench.reports(service, 64).finished()
        wrong = prepared.wrong_figures(folder)
        bench.data.done_with(folder)
        if wrong:
            raise WrongAnswer(f"{wrong} counters or loads differ from a recount at {size}")
        return {"wrong": wrong}
    return measure


def every_operation(bench):
    """Memory after intake, reading, lists and statistics in one process."""
    folder = bench.data.copy("1m")
    lines = report_lines(folder) + track_lines(folder)
    with Service(folder) as service:
        official, commissioner = service.log_in(PROVINCE_OFFICIAL), service.log_in(COMMISSIONER)
        bench.reports(service, 64).finished()
        bench.reads(service, 64, [line for line in lines if "/api/reports" in line], official).finished()
        bench.reads(service, 64, [line for line in lines if "/api/track" in line]).finished()
        bench.reads(service, 4, ["/api/reports reports", "/api/reports?open=1 reports", "/api/reports?overdue=1 reports"],
                    official).finished()
        bench.reads(service, 4, ["/api/reports?mine=1&open=1 reports"], commissioner).finished()
        return with_costs(service, bench.reads(service, 4, [f"/api/statistics/{region}?by={by}" for region in (530000, COUNTY)
                                                            for by in ("crop", "team", "month", "kind", "county")], official))


def first_answer(folder):
    """Milliseconds from the start of the process to the first durable 201."""
    began = time.monotonic()
    with Service(folder) as service:
        service.submit(f"start-{time.monotonic_ns()}")
        return (time.monotonic() - began) * 1000


def start(folder_of):
    def measure(bench):
        folder = folder_of(bench)
        took = first_answer(folder)
        bench.data.done_with(folder)
        return {"ms": took}
    return measure


def kill_at_full_speed(bench, folder):
    """The MiB of log that this leaves: a reader has kept it from being moved for some seconds."""
    service = Service(folder)
    reader = sqlite3.connect(f"file:{folder / 'agri110.db'}?mode=ro", uri=True, isolation_level=None)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM reporter").fetchone()
        load = bench.load(service, "--connections", 64, "--report", NOTICE, "--seed", bench.new_seed(), "--warm-up", 60)
        time.sleep(2 * bench.seconds)
    finally:
        service.kill()
        reader.close()
    load.end()
    return (folder / "agri110.db-wal").stat().st_size / 2**20


def start_after_kill(bench):
    folder = bench.data.copy("10k")
    log_mib = kill_at_full_speed(bench, folder)
    took = first_answer(folder)
    bench.data.done_with(folder)
    return {"ms": took, "log_mib": log_mib}


def postgres(bench):
    if bench.postgres is None:
        bench.postgres = Postgres(bench.data.with_report()[0])
    return bench.postgres


def post_on_postgres(bench):
    url = postgres(bench).new_copy()
    with Service(bench.data.new_folder(), url) as service:
        return with_costs(service, bench.reports(service, 64))


def pgbench(bench):
    return {"per_second": postgres(bench).insert_alone(64, bench.seconds)}


def of_micro(program, name):
    return lambda bench: micro(program, name)[name]


MEASUREMENTS = {
    "raw 1 lean": Measurement(raw(1, "lean")),
    "raw 64 lean": Measurement(raw(64, "lean")),
    "raw 64 whole": Measurement(raw(64, "whole")),
    "raw 64 without counters": Measurement(raw(64, "whole", "--without-counters")),
    "ceiling": Measurement(ceiling),
    "post 256": Measurement(post(256, "10k")),
    **{f"post 64 @{size}": Measurement(post(64, size), size) for size in prepared.SIZES},
    "post 64 on fresh": Measurement(post_on_fresh),
    "post 64 beside statistics": Measurement(post_beside_statistics, "1m"),
    "get report": Measurement(get(report_lines, PROVINCE_OFFICIAL)),
    "get track": Measurement(get(track_lines)),
    "get healthz": Measurement(get(lambda _: ["/healthz alive"])),
    **{f"inbox @{size}": Measurement(inbox(size), size) for size in ("100k", "1m")},
    **{f"province @{size}": Measurement(statistics(530000, size), size) for size in ("10k", "1m", "10m")},
    **{f"county @{size}": Measurement(statistics(COUNTY, size), size) for size in ("10k", "1m", "10m")},
    **{f"recount @{size}": Measurement(recount(size), size, once=True) for size in ("10k", "100k", "1m")},
    "every operation": Measurement(every_operation, "1m", once=True),
    "start empty": Measurement(start(lambda bench: bench.data.empty())),
    "start @1m": Measurement(start(lambda bench: bench.data.copy("1m")), "1m"),
    "start after kill": Measurement(start_after_kill),
    "routing": Measurement(of_micro("routing_bench", "decide_one_report")),
    "triage": Measurement(of_micro("triage_bench", "understand_a_text")),
    "counters": Measurement(of_micro("intake_bench", "submit_one_report")),
    "postgres post 64": Measurement(post_on_postgres),
    "pgbench insert": Measurement(pgbench),
}
