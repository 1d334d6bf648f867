"""What the outside world was told. Shares no code with the service: one line a fact, each on the disk before the next step
is taken.

  sent KEY HASH         about to send this text (its sha256)
  ack KEY ID NUMBER     a 2xx named this report
  replied KEY           a 2xx for the farmer's further message
  withdrawn KEY         a 2xx for the withdrawal
  upload KEY ID         a 2xx named this photo, which the report will show
  photo KEY HASH        the photo as it was first seen
"""
import os
import threading


class Ledger:
    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._path = path
        self._lock = threading.Lock()

    def write(self, *words):
        """Returns once the line is durable."""
        line = (" ".join(words) + "\n").encode()
        with self._lock:
            os.write(self._file, line)
        os.fsync(self._file)

    def read(self):
        """What stands on the disk."""
        told = Told()
        with open(self._path, encoding="utf-8") as lines:
            for line in lines:
                kind, key, *rest = line.split()
                if kind == "sent":
                    told.sent[key] = rest[0]
                elif kind == "ack":
                    told.acknowledged[key] = tuple(rest)
                elif kind == "replied":
                    told.replied.add(key)
                elif kind == "withdrawn":
                    told.withdrawn.add(key)
                elif kind == "upload":
                    told.uploaded[key] = rest[0]
                elif kind == "photo":
                    told.seen[key] = rest[0]
        return told


class Told:
    """The ledger, read."""

    def __init__(self):
        self.sent = {}          # key → sha256 of the text
        self.acknowledged = {}  # key → (id, number) of the report
        self.replied = set()    # keys whose further message was acknowledged
        self.withdrawn = set()  # keys whose withdrawal was acknowledged
        self.uploaded = {}      # key → id of the photo that was acknowledged
        self.seen = {}          # key → sha256 of the photo's bytes
