# SPDX-License-Identifier: BSL-1.0
"""What a report says about the machine."""

import datetime
import os
import platform
import subprocess


def _first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0].strip()
    except (OSError, subprocess.CalledProcessError, IndexError):
        return None


def _processor():
    try:
        with open("/proc/cpuinfo") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def describe():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.date.today().isoformat(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "load": round(os.getloadavg()[0], 2),
        "gcc": _first_line("g++", "-dumpfullversion"),
        "clang": _first_line("clang++-19", "-dumpversion"),
        "rustc": (_first_line("rustc", "--version") or "").split(" (")[0] or None,
        "node": _first_line("node", "--version"),
        "python": platform.python_version(),
        "sqlite": _first_line("pkg-config", "--modversion", "sqlite3"),
    }
