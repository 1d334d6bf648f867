"""What the outside world was told. Shares no code with the service: two kinds of lines, each on the disk before the next
step is taken."""
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
        """(key → hash of what was sent, key → id that was acknowledged, keys whose withdrawal was acknowledged)"""
        sent, acknowledged, withdrawn = {}, {}, set()
        with open(self._path, encoding="utf-8") as lines:
            for line in lines:
                kind, key, *rest = line.split()
                if kind == "sent":
                    sent[key] = rest[0]
                elif kind == "ack":
                    acknowledged[key] = rest[0]
                elif kind == "withdrawn":
                    withdrawn.add(key)
        return sent, acknowledged, withdrawn
