"""Prepared databases: made once, kept between runs, measured on copies."""
import hashlib
import pathlib
import shutil
import sqlite3
import subprocess

from .programs import BUILD, PROGRAMS, ROOT, SERVICE, Failed, run
from .servers import Service

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
PREPARED = BUILD.parent / "bench-data"
SMALL = ("10k", "100k")  # copied anew for every measurement; larger ones once a run


class Data:
    """Where the databases of one run lie; `work` is emptied when it ends."""

    def __init__(self, work):
        self.work = work
        self._count = 0
        self._large = {}
        self._report = None

    @staticmethod
    def prepare(sizes, fresh):
        """Makes what is missing or was made for another schema. A database is whole when it has its final name."""
        for size in sorted(sizes, key=SIZES.get):
            folder = PREPARED / size
            if fresh or not is_of_today(folder):
                shutil.rmtree(folder, ignore_errors=True)
            if folder.exists():
                continue
            check_room(size)
            unfinished = PREPARED / f"{size}.part"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            subprocess.run([PROGRAMS / "preload", "--data", unfinished, "--knowledge", ROOT / "knowledge", "--reports",
                            str(SIZES[size])], check=True)
            (unfinished / "made_for").write_text(schema(), encoding="ascii")
            unfinished.rename(folder)

    def new_folder(self):
        self._count += 1
        folder = self.work / f"{self._count}"
        folder.mkdir()
        return folder

    def copy(self, size):
        """A data folder of that size to write in. The largest is too large to be copied and grows by what a run adds."""
        if size == "10m":
            return PREPARED / size
        if size in SMALL:
            return self._copy_of(PREPARED / size)
        if size not in self._large:
            self._large[size] = self._copy_of(PREPARED / size)
        return self._large[size]

    def done_with(self, folder):
        if folder.parent == self.work and folder not in self._large.values():
            shutil.rmtree(folder)

    def with_report(self):
        """A copy of 10k into which the service has just taken one report, and that report's id."""
        if self._report is None:
            folder = self.copy("10k")
            with Service(folder) as service:
                report = service.submit("raw")["id"]
            self._report = (folder, report)
        folder, report = self._report
        return self._copy_of(folder), report

    def empty(self):
        """A folder with nothing but schema and knowledge."""
        folder = self.new_folder()
        run(SERVICE, "load-knowledge", "--data.folder", folder, "--knowledge.folder", ROOT / "knowledge")
        return folder

    def _copy_of(self, folder):
        copy = self.new_folder()
        subprocess.run(["cp", "--reflink=auto", folder / "agri110.db", copy], check=True)
        if (folder / "agri110.db-wal").exists():
            raise Failed(f"{folder} was not closed in an orderly way: use --fresh")
        return copy


def schema():
    """A hash of all migrations."""
    files = sorted((ROOT / "src/storage/migrations").glob("*.sql"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def is_of_today(folder):
    made_for = folder / "made_for"
    return made_for.exists() and made_for.read_text(encoding="ascii") == schema()


def check_room(size):
    """Judged by what the smaller data take; a copy to work on is counted, except of the largest."""
    known = [other for other in SIZES if SIZES[other] < SIZES[size] and (PREPARED / other).exists()]
    if not known:
        return
    bytes_a_report = (PREPARED / known[-1] / "agri110.db").stat().st_size / SIZES[known[-1]]
    needed = bytes_a_report * SIZES[size] * (1 if size == "10m" else 2)
    free = shutil.disk_usage(PREPARED).free
    if needed > free:
        raise Failed(f"{size} needs about {needed / 2**30:.0f} GiB, {free / 2**30:.0f} GiB are free")


def wrong_figures(folder):
    """How many counters and loads differ from a naive recount."""
    told = subprocess.run([SERVICE, "recount", "--data.folder", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    numbers = [int(word) for word in told.stdout.split() if word.isdigit()]
    if len(numbers) != 3:
        raise Failed(f"recount: {told.stderr or told.stdout}")
    return numbers[1] + numbers[2]


def rows_of(folder, sql):
    """From a database at rest."""
    connection = sqlite3.connect(f"file:{pathlib.Path(folder) / 'agri110.db'}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
