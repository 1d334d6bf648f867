"""Databases as older programs left them, made from the migrations' own SQL and without the service: what an upgrade starts
from and what it must come to."""
import contextlib
import pathlib
import sqlite3
import subprocess

from cluster import program
from services import ROOT

MIGRATIONS = sorted((ROOT / "src/storage/migrations").glob("0*.sql"))
NEWEST = len(MIGRATIONS)
WORDS = {
    "sqlite": {"int64": "INTEGER", "text": "TEXT", "strict": "STRICT", "by_key": "STRICT, WITHOUT ROWID",
               "joined": "group_concat"},
    "postgresql": {"int64": "BIGINT", "text": 'TEXT COLLATE "C"', "strict": "", "by_key": "", "joined": "string_agg"},
}
VERSIONS = "CREATE TABLE schema_version (version {{int64}} PRIMARY KEY, name {{text}} NOT NULL) {{strict}};"


def step(version, engine):
    """What brings a database from the version before to this one. The first: the table of versions."""
    text = VERSIONS
    if version > 0:
        file = MIGRATIONS[version - 1]
        text = file.read_text(encoding="utf-8") + f";INSERT INTO schema_version VALUES ({version}, '{file.stem}');"
    for word, meaning in WORDS[engine].items():
        text = text.replace("{{" + word + "}}", meaning)
    return text


def script(version, engine):
    """What makes an empty database one of `version`."""
    return "\n".join(step(number, engine) for number in range(version + 1))


def states(database):
    """{version: what the database, now of an older one, must be then}; the database goes through all of them."""
    at, _ = database.version()
    found = {at: state(database)}
    for version in range(at + 1, NEWEST + 1):
        database.bring_to(version)
        found[version] = state(database)
    return found


def state(database):
    return {"versions": database.version()[1], "shape": database.shape(), "rows": database.rows()}


class SqliteFile:
    """One file, looked at without the service."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def make(self, version, filled_from=None):
        """With the rows of another, as far as this version had places for them."""
        with self._open("rwc") as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(f"BEGIN; {script(version, 'sqlite')} COMMIT;")
            if filled_from:
                database.execute(f"ATTACH 'file:{filled_from.path}?mode=ro' AS full")
                database.execute("BEGIN")
                for table in self.tables(database):
                    columns = shared_columns(database, table)
                    if table != "schema_version" and columns:
                        database.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM full.{table}")
                if "answer_time" in self.tables(database):
                    fill_answer_time(database, "full")
                database.execute("COMMIT")

    def bring_to(self, version):
        with self._open("rw") as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.executescript(f"BEGIN; {step(version, 'sqlite')} COMMIT;")

    def version(self):
        with self._open("ro") as database:
            if "schema_version" not in self.tables(database):
                return 0, []
            rows = database.execute("SELECT version, name FROM schema_version ORDER BY version").fetchall()
            return (rows[-1][0] if rows else 0), rows

    def shape(self):
        """Everything that was made, and how."""
        with self._open("ro") as database:
            return database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' "
                                    "AND name <> 'schema_version' ORDER BY 1, 2").fetchall()

    def rows(self):
        """{table: [row …]}, of every table that keeps something of people's."""
        with self._open("ro") as database:
            return {table: sorted(map(repr, read(database, table))) for table in self.tables(database)
                    if table != "schema_version"}

    def damages(self):
        with self._open("ro") as database:
            faults = [row for (row,) in database.execute("PRAGMA integrity_check") if row != "ok"]
            return faults + [f"a link to nothing {row}" for row in database.execute("PRAGMA foreign_key_check")]

    def run(self, statement):
        with self._open("rw") as database:
            database.execute(statement)

    @staticmethod
    def tables(database):
        return [name for (name,) in database.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")]

    def _open(self, mode):
        return contextlib.closing(sqlite3.connect(f"file:{self.path}?mode={mode}", uri=True, isolation_level=None))


def read(database, table):
    """Rows as {column: value}, so that a new order of columns is no change."""
    found = database.execute(f"SELECT * FROM {table}")
    names = [about[0] for about in found.description]
    return [sorted(zip(names, row)) for row in found]


def fill_answer_time(database, full):
    """The rows that older versions had for "bucket:reports bucket:reports …" in a row of counters."""
    kept = database.execute(f"SELECT region, month, dimension, member, answer_times FROM {full}.counter").fetchall()
    database.executemany("INSERT INTO main.answer_time (region, month, dimension, member, bucket, reports) "
                         "VALUES (?, ?, ?, ?, ?, ?)",
                         [(*cell, *map(int, pair.split(":"))) for *cell, times in kept for pair in times.split()])


def shared_columns(database, table):
    def of(schema):
        return [name for (name,) in database.execute(f"SELECT name FROM pragma_table_info('{table}', '{schema}')")]
    there = of("full")
    return ", ".join(name for name in of("main") if name in there)


class PostgresBase:
    """One database of a server, looked at without the service. `server` is cluster.Server."""

    def __init__(self, server, name):
        self.server = server
        self.name = name
        self.url = f"postgresql://agri110@/{name}?host={server.folder}"

    def make(self, version, filled_from=None, like=None):
        template = f" TEMPLATE {like.name}" if like else ""
        self.server.sql(f"CREATE DATABASE {self.name}{template}", "postgres")
        if like:
            return
        text = script(version, "postgresql")
        if filled_from:  # an SQLite file of the same version
            text += "\nSET session_replication_role = replica;\n" + inserts(filled_from)
        psql(self.server.folder, text, self.name)

    def bring_to(self, version):
        psql(self.server.folder, step(version, "postgresql"), self.name)

    def drop(self):
        self.server.sql(f"DROP DATABASE {self.name} WITH (FORCE)", "postgres")

    def version(self):
        if not self._sql("SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = 'schema_version'"):
            return 0, []
        rows = [(int(number), name) for number, name in self._sql("SELECT * FROM schema_version ORDER BY version")]
        return (rows[-1][0] if rows else 0), rows

    def shape(self):
        """Columns, indexes and rules; not the programs' own marks."""
        not_ours = "('schema_version', 'writer_mark')"
        return [self._sql("SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name "
                          f"FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN {not_ours} "
                          "ORDER BY 1, 2"),
                self._sql("SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
                          f"AND tablename NOT IN {not_ours} ORDER BY 1, 2"),
                self._sql("SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
                          "WHERE connamespace = 'public'::regnamespace "
                          "AND conrelid::regclass::text NOT IN ('schema_version', 'writer_mark') ORDER BY 1, 2")]

    def rows(self):
        tables = [name for (name,) in self._sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return {table: sorted(row for (row,) in self._sql(f"SELECT to_jsonb(t)::text FROM {table} t"))
                for table in tables if table not in ("schema_version", "writer_mark")}

    def damages(self):
        return []

    def run(self, statement):
        self._sql(statement)

    def _sql(self, statement):
        return self.server.sql(statement, self.name)


def inserts(file):
    """All rows of an SQLite file as statements."""
    with file._open("ro") as database:
        for_each = []
        for table in SqliteFile.tables(database):
            if table == "schema_version":
                continue
            for row in read(database, table):
                names = ", ".join(name for name, _ in row)
                for_each.append(f"INSERT INTO {table} ({names}) VALUES ({', '.join(literal(v) for _, v in row)});")
    return "\n".join(for_each)


def literal(value):
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def psql(folder, text, database):
    """Runs a script, all of it or nothing."""
    done = subprocess.run([program("psql"), "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-h", str(folder), "-U", "agri110",
                           "-d", database], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"psql: {done.stderr.strip()}")
