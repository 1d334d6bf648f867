"""One farmer, one commissioner, one of everything that writes. What was acknowledged must be there; what was not must be
wholly there or wholly absent: asked again under the same key, it is done once."""
import http.client
import json
import random
import sqlite3
import time

from load import picture

PASSWORD = "demo-110-yunnan"
STAFF = {"worker": "13900000001", "admin": "13900000006", "official": "13900000005"}
TEXT, REPLY, ANSWER = "茶树叶子发黄，背面有小虫", "补充一句：下雨以后更多", "先看叶背，把虫叶摘下来拍给我"
ONCE = """SELECT (SELECT count(*) FROM report WHERE text = ?), (SELECT count(*) FROM message WHERE text = ?),
                 (SELECT count(*) FROM message WHERE text = ?), (SELECT count(*) FROM event WHERE action = 'confirm'
                  AND report_id IN (SELECT id FROM report WHERE text = ?))"""


class Told:
    """What came back, and when; `status` 0 when nothing did."""

    def __init__(self, asked, status=0, headers=None, body=b""):
        self.asked = asked
        self.answered = time.time()
        self.status = status
        self.headers = headers or {}
        self.body = body
        self.good = 200 <= status < 300

    def json(self):
        return json.loads(self.body)


def ask(port, method, path, body=None, key=None, cookie=None, timeout=30):
    """One request on a connection of its own; `body` is bytes of a picture, or JSON."""
    headers = {"Connection": "close"}
    if body is not None:
        headers["Content-Type"] = "image/png" if isinstance(body, bytes) else "application/json"
    if key:
        headers["Idempotency-Key"] = key
    if cookie:
        headers["Cookie"] = cookie
    data = body if body is None or isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    asked = time.time()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, data, headers)
        answer = connection.getresponse()
        return Told(asked, answer.status, answer.headers, answer.read())
    except (OSError, http.client.HTTPException):
        return Told(asked)
    finally:
        connection.close()


def log_in(port):
    """Cookies by role, and the commissioner's id."""
    cookies = {}
    for role, phone in STAFF.items():
        told = ask(port, "POST", "/api/session", {"phone": phone, "password": PASSWORD})
        cookies[role] = told.headers["Set-Cookie"].split(";")[0]
        if role == "worker":
            cookies["commissioner"] = told.json()["account"]["commissioner"]
    return cookies


class Story:
    """The steps in their order. tell() asks for each that is not acknowledged yet, with the same key and body as ever."""

    def __init__(self, cookies):
        self.cookies = cookies
        self.picture = picture(random.Random(), side=120)
        self.acknowledged = {}  # step → Told
        self.all = []           # (step, Told) in their order
        self.report = None      # its body, once sent, since a key belongs to one body
        self.receipt = None

    STEPS = ("photo", "report", "transfer", "acceptance", "message", "answer", "confirmation")

    def tell(self, port):
        for step in self.STEPS:
            if step not in self.acknowledged:
                self._try(port, step)
        self._note("statistics", ask(port, "GET", "/api/statistics/532822", cookie=self.cookies["official"]))
        self._note("readiness", ask(port, "GET", "/readyz"))

    def complete(self):
        return all(step in self.acknowledged for step in self.STEPS)

    def _try(self, port, step):
        request = self._request(step)
        if request is None:
            return
        told = ask(port, "POST", *request)
        self._note(step, told)
        if told.good:
            self.acknowledged[step] = told
            if step == "report":
                self.receipt = told.json()

    def _note(self, step, told):
        self.all.append((step, told))

    def _request(self, step):
        """Path, body, key and cookie; nothing when an earlier step has to come first."""
        if step == "photo":
            return "/api/uploads", self.picture
        if step == "report":
            self.report = self.report or self._first_report()
            return "/api/reports", self.report, "story-report"
        if self.receipt is None:
            return None
        own, of_staff = "/api/track/" + self.receipt["tracking"]["token"], "/api/reports/" + self.receipt["id"]
        worker = self.cookies["worker"]
        return {
            "transfer": (of_staff + "/transfer", {"reason": "懂茶", "commissioner": self.cookies["commissioner"]},
                         "story-transfer", self.cookies["admin"]),
            "acceptance": (of_staff + "/acceptance", {}, "story-acceptance", worker),
            "message": (own + "/messages", {"text": REPLY}, "story-message"),
            "answer": (of_staff + "/answers", {"text": ANSWER}, "story-answer", worker),
            "confirmation": (own + "/confirmation", {"outcome": "solved", "score": 5, "text": "好了"},
                             "story-confirmation"),
        }[step]

    def _first_report(self):
        body = {"reporter": {"kind": "farmer", "phone": "13900123456"}, "county": 532822, "text": TEXT,
                "consent": {"notice_version": "2026-11"}}
        if "photo" in self.acknowledged:
            body["photos"] = [self.acknowledged["photo"].json()["id"]]
        return body

    def lost(self, port):
        """What was acknowledged and is not there."""
        if self.receipt is None:
            return
        own = "/api/track/" + self.receipt["tracking"]["token"]
        told = ask(port, "GET", own)
        if not told.good:
            yield f"lost: the report, its link answers {told.status}"
            return
        view = told.json()
        for step in self.acknowledged:
            if not self._shown(step, view, port):
                yield f"lost: {step} was acknowledged"

    def _shown(self, step, view, port):
        texts = [message["text"] for message in view["messages"]]
        if step == "photo" and self.report.get("photos"):
            answers = [ask(port, "GET", photo["url"]) for photo in view["photos"]]
            return len(answers) == 1 and answers[0].good and answers[0].body.startswith(b"\xff\xd8")
        return {
            "photo": True,
            "report": view["text"] == TEXT,
            "transfer": view["assignment"] is None or view["assignment"]["commissioner"]["name"] == "玉香叶",
            "acceptance": view["state"] not in ("submitted", "assigned"),
            "message": texts.count(REPLY) == 1,
            "answer": texts.count(ANSWER) == 1,
            "confirmation": view["confirmation"] is not None,
        }[step]


def times_told(database):
    """How often report, reply, answer and confirmation stand in the file."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as open_database:
        return open_database.execute(ONCE, (TEXT, REPLY, ANSWER, TEXT)).fetchone()


def dishonest(told):
    """What is wrong with the words of a refusal; nothing when it is clear and in Chinese."""
    if told.status < 500:
        return None
    try:
        problem = told.json()
    except ValueError:
        return f"{told.status} without JSON: {told.body[:80]}"
    if "problem+json" not in told.headers["Content-Type"] or not any("一" <= c <= "鿿" for c in problem["title"]):
        return f"{told.status} without Chinese words: {problem}"
    if told.status not in (503, 507):
        return f"{told.status} {problem['code']}: a disk that fails is a reason to come back, not a fault of the program"
    if not told.headers["Retry-After"]:
        return f"{told.status} without Retry-After"
    return None
