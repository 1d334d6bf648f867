"""What is measured: the service and the least that Beast can do, each a process of its own."""
import http.client
import json
import os
import pathlib
import re
import subprocess
import time
import tomllib

from .programs import PROGRAMS, ROOT, SERVICE, Failed, WrongAnswer

PROVINCE_OFFICIAL = "13900000005"
COMMISSIONER = "13900000001"
PASSWORD = "demo-110-yunnan"
NOTICE = tomllib.loads((ROOT / "knowledge/messages/zh.toml").read_text(encoding="utf-8"))["privacy"]["version"]
NO_LIMITS = ["--limits.reports_per_address_per_hour", "1000000000", "--limits.reports_per_phone_per_hour", "1000000000"]


class Server:
    """A process that prints where it listens. Its log lies in `folder`."""

    def __init__(self, command, folder):
        self.log = pathlib.Path(folder) / "server.log"
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True,
                                            start_new_session=True)
        found = re.search(r":(\d+)$", self.process.stdout.readline())
        if not found:
            self.kill()
            raise Failed(f"{command[0]} did not start: {self.log.read_text(encoding='utf-8')[-600:]}")
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.kill()
        else:
            self.stop()

    def stop(self):
        self.process.terminate()
        if self.process.wait(timeout=120) != 0:
            raise Failed(f"the server ended with {self.process.returncode}: {self.log.read_text(encoding='utf-8')[-600:]}")
        self.process.stdout.close()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def cpu_seconds(self):
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = stat.rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def pss_mib(self):
        """What the process costs the machine: its own pages, and its share of the common ones."""
        rollup = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        return int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE).group(1)) / 1024


class Ceiling(Server):
    def __init__(self, folder):
        super().__init__([PROGRAMS / "beast_ceiling"], folder)


class Service(Server):
    """The real program with its default settings; `url` when its database is not in `data`."""

    def __init__(self, data, url=None):
        command = [SERVICE, "serve", "--data.folder", data, "--knowledge.folder", ROOT / "knowledge",
                   "--web.folder", ROOT / "web/dist", "--server.port", 0, *NO_LIMITS]
        self.began = time.monotonic()
        super().__init__(command + (["--database.url", url] if url else []), data)

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and text of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        text = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        connection.request(method, path, text, {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        told = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, told

    def expect(self, status, method, path, body=None, headers=None):
        got, headers, text = self.ask(method, path, body, headers)
        if got != status:
            raise WrongAnswer(f"{method} {path}: {got} {text[:300]}")
        return headers, json.loads(text)

    def log_in(self, phone):
        """The Cookie header of a session."""
        headers, _ = self.expect(200, "POST", "/api/session", {"phone": phone, "password": PASSWORD})
        return headers["Set-Cookie"].split(";")[0]

    def submit(self, key, phone="13800000000"):
        """The receipt of one report, on tea in Menghai."""
        body = {"reporter": {"kind": "farmer", "phone": phone, "name": "测试"}, "county": 532822, "village": "测试村",
                "text": f"我家茶树叶子背面有好多小虫，嫩叶卷起来了，前天下过一场大雨，请问该怎么办？编号{key}",
                "consent": {"notice_version": NOTICE}}
        return self.expect(201, "POST", "/api/reports", body, {"Idempotency-Key": f"bench-{key}"})[1]
