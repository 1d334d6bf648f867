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


class Server:
    """One server: its data, its socket and its log lie in `folder`."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"

    def start(self):
        (self.data / "postgresql.conf").open("a").write(SETTINGS.format(folder=self.folder))
        run_as_owner(["pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start"])

    def processes(self):
        """The postmaster and all its children, as they are now."""
        pidfile = self.data / "postmaster.pid"
        if not pidfile.exists():
            return []
        postmaster = int(pidfile.read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True).stdout.split()
        return [postmaster, *map(int, children)]

    def signal_all(self, which):
        for process in self.processes():
            try:
                os.kill(process, which)
            except ProcessLookupError:
                pass

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
    """Primary `a` and standby `b`. With `synchronous`, what the primary commits is on both disks."""

    def __init__(self, folder, synchronous=True):
        self.folder = pathlib.Path(folder)
        self.primary = Server(self.folder / "a")
        self.standby = Server(self.folder / "b")
        for server in (self.primary, self.standby):
            server.folder.mkdir(parents=True)
        give_to_owner(self.folder)
        run_as_owner(["initdb", "-D", self.primary.data, "-U", "agri110", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8"])
        self.primary.start()
        self.primary.sql("CREATE DATABASE agri110", "postgres")
        run_as_owner(["pg_basebackup", "-h", self.primary.folder, "-U", "agri110", "-D", self.standby.data, "-R",
                      "-d", "application_name=standby"])
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
        for process in self.standby.processes():
            words = pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
            if b"walreceiver" in words:
                os.kill(process, signal.SIGSTOP)

    def kill_primary(self, how):
        if how == "immediate":
            run_as_owner(["pg_ctl", "-D", self.primary.data, "-m", "immediate", "-w", "stop"])
            return
        if how == "freeze":
            self.primary.signal_all(signal.SIGSTOP)
            time.sleep(1)
        self.primary.signal_all(signal.SIGKILL)

    def promote(self):
        self.standby.signal_all(signal.SIGCONT)
        run_as_owner(["pg_ctl", "-D", self.standby.data, "-w", "promote"])

    def remove(self):
        for server in (self.primary, self.standby):
            server.signal_all(signal.SIGKILL)
        time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)


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
