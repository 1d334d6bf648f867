"""Data folders to start from, made once and copied for each run."""
import shutil
import sqlite3

from services import ROOT, Service, agri110
from story import ask, log_in

LONG_LOG = 1100  # pages, more than the size at which an idle service moves its log into the database


class Homes:
    """One with a short write-ahead log; a `long` one whose log is due to be moved into the database; an `old` one, of the
    first version of the schema."""

    def __init__(self, folder):
        self.folder = folder
        first = folder / "short"
        agri110("demo", "--reports", 5, "--data.folder", first)
        service = Service(url_of(first), first)
        self.cookies = log_in(service.port)
        service.stop()
        shutil.copytree(first, folder / "long")
        self._lengthen(folder / "long")
        age(first, folder / "old")

    def _lengthen(self, home):
        """Killed before the log is moved, so that the first commit of the next start has to."""
        service = Service(url_of(home), home)
        for number in range(200):
            text = f"{number} " + "玉米心叶被虫钻了" * 200
            ask(service.port, "POST", "/api/reports", {
                "reporter": {"kind": "farmer", "phone": f"138{number:08}"}, "county": 532822, "text": text,
                "consent": {"notice_version": "2026-11"}})
            if (home / "agri110.db-wal").stat().st_size > LONG_LOG * 4096:
                break
        service.kill()

    def copy(self, name, to):
        shutil.copytree(self.folder / name, to)


def age(home, to):
    """The same data as the program that only knew the first migration would have left them."""
    to.mkdir()
    words = {"{{int64}}": "INTEGER", "{{text}}": "TEXT", "{{strict}}": "STRICT", "{{by_key}}": "STRICT, WITHOUT ROWID"}
    schema = (ROOT / "src/storage/migrations/0001_first.sql").read_text(encoding="utf-8")
    for word, meaning in words.items():
        schema = schema.replace(word, meaning)
    database = sqlite3.connect(to / "agri110.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(f"BEGIN; {schema}")
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    database.execute("COMMIT")
    database.execute(f"ATTACH 'file:{home}/agri110.db' AS new")
    database.executescript("BEGIN; CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
                           "INSERT INTO schema_version SELECT * FROM new.schema_version WHERE version = 1")
    for table in tables:
        columns = ", ".join(name for (name,) in database.execute(f"SELECT name FROM pragma_table_info('{table}')"))
        database.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    database.execute("COMMIT")
    database.close()


def url_of(home):
    return f"sqlite:{home}/agri110.db"
