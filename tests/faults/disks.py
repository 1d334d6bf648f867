"""File systems in files, for tests that take them away. Needs root and loop devices."""
import fcntl
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time

GOING_DOWN = 0x8004587D  # _IOR('X', 125, __u32): XFS_IOC_GOINGDOWN, EXT4_IOC_SHUTDOWN
WITHOUT_FLUSHING_THE_JOURNAL = 2
FILE_SYSTEMS = {"ext4": ("mkfs.ext4 -q -F -m 0", "128M"), "xfs": ("mkfs.xfs -q -f", "320M")}


class Disk:
    """A file system in a file, which can lose its power."""

    def __init__(self, folder, system, size=None, further=()):
        self.image = folder / "image"
        self.mounted = folder / "mounted"
        self.mounted.mkdir()
        make, usual = FILE_SYSTEMS[system]
        run(["truncate", "-s", size or usual, self.image])
        run([*make.split(), *further, self.image])
        self.mount()

    def mount(self):
        run(["mount", "-o", "loop", self.image, self.mounted])

    def cut_power(self):
        """What `xfs_io -x -c shutdown` does, without the time a program takes to start: what the kernel has not yet given
        to the device is gone; whoever writes from now on gets an error."""
        folder = os.open(self.mounted, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, GOING_DOWN, struct.pack("I", WITHOUT_FLUSHING_THE_JOURNAL))
        finally:
            os.close(folder)

    def unmount(self):
        for _ in range(100):
            done = subprocess.run(["umount", self.mounted], capture_output=True, text=True, check=False)
            if done.returncode == 0 or "not mounted" in done.stderr:
                return
            time.sleep(0.05)  # the last process is still on its way out
        raise RuntimeError(f"cannot unmount: {done.stderr.strip()}")


def run(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")


def refuse_without_means():
    """Never skipped in silence: where nothing can be mounted, nothing is proven."""
    with tempfile.TemporaryDirectory(prefix="agri110-disk-") as folder:
        try:
            disk = Disk(pathlib.Path(folder), "ext4")
            disk.cut_power()
            disk.unmount()
        except (OSError, RuntimeError) as error:
            sys.exit(f"this cannot be tried here, so nothing is proven: {error}\n"
                     "needs root, loop devices and the Debian packages xfsprogs and e2fsprogs")
