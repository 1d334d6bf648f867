"""A PostgreSQL primary with a synchronous standby on this machine, for tests that take one of them away."""
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import time

SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 100
wal_keep_size = 256MB
checkpoint_timeout = 30s
"""
FROZEN_FOR = 1.0  # seconds


class Server:
    """One server: its data, its socket and its log lie in `folder`."""

    WORDS = {"arguments": "arguments::json", "key": "substring(text FROM 'k[0-9]{2}-[0-9]{6}')"}  # see checker.PARTS

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.log = self.folder / "log"

    def start(self):
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(SETTINGS.format(folder=self.folder))
        run_as_owner(["pg_ctl", "-D", self.data, "-l", self.log, "-w", "start"])

    def processes(self):
        """The postmaster and all its children, as they are now."""
        postmaster = self._postmaster()
        if postmaster is None:
            return []
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False)
        return [postmaster, *map(int, children.stdout.split())]

    def _postmaster(self):
        """Its number, if it is alive: a killed one leaves the file behind, and the number goes to somebody else."""
        try:
            number = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            words = pathlib.Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            return None
        return number if str(self.data).encode() in words else None

    def kill(self):
        """All at once, as when the machine loses power. The postmaster stands still first, so that it makes no more."""
        postmaster = self._postmaster()
        if postmaster is None:
            return
        send([postmaster], signal.SIGSTOP)
        doomed = self.processes()
        send(doomed, signal.SIGKILL)
        for _ in range(500):
            if not any(is_alive(process) for process in doomed):
                return
            time.sleep(0.01)
        raise RuntimeError(f"processes of {self.folder} cannot be killed")

    def sql(self, statement, database="agri110"):
        """Rows as lists of texts. The fields must not hold the two control characters that separate them."""
        done = subprocess.run(
            [program("psql"), "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1",
             "-h", str(self.folder), "-U", "agri110", "-d", database, "-c", statement],
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()}")
        return [line.split("\x1f") for line in done.stdout.rstrip("\n").split("\x1e") if line]


class Cluster:
    """Primary `a` and standby `b`. Whoever makes one calls remove(), also when start() fails."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.primary = Server(self.folder / "a")
        self.standby = Server(self.folder / "b")
        for server in (self.primary, self.standby):
            server.folder.mkdir(parents=True)
        give_to_owner(self.folder)

    def start(self, synchronous=True):
        """Comes back when the standby follows. With `synchronous`, what the primary commits is on both disks."""
        run_as_owner(["initdb", "-D", self.primary.data, "-U", "agri110", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8"])
        self.primary.start()
        self.primary.sql("CREATE DATABASE agri110", "postgres")
        run_as_owner(["pg_basebackup", "-h", self.primary.folder, "-U", "agri110", "-D", self.standby.data, "-R",
                      "-c", "fast", "-d", "application_name=standby"])
        self.standby.start()
        if synchronous:
            self.primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
            self.primary.sql("SELECT pg_reload_conf()")
        self.wait_for_standby("sync" if synchronous else "async")

    def wait_for_standby(self, state):
        for _ in range(200):
            if [state] in self.primary.sql("SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'"):
                return
            time.sleep(0.1)
        raise RuntimeError("the standby does not follow")

    def url(self):
        """Names both servers; the client takes the one that accepts writes."""
        return f"postgresql://agri110@/agri110?host={self.primary.folder},{self.standby.folder}"

    def hold_back_replication(self):
        """The standby stops receiving, without anybody noticing."""
        receivers = [process for process in self.standby.processes() if b"walreceiver" in command_line(process)]
        if not receivers:
            raise RuntimeError("the standby has no receiver")
        send(receivers, signal.SIGSTOP)

    def kill_primary(self, how):
        if how == "immediate":
            run_as_owner(["pg_ctl", "-D", self.primary.data, "-m", "immediate", "-w", "stop"])
            return
        if how == "freeze":
            send(self.primary.processes(), signal.SIGSTOP)
            time.sleep(FROZEN_FOR)
        self.primary.kill()

    def promote(self):
        """Makes the standby the primary. It waits for no other, as Patroni sets it until another standby has come."""
        send(self.standby.processes(), signal.SIGCONT)
        run_as_owner(["pg_ctl", "-D", self.standby.data, "-w", "promote"])
        self.standby.sql("ALTER SYSTEM SET synchronous_standby_names = ''")
        self.standby.sql("SELECT pg_reload_conf()")

    def remove(self):
        """Ends both servers and removes their data; their logs stay."""
        for server in (self.primary, self.standby):
            server.kill()
            shutil.rmtree(server.data, ignore_errors=True)


def send(processes, which):
    for process in processes:
        try:
            os.kill(process, which)
        except ProcessLookupError:
            pass


def is_alive(process):
    """A dead one that nobody has buried yet does not count."""
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1][0] not in "ZX"
    except (OSError, IndexError):
        return False


def command_line(process):
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def program(name):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    if not found:
        raise RuntimeError("no PostgreSQL server is installed: deploy/install-packages tests")
    return found[-1]


def give_to_owner(folder):
    """PostgreSQL refuses to run as root, so its folders belong to the user the package made."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        for path in [folder, *pathlib.Path(folder).rglob("*")]:
            os.chown(path, owner.pw_uid, owner.pw_gid)


def run_as_owner(words):
    as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []
    command = [*as_owner, program(words[0]), *map(str, words[1:])]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]}: {done.stderr.strip()}")
