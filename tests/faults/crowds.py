"""Too many at once: a flood of reports, clients that dribble, connections that only hold a place; and honest phones among
them. Everybody comes from an address of 127.0.0.0/8 of their own, as other people would."""
import asyncio
import http.client
import json
import multiprocessing
import random
import subprocess
import threading
import time

from load import COUNTIES, TEXTS, Answer, hash_of
from services import ROOT

FLOOD = ROOT / "build/release/tests/bench/agri110_load"
NOTICE = "2026-11"
HEAD = b"POST /api/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


class Flood:
    """Reports at a fixed rate, whatever is answered; without a rate as many as are answered, on 64 connections."""

    def __init__(self, port, seconds, seed, rate=None, addresses=8):
        command = [FLOOD, "--port", port, "--report", NOTICE, "--warm-up", 0, "--seconds", seconds, "--seed", seed,
                   "--addresses", addresses, "--may-be-asked-to-come-back"]
        if rate:
            command += ["--rate", rate, "--connections", 1000]
        self.process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True)

    def end(self):
        """What came of it; raises when an answer was neither right nor a polite refusal."""
        out, error = self.process.communicate()
        if self.process.returncode != 0:
            raise RuntimeError(f"the flood ended with {self.process.returncode}: {error}{out[:600]}")
        return json.loads(out)

    def kill(self):
        self.process.kill()


class Holders:
    """Connections that take a place and give nothing: `kind` dribbles (a byte a second), is silent, or hurried (gone at
    once). Whoever is cut off, or has gone, comes back at once."""

    def __init__(self, port, kind, count, addresses):
        self.process = multiprocessing.get_context("fork").Process(
            target=lambda: asyncio.run(hold(port, kind, count, addresses)), daemon=True)
        self.process.start()

    def end(self):
        self.process.kill()
        self.process.join()
        return {}

    kill = end


async def hold(port, kind, count, addresses):
    await asyncio.gather(*(hold_one(port, kind, number, addresses) for number in range(count)))


async def hold_one(port, kind, number, addresses):
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port,
                                                           local_addr=(f"127.0.2.{number % addresses + 1}", 0))
        except OSError:
            await asyncio.sleep(0.1)
            continue
        try:
            if kind == "hurried":
                continue
            ended = asyncio.ensure_future(reader.read())
            if kind == "dribbles":
                await dribble(writer, ended, number)
            await ended
        except OSError:
            pass
        finally:
            writer.close()


async def dribble(writer, ended, number):
    """Half of them never finish their head, half never their body."""
    if number % 2:
        writer.write(HEAD + b"Content-Length: 900000\r\n\r\n")
    else:
        writer.write(HEAD + b"X-Slow: ")
    while not ended.done():
        writer.write(b"a")
        await asyncio.sleep(1)


class Phones:
    """Honest people: each tells something every second, on a connection of its own, and comes back when asked to, but
    is not counted as served when that takes longer than `patience` seconds."""

    def __init__(self, port, ledger, name, count=40, patience=15, seed=1, address="127.0.9.{}"):
        self.told = []       # (first try was enough, seconds or None)
        self.said = {}       # key → (body, receipt)
        self.faults = []
        self.port = port
        self.ledger = ledger
        self.patience = patience
        self._stopping = threading.Event()
        self._phones = [threading.Thread(daemon=True, target=self._live, args=(
            f"{name}{number:02}", address.format(number + 1), number, random.Random(seed * 1000 + number)))
            for number in range(count)]

    def start(self):
        for phone in self._phones:
            phone.start()

    def stop(self):
        self._stopping.set()
        for phone in self._phones:
            phone.join()

    def served(self):
        """How many reports were acknowledged in time."""
        return sum(seconds is not None for _, seconds in self.told)

    def at_first_try(self):
        return sum(first for first, _ in self.told) / max(1, len(self.told))

    def slowest(self):
        return max((seconds for _, seconds in self.told if seconds is not None), default=0)

    def _live(self, name, address, number, chance):
        self._stopping.wait(chance.random())
        count = 0
        while not self._stopping.is_set():
            count += 1
            began = time.monotonic()
            self._tell(f"{name}-{count:06}", address, number, chance, began)
            self._stopping.wait(max(0, began + 1 - time.monotonic()))

    def _tell(self, key, address, number, chance, began):
        text = f"{chance.choice(TEXTS)} {key} {chance.random()}"
        body = json.dumps({"reporter": {"kind": "farmer", "phone": f"137{number:08}"}, "text": text,
                           "county": chance.choice(COUNTIES), "consent": {"notice_version": NOTICE}})
        self.ledger.write("sent", key, hash_of(text))
        tries = 0
        while (left := began + self.patience - time.monotonic()) > 0:
            tries += 1
            answer = ask(self.port, address, body, key, left)
            if answer.good:
                receipt = json.loads(answer.text)
                self.ledger.write("ack", key, receipt["id"], receipt["number"])
                self.said[key] = (body, receipt)
                self.told.append((tries == 1, time.monotonic() - began))
                return
            if answer.status not in (0, 429, 503) or (answer.status and not answer.retry_after):
                self.faults.append(f"{key}: {answer.status} {answer.text[:120]}")
            time.sleep(min(float(answer.retry_after or 1), max(0, left)))
        self.told.append((False, None))


def ask(port, address, body, key, timeout):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout, source_address=(address, 0))
    try:
        connection.request("POST", "/api/reports", body.encode(), {
            "Content-Type": "application/json", "Idempotency-Key": key, "Connection": "close"})
        response = connection.getresponse()
        return Answer(response.status, response.read(), response.headers["Retry-After"])
    except (OSError, http.client.HTTPException):
        return Answer()
    finally:
        connection.close()
