"""Farmers at full speed: each tells something of its own, and asks again under the same key until it is answered."""
import hashlib
import http.client
import json
import random
import threading
import time

TEXTS = ["茶树叶子发黄，背面有小虫", "猪不吃食，死了两头", "玉米心叶被虫钻了", "核桃树干流黑水", "三七烂根", "烟叶有黄斑"]
COUNTIES = [532822, 530822, 530402, 532901, 532601, 530302]


class Load:
    """`threads` clients over all `ports`, until stop(). What was acknowledged stands in the ledger."""

    def __init__(self, ports, ledger, threads=16, seed=1):
        self.ports = ports
        self.ledger = ledger
        self.answers = {}  # key → receipt
        self.times = []    # moments of acknowledgement
        self.repeated = 0
        self.refusals = []
        self._stopping = threading.Event()
        self._clients = [threading.Thread(target=self._live, args=(number, random.Random(seed * 1000 + number)))
                         for number in range(threads)]

    def start(self):
        for client in self._clients:
            client.start()

    def stop(self):
        """Nobody starts anything new; whoever waits for an answer goes on waiting, as people do, but not for ever."""
        self._stopping.set()
        for client in self._clients:
            client.join()

    def _live(self, number, chance):
        sender = Sender(self.ports, number)
        count = 0
        while not self._stopping.is_set():
            count += 1
            key = f"k{number:02}-{count:06}"
            body = draft(key, number, count, chance)
            self.ledger.write("sent", key, hashlib.sha256(body.encode()).hexdigest())
            receipt = self._insist(sender, "/api/reports", body, key)
            if receipt is None:
                continue
            self.ledger.write("ack", key, receipt["id"])
            self.answers[key] = receipt
            self.times.append(time.monotonic())
            if chance.random() < 0.2:
                path = f"/api/track/{receipt['tracking']['token']}/withdrawal"
                if self._insist(sender, path, json.dumps({"reason": "已经好了"}), key + "-w") is not None:
                    self.ledger.write("withdrawn", key)

    def _insist(self, sender, path, body, key):
        """The answer to a 2xx; nothing when it was refused for good or nobody answered within a minute."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            status, text = sender.post(path, body, key)
            if status is not None and 200 <= status < 300:
                return json.loads(text)
            if status is not None and status < 500 and status != 429:
                self.refusals.append(f"{status} {text[:200]}")
                return None
            self.repeated += 1
            time.sleep(0.2)
        return None


class Sender:
    """One kept connection; goes to the next service when the present one does not answer properly."""

    def __init__(self, ports, number):
        self.ports = ports
        self.turn = number
        self.connection = None

    def post(self, path, body, key):
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.ports[self.turn % len(self.ports)], timeout=20)
            self.connection.request("POST", path, body.encode(),
                                    {"Content-Type": "application/json", "Idempotency-Key": key})
            answer = self.connection.getresponse()
            text = answer.read().decode()
            if answer.status >= 500:
                self._leave()
            return answer.status, text
        except (OSError, http.client.HTTPException):
            self._leave()
            return None, ""

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def _leave(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        self.turn += 1


def draft(key, number, count, chance):
    return json.dumps({
        "reporter": {"kind": "farmer", "phone": f"139{number:02}{count % 1000000:06}"},
        "county": chance.choice(COUNTIES),
        "text": f"{chance.choice(TEXTS)} {key} {chance.random()}",
        "consent": {"notice_version": "2026-11"},
    }, ensure_ascii=False)
