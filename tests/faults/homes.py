"""Data folders to start from, made once and copied for each run."""
import shutil

from schemas import SqliteFile
from services import Service, agri110
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
        (folder / "old").mkdir()
        SqliteFile(folder / "old/agri110.db").make(1, filled_from=SqliteFile(first / "agri110.db"))

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


def url_of(home):
    return f"sqlite:{home}/agri110.db"
