"""The programs of the bench: built once, run with arguments, answering with JSON."""
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = ROOT / "build/bench"
PROGRAMS = BUILD / "tests/bench"
SERVICE = BUILD / "agri110"
TARGETS = ["agri110", "agri110_load", "raw_sqlite", "beast_ceiling", "preload", "routing_bench", "triage_bench",
           "json_bench", "intake_bench"]


class WrongAnswer(Exception):
    """The server said something that is not true, or nothing at all: no figure counts then."""


class Failed(Exception):
    """A program of the bench could not do its work."""


def build():
    """Optimised and with symbols, as the release is."""
    configure = ["cmake", "-S", ROOT, "-B", BUILD, "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DAGRI110_BENCH=ON"]
    if not (BUILD / "CMakeCache.txt").exists():
        configure += ["-G", "Ninja"]
    subprocess.run(configure, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--target", *TARGETS, "-j", str(os.cpu_count())], check=True)


def run(program, *words, stdin=None):
    """What it prints."""
    done = subprocess.run([program, *map(str, words)], cwd=ROOT, input=stdin, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"{pathlib.Path(program).name} {' '.join(map(str, words))}: "
                     f"{(done.stderr or done.stdout).strip()[-600:]}")
    return done.stdout


def raw_sqlite(database, report, *words):
    return json.loads(run(PROGRAMS / "raw_sqlite", "--database", database, "--report", report, *words))


def micro(program, only):
    """The counters of one micro-benchmark, by its name."""
    told = run(PROGRAMS / program, "--benchmark_format=json", f"--benchmark_filter={only}")
    return {each["name"].split("/")[0]: each for each in json.loads(told)["benchmarks"]}


class Load:
    """The load generator at work; finished() waits for what it measured."""

    def __init__(self, port, *words):
        command = [PROGRAMS / "agri110_load", "--port", str(port), *map(str, words)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def finished(self):
        out, err = self._process.communicate()
        if self._process.returncode == 2:
            raise Failed(err.strip())
        told = json.loads(out)
        if self._process.returncode != 0 or told["lost"] or not told["right_answers"]:
            raise WrongAnswer(f"{told['failed']} wrong answers, {told['lost']} lost, {told['right_answers']} right: "
                              f"{told['faults']}")
        return told

    def end(self):
        """For one that is broken off."""
        self._process.kill()
        self._process.wait()
