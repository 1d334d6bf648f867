"""A PostgreSQL of the bench's own, with the flushes on that tests do without."""
import pathlib
import re
import shutil
import subprocess
import tempfile

from .programs import ROOT, SERVICE, Failed, run

SCRIPT = ROOT / "tests/support/postgres"

# A table like `report` with all its indexes, filled from one real row: what one statement a report can reach.
ALONE = """
CREATE DATABASE alone TEMPLATE filled;
\\connect alone
CREATE TABLE one_report AS SELECT * FROM report ORDER BY id DESC LIMIT 1;
CREATE TABLE bare (LIKE report INCLUDING ALL);
CREATE SEQUENCE bare_ids CACHE 100;
"""
COLUMNS = """
SELECT string_agg(CASE column_name WHEN 'id' THEN 'nextval(''bare_ids'')'
  WHEN 'number' THEN 'substr(md5(random()::text), 1, 13)'
  WHEN 'token' THEN 'md5(random()::text)' ELSE column_name END, ', ' ORDER BY ordinal_position)
FROM information_schema.columns WHERE table_name = 'bare'
"""


class Postgres:
    """A server on a private socket; the databases of rounds are copies of `folder`'s."""

    def __init__(self, folder):
        self.programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        # Names of sockets must be short.
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="agri110-bench-"))
        run(SCRIPT, "start", self.home)
        self._count = 0
        try:
            self._sql("postgres", "ALTER SYSTEM SET fsync = on;\nALTER SYSTEM SET full_page_writes = on;\n"
                                  "SELECT pg_reload_conf();\nCREATE DATABASE filled;")
            self._move_in(folder)
            self._sql("postgres", ALONE)
            columns = self._sql("alone", COLUMNS).strip()
            self.statement = self.home / "insert.sql"
            self.statement.write_text(f"INSERT INTO bare SELECT {columns} FROM one_report;\n", encoding="utf-8")
        except BaseException:
            self.stop()
            raise

    def stop(self):
        run(SCRIPT, "stop", self.home)
        shutil.rmtree(self.home, ignore_errors=True)

    def url(self, database):
        return f"postgresql://agri110@/{database}?host={self.home}"

    def new_copy(self):
        """The URL of a database as it was filled."""
        self._count += 1
        if self._count > 1:
            self._sql("postgres", f"DROP DATABASE round_{self._count - 1} WITH (FORCE)")
        self._sql("postgres", f"CREATE DATABASE round_{self._count} TEMPLATE filled")
        return self.url(f"round_{self._count}")

    def insert_alone(self, clients, seconds):
        """Inserts a second, one statement each."""
        self._sql("alone", "TRUNCATE bare")
        told = run(self.programs / "pgbench", "-h", self.home, "-U", "agri110", "-n", "-c", clients, "-j", 2, "-M", "prepared",
                   "-T", max(1, round(seconds)), "-f", self.statement, "alone")
        found = re.search(r"^tps = ([\d.]+)", told, re.MULTILINE)
        if not found:
            raise Failed(f"pgbench: {told}")
        return float(found.group(1))

    def _move_in(self, folder):
        run(SERVICE, "move", "--from", f"sqlite:{folder / 'agri110.db'}", "--to", self.url("filled"), "--data.folder", folder)

    def _sql(self, database, text):
        done = subprocess.run([self.programs / "psql", "-h", self.home, "-U", "agri110", "-d", database, "-qtA", "-v",
                               "ON_ERROR_STOP=1"], input=text, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f"psql: {done.stderr.strip()}")
        return done.stdout
