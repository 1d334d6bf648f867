"""strace, on a process that runs already."""
import contextlib
import pathlib
import subprocess
import time


@contextlib.contextmanager
def attached(process, strace):
    """strace on every thread of `process`."""
    tracer = subprocess.Popen([*strace, "-p", str(process)], stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        tasks = pathlib.Path(f"/proc/{process}/task")
        while any("TracerPid:\t0\n" in (task / "status").read_text() for task in tasks.iterdir()):
            if tracer.poll() is not None:
                raise RuntimeError("strace cannot attach: is ptrace forbidden here?")
            time.sleep(0.01)
        yield
    finally:
        _end(tracer)


def _end(tracer):
    """strace can wait for ever for the first thread of a process that is dying, while the others wait for strace; signals
    it catches do not free it. Killed, it lets go of all of them."""
    tracer.terminate()
    try:
        tracer.wait(timeout=2)
    except subprocess.TimeoutExpired:
        tracer.kill()
        tracer.wait()
