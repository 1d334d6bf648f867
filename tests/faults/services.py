"""The service's processes under test."""
import os
import pathlib
import re
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("PROGRAM_UNDER_TEST", ROOT / "build/release/agri110"))
NO_LIMITS = ["--limits.reports_per_address_per_hour", "1000000000", "--limits.reports_per_phone_per_hour", "1000000000"]


class Service:
    """One process on a free port; its data folder and its log lie in `folder`. `before` stands before the program."""

    def __init__(self, url, folder, *settings, before=(), environment=None):
        folder.mkdir(exist_ok=True)
        self.name = folder.name
        self.log = folder / "log"
        with open(self.log, "a", encoding="utf-8") as log:
            # In a session of its own, so that Ctrl-C reaches the test and not the service.
            self.process = subprocess.Popen(
                [*before, PROGRAM, "serve", "--database.url", url, "--data.folder", folder, "--server.port", "0",
                 *NO_LIMITS, *settings],
                cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
                env={**os.environ, **(environment or {})})
        found = re.search(r":(\d+)$", self.process.stdout.readline())
        if not found:
            self.kill()
            raise RuntimeError(f"the service did not start: {self.last_words()}")
        self.port = int(found.group(1))

    def stop(self):
        """Exit code of an orderly end."""
        self.process.terminate()
        return self.process.wait(timeout=60)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def last_words(self):
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return lines[-1] if lines else "it said nothing"


class ServiceEnded(Exception):
    """A service is gone that nobody had stopped."""


def go_on_for(seconds, services):
    """Waits, and breaks off when a service ends: nothing that follows would mean anything."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for service in services:
            if service.process.poll() is not None:
                raise ServiceEnded(f"service {service.name} ended with {service.process.returncode}, "
                                   f"last: {service.last_words()}")
        time.sleep(0.05)


def agri110(*words, may_fail=False):
    """What a subcommand prints."""
    done = subprocess.run([PROGRAM, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0 and not may_fail:
        raise RuntimeError(f"agri110 {words[0]}: {done.stderr.strip()}")
    return done.stdout
