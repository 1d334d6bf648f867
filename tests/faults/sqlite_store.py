"""The file as it lies on the disk, read without the service."""
import hashlib
import pathlib
import re
import sqlite3
import tempfile

from services import agri110

KEY = re.compile(r"k[0-9]{2}-[0-9]{6}")


class SqliteStore:
    """The database and photos of one data folder. Only ever read, since a second writer could damage them."""

    WORDS = {"arguments": "arguments", "key": "key_of(text)"}  # see checker.PARTS

    def __init__(self, home):
        self.photos = pathlib.Path(home) / "photos"
        self._database = sqlite3.connect(f"file:{home}/agri110.db?mode=ro", uri=True)
        self._database.create_function("key_of", 1, key_of, deterministic=True)

    def close(self):
        self._database.close()

    def sql(self, statement):
        """Rows as lists of texts."""
        return [["" if value is None else str(value) for value in row] for row in self._database.execute(statement)]

    def recount(self):
        """What `agri110 recount` says of a copy."""
        with tempfile.TemporaryDirectory(prefix="agri110-recount-", dir="/dev/shm") as folder:
            with sqlite3.connect(f"{folder}/agri110.db") as copy:
                self._database.backup(copy)
            copy.close()
            return agri110("recount", "--data.folder", folder, may_fail=True)

    def damages(self):
        """Whatever cannot be true of a sound store, whoever filled it."""
        for (verdict,) in self.sql("PRAGMA integrity_check"):
            if verdict != "ok":
                yield "damaged: " + verdict
        for row in self.sql("PRAGMA foreign_key_check"):
            yield f"damaged: a link to nothing {row}"
        for number, said in self.sql("SELECT id, sha256 FROM photo"):
            if fault := self._fault_of_photo(said):
                yield f"lost: photo {number} {fault}"

    def check_photos(self, told):
        """The ledger's photos against rows and files."""
        rows = {number: (said, report) for number, said, report in self.sql("SELECT id, sha256, report_id FROM photo")}
        for key, number in told.uploaded.items():
            if number not in rows:
                yield f"lost: the photo of {key} was acknowledged"
                continue
            said, report = rows[number]
            if key in told.acknowledged and report != told.acknowledged[key][0]:
                yield f"lost: {key} was acknowledged with a photo and has none"
            if told.seen.get(key, said) != said:
                yield f"changed: the photo of {key}"

    def _fault_of_photo(self, said):
        """A photo is named by the hash of its bytes."""
        full = self.photos / said[:2] / said[2:4] / f"{said}.jpg"
        small = full.with_suffix(".thumb.jpg")
        if not full.exists():
            return "has no file"
        if hashlib.sha256(full.read_bytes()).hexdigest() != said:
            return "has another content"
        if not small.exists() or not small.read_bytes().endswith(b"\xff\xd9"):
            return "has no thumbnail"
        return None


def key_of(text):
    found = KEY.search(text)
    return found.group() if found else None
