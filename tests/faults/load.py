"""Farmers at full speed: each tells something of its own, and asks again under the same key until it is answered."""
import collections
import hashlib
import http.client
import json
import random
import struct
import threading
import time
import zlib

TEXTS = ["茶树叶子发黄，背面有小虫", "猪不吃食，死了两头", "玉米心叶被虫钻了", "核桃树干流黑水", "三七烂根", "烟叶有黄斑"]
COUNTIES = [532822, 530822, 530402, 532901, 532601, 530302]
REPLY = "补充一句"
PATIENCE = 60  # seconds a phone goes on asking


class Load:
    """`threads` clients over all `ports`, until stop(). What was acknowledged stands in the ledger. A share of `photos`
    shows a picture; keys count from `first` on."""

    def __init__(self, ports, ledger, threads=16, seed=1, photos=0.0, first=0):
        self.ports = ports
        self.ledger = ledger
        self.photos = photos
        self.first = first
        self.tried = {}    # key → Said
        self.said = {}     # the same, for what was acknowledged
        self.times = []    # moments of acknowledgement
        self.shown = 0     # photos acknowledged
        self.repeated = 0
        self.told_later = collections.Counter()  # by status; 0: no answer
        self.refusals = []
        self._stopping = threading.Event()
        self._abandoned = threading.Event()
        # Daemons: a test that breaks off must not wait for people who ask in vain.
        self._clients = [threading.Thread(target=self._live, args=(number, random.Random(seed * 1000 + number)),
                                          daemon=True) for number in range(threads)]

    def start(self):
        for client in self._clients:
            client.start()

    def stop(self):
        """Nobody starts anything new; whoever waits for an answer goes on waiting, as people do, but not for ever."""
        self._stopping.set()
        for client in self._clients:
            client.join()

    def abandon(self):
        """Nobody waits any more."""
        self._abandoned.set()
        self._stopping.set()

    def _live(self, number, chance):
        sender = Sender(self.ports, number)
        count = self.first
        while not self._stopping.is_set():
            count += 1
            key = f"k{number:02}-{count:06}"
            said = Said(key, number, count, chance)
            if chance.random() < self.photos:
                self._show(sender, said, chance)
            self.ledger.write("sent", key, hash_of(said.text))
            self.tried[key] = said
            receipt = self._insist(sender, "/api/reports", said.body(), key)
            if receipt is None:
                continue
            self.note(said, receipt)
            self.times.append(time.monotonic())
            if said.photo:
                self._look(sender, said)
            self._go_on(sender, said, chance.random())

    def note(self, said, receipt):
        """It was acknowledged."""
        self.ledger.write("ack", said.key, receipt["id"], receipt["number"])
        said.receipt = receipt
        self.said[said.key] = said

    def _show(self, sender, said, chance):
        """Sends a picture, for the report that follows."""
        answer = sender.ask("POST", "/api/uploads", picture(chance), {"Content-Type": "image/png"})
        if answer.good:
            said.photo = json.loads(answer.text)["id"]
            self.ledger.write("upload", said.key, said.photo.split("-")[0])
            self.shown += 1

    def _look(self, sender, said):
        """What the picture became, seen for the first time."""
        shown = sender.get(f"/api/track/{said.receipt['tracking']['token']}")
        seen = sender.get(json.loads(shown.text)["photos"][0]["url"]) if shown.good else shown
        if seen.good:
            self.ledger.write("photo", said.key, hashlib.sha256(seen.bytes).hexdigest())

    def _go_on(self, sender, said, chance):
        """Some add a word, some take their report back."""
        way = f"/api/track/{said.receipt['tracking']['token']}"
        if chance < 0.2:
            body = json.dumps({"text": f"{REPLY} {said.key}"}, ensure_ascii=False)
            if self._insist(sender, way + "/messages", body, said.key + "-m") is not None:
                self.ledger.write("replied", said.key)
        elif chance < 0.4:
            body = json.dumps({"reason": "已经好了"}, ensure_ascii=False)
            if self._insist(sender, way + "/withdrawal", body, said.key + "-w") is not None:
                self.ledger.write("withdrawn", said.key)

    def _insist(self, sender, path, body, key):
        """The answer to a 2xx; nothing when it was refused for good, or nobody answered for long."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not self._abandoned.is_set():
            answer = sender.post(path, body, key)
            if answer.good:
                return json.loads(answer.text)
            if answer.final:
                self.refusals.append(f"{answer.status} {answer.text[:200]}")
                return None
            if answer.status in (503, 507) and not answer.retry_after:
                self.refusals.append(f"{answer.status} without Retry-After")
            self.repeated += 1
            self.told_later[answer.status] += 1
            self._abandoned.wait(0.2)
        return None


class Said:
    """One farmer's report: what is sent, and what came back."""

    def __init__(self, key, number, count, chance):
        self.key = key
        self.text = f"{chance.choice(TEXTS)} {key} {chance.random()}"
        self.photo = None
        self.receipt = None
        self.draft = {
            "reporter": {"kind": "farmer", "phone": f"139000{number:02}{count % 1000:03}"},
            "county": chance.choice(COUNTIES),
            "text": self.text,
            "consent": {"notice_version": "2026-11"},
        }

    def body(self):
        return json.dumps({**self.draft, "photos": [self.photo]} if self.photo else self.draft, ensure_ascii=False)


class Answer:
    """What came back; `status` 0 when nothing did."""

    def __init__(self, status=0, content=b"", retry_after=None):
        self.status = status
        self.bytes = content
        self.retry_after = retry_after
        self.good = 200 <= status < 300
        self.final = 300 <= status < 500 and status != 429

    @property
    def text(self):
        return self.bytes.decode()

    def json(self):
        return json.loads(self.bytes)


class Sender:
    """One kept connection; goes to the next service when the present one does not answer properly."""

    def __init__(self, ports, number=0):
        self.ports = ports
        self.turn = number
        self.connection = None

    def post(self, path, body, key):
        return self.ask("POST", path, body.encode(), {"Content-Type": "application/json", "Idempotency-Key": key})

    def get(self, path):
        return self.ask("GET", path, None, {})

    def ask(self, method, path, body, headers):
        try:
            if self.connection is None:
                port = self.ports[self.turn % len(self.ports)]
                self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            answer = Answer(response.status, response.read(), response.headers["Retry-After"])
        except (OSError, http.client.HTTPException):
            answer = Answer()
        if answer.status == 0 or answer.status >= 500:
            self._leave()
        return answer

    def _leave(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        self.turn += 1


class Watcher:
    """Asks one service all the time whether it can take reports, as a proxy does."""

    def __init__(self, port):
        self.seen = []  # (asked at, answered at, status, Retry-After)
        self._port = port
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self):
        self._stopping.set()
        self._thread.join()

    def said_ready_between(self, start, end):
        """How often it said so though it was asked and answered while there was no database."""
        return sum(1 for asked, answered, status, _ in self.seen if start <= asked and answered <= end and status == 200)

    def said_unready(self):
        return sum(1 for *_, status, _ in self.seen if status == 503)

    def _watch(self):
        sender = Sender([self._port])
        while not self._stopping.is_set():
            asked = time.monotonic()
            answer = sender.get("/readyz")
            self.seen.append((asked, time.monotonic(), answer.status, answer.retry_after))
            self._stopping.wait(0.1)


def hash_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def picture(chance, side=24):
    """A PNG of noise, so that it does not shrink."""
    rows = b"".join(b"\0" + chance.randbytes(side * 3) for _ in range(side))
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))
