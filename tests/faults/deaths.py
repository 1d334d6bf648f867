"""One service that dies again and again, on the same data: farmers at full speed, the end, the next start, the verdict."""
import multiprocessing
import pathlib
import signal
import time

import checker
from homes import url_of
from load import Load, Sender
from services import Service
from sqlite_store import SqliteStore

FARMERS = 6
READY_WITHIN = 2.0  # seconds
RETRIED = 12        # of those who got no answer
ASKED_AGAIN = 8     # of those who got one


class Installation:
    """`home` is its data folder."""

    def __init__(self, home, ledger):
        self.home = home
        self.ledger = ledger
        self.service = None
        self.load = None
        self.acknowledged = 0
        self.ready_after = 0.0

    def start(self, before=(), strange=None):
        """Comes back when it is ready. `strange` is an environment that plants a fault."""
        began = time.monotonic()
        self.service = Service(url_of(self.home), self.home, before=before, environment=strange)
        sender = Sender([self.service.port])
        while not sender.get("/readyz").good:
            if time.monotonic() - began > 30:
                raise RuntimeError("not ready after 30 s")
            time.sleep(0.01)
        self.ready_after = time.monotonic() - began

    def let_farmers_in(self, seed, number, photos=0.15):
        """`number` is that of the cycle: keys are never used twice."""
        self.load = Load([self.service.port], self.ledger, FARMERS, seed * 100_003 + number, photos,
                         first=number % 900 * 1000)
        self.load.start()

    def freeze(self):
        """Nobody is answered any more: with the power all of the machine goes at once, also a thread to which a flush is
        just coming back. One that is inside a flush stays in it."""
        self.service.process.send_signal(signal.SIGSTOP)
        tasks = pathlib.Path(f"/proc/{self.service.process.pid}/task")
        while any((task / "stat").read_text().rsplit(") ", 1)[1][0] == "R" for task in tasks.iterdir()):
            pass

    def bury(self):
        """After its death: nobody waits for an answer any more."""
        self.service.kill()
        self.load.abandon()
        self.load.stop()
        self.acknowledged += len(self.load.said)

    def recover(self):
        """Breaches: not ready in time, for whatever reason but a busy machine; or a promise broken."""
        try:
            self._start_in_time()
        except RuntimeError as error:
            return [f"did not recover: {error}"]
        self.load.ports = [self.service.port]
        if self.ready_after > READY_WITHIN:
            return [f"ready after {self.ready_after:.1f} s", *self.verdict()]
        return self.verdict()

    def _start_in_time(self):
        slowest = 0.0
        for _ in range(3):
            self.start()
            slowest = max(slowest, self.ready_after)
            if self.ready_after <= READY_WITHIN:
                break
            self.service.kill()
        else:
            self.start()

    def verdict(self):
        """Read first, then asked again, then read once more: what nobody had acknowledged is now done, once."""
        store = SqliteStore(self.home)
        try:
            told = self.ledger.read()
            breaches = [*store.damages(), *store.check_photos(told), *checker.check_rows(told, store),
                        *checker.check_figures(store.recount())]
            breaches += checker.check_through_the_api(self.load, ASKED_AGAIN)
            breaches += self._ask_again()
            breaches += [f"refused: {text}" for text in self.load.refusals[:5]]
            return breaches or checker.check_rows(self.ledger.read(), store)
        finally:
            store.close()

    def _ask_again(self):
        sender = Sender([self.service.port])
        unanswered = [said for key, said in self.load.tried.items() if key not in self.load.said]
        for said in unanswered[:RETRIED]:
            answer = sender.post("/api/reports", said.body(), said.key)
            if answer.good:
                self.load.note(said, answer.json())
            else:
                yield f"asked again: {said.key} got {answer.status} {answer.text[:100]}"

    def close(self):
        if self.load:
            self.load.abandon()
        if self.service:
            self.service.kill()


def side_by_side(jobs, run, cycles):
    """What `run`, called with its numbers of cycles and its own number, gave in every process together."""
    results = multiprocessing.get_context("fork").Queue()

    def work(job):
        try:
            results.put(run(range(job + 1, cycles + 1, jobs), job))
        except BaseException:
            results.put([])
            raise

    processes = [multiprocessing.get_context("fork").Process(target=work, args=(job,)) for job in range(jobs)]
    for process in processes:
        process.start()
    try:
        return [result for _ in processes for result in results.get()]
    finally:
        for process in processes:
            process.terminate()
            process.join()


def tell(rows, head):
    """A table; each row is a list of texts as `head` is."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        print("  ".join(text.ljust(width) if column == 0 else text.rjust(width)
                        for column, (text, width) in enumerate(zip(row, widths, strict=True))), flush=True)
