"""What the figures were taken on."""
import os
import pathlib
import platform
import re
import sqlite3
import subprocess

from .programs import BUILD, ROOT


def told(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def described():
    cpus = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    memory = pathlib.Path("/proc/meminfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*: (.*)", cpus)
    boost = pathlib.Path("/usr/include/boost/version.hpp").read_text(encoding="utf-8")
    return {
        "kernel": platform.release(),
        "cpu": model.group(1) if model else platform.machine(),
        "cores": os.cpu_count(),
        "memory_mib": int(re.search(r"MemTotal:\s+(\d+)", memory).group(1)) // 1024,
        "file_system": told("stat", "-f", "-c", "%T", str(BUILD)),
        "load_before": os.getloadavg()[0],
        "sqlite": sqlite3.sqlite_version,
        "boost": re.search(r'BOOST_LIB_VERSION "(.*)"', boost).group(1).replace("_", "."),
        "compiler": told("c++", "--version").splitlines()[0],
        "commit": told("git", "rev-parse", "HEAD"),
        "changed_since": bool(told("git", "status", "--porcelain", "--untracked-files=no")),
    }
