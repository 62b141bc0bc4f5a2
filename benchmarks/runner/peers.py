# SPDX-License-Identifier: BSL-1.0
"""The peers: how each is installed into build/, and how it is run. One that can't be had is skipped, with its reason."""

import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
ROOT = os.path.dirname(BENCHMARKS)


class Skipped(Exception):
    """Why a peer is absent."""


class Peer:
    def __init__(self, name, title, command, slow=False, counted=False, environment=None, remark=""):
        self.name = name
        self.title = title
        self.command = command
        self.slow = slow  # runs fewer operations
        self.counted = counted  # its instructions are counted
        self.environment = environment or {}
        self.remark = remark

    def run(self, workload, count, database, before=()):
        """Nanoseconds, operations, checksum, statements prepared anew, allocations."""
        done = subprocess.run([*before, *self.command, workload, str(count), database], capture_output=True, text=True,
                              env={**os.environ, **self.environment})
        if done.returncode != 0:
            raise RuntimeError(f"{self.name} {workload} {count}: {done.stderr.strip()[-500:]}")
        return [int(it) for it in done.stdout.split()[-5:]], done.stderr


def _say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _run(what, *command, **options):
    """Installs something; what fails makes the peer absent."""
    _say(what)
    if shutil.which(command[0]) is None:
        raise Skipped(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Skipped(f"{what} failed: {lines[-1] if lines else 'without a word'}")


def _build(path, *parts):
    return os.path.join(ROOT, "build", path, *parts)


def _cpp(name, title, **more):
    program = _build("benchmark", "benchmarks", "peers", "peer_" + name)
    if not os.path.exists(program):
        raise Skipped("its library's development package is not installed")
    return Peer(name, title, [program], counted=True, **more)


def _cargo(name, title):
    source, target = os.path.join(BENCHMARKS, "peers", name), _build("peers", name)
    _run(f"building {name} with cargo", "cargo", "build", "--release", "--quiet", "--locked", "--manifest-path",
         os.path.join(source, "Cargo.toml"), "--target-dir", target)
    return Peer(name, title, [os.path.join(target, "release", "peer_" + name)], counted=True)


def _python(kind, title):
    source, target = os.path.join(BENCHMARKS, "peers", "sqlalchemy"), _build("peers", "sqlalchemy")
    requirements = os.path.join(source, "requirements.txt")
    python, stamp = os.path.join(target, "bin", "python"), os.path.join(target, "installed.txt")
    with open(requirements) as file:
        wanted = file.read()
    if not os.path.exists(stamp) or open(stamp).read() != wanted:
        _run("making an environment for SQLAlchemy", sys.executable, "-m", "venv", target)
        _run("installing SQLAlchemy with pip", python, "-m", "pip", "install", "--quiet", "-r", requirements)
        with open(stamp, "w") as file:
            file.write(wanted)
    version = subprocess.run([python, "-c", "import sqlite3; print(sqlite3.sqlite_version)"], capture_output=True,
                             text=True, check=True).stdout.strip()
    return Peer("sqlalchemy_" + kind, title, [python, os.path.join(source, "peer.py"), kind], slow=True,
                remark=f"SQLite {version}, as Python has it; ORM objects, fewer operations, not every size")


def _node():
    source, target = os.path.join(BENCHMARKS, "peers", "better_sqlite3"), _build("peers", "better_sqlite3")
    package, stamp = os.path.join(source, "package.json"), os.path.join(target, "installed.json")
    with open(package) as file:
        wanted = file.read()
    if not os.path.exists(stamp) or open(stamp).read() != wanted:
        os.makedirs(target, exist_ok=True)
        shutil.copy(package, target)
        _run("installing better-sqlite3 with npm, which compiles its SQLite", "npm", "install", "--no-audit",
             "--no-fund", cwd=target)
        shutil.copy(package, stamp)
    if shutil.which("node") is None:
        raise Skipped("node is not installed")
    check = subprocess.run(["node", "-p", "new (require('better-sqlite3'))(':memory:').prepare("
                            "'SELECT sqlite_version()').pluck().get()"], capture_output=True, text=True, cwd=target)
    if check.returncode != 0:
        raise Skipped("better-sqlite3 does not load: " + check.stderr.strip().splitlines()[-1])
    return Peer("better_sqlite3", "better-sqlite3", ["node", os.path.join(source, "peer.js")],
                environment={"PEER_MODULES": target}, remark=f"SQLite {check.stdout.strip()}, its own")


def _absent(reason):
    def fail():
        raise Skipped(reason)
    return fail


PEERS = (
    ("c_api", lambda: _cpp("c_api", "C API by hand")),
    ("tenon", lambda: _cpp("tenon", "tenon")),
    ("sqlitecpp", lambda: _cpp("sqlitecpp", "SQLiteCpp")),
    ("soci", lambda: _cpp("soci", "SOCI")),
    ("sqlite_orm", _absent("Debian 12 has no package of it")),
    ("rusqlite", lambda: _cargo("rusqlite", "rusqlite")),
    ("diesel", lambda: _cargo("diesel", "Diesel")),
    ("better_sqlite3", _node),
    ("sqlalchemy_plain", lambda: _python("plain", "SQLAlchemy")),
    ("sqlalchemy_aiosqlite", lambda: _python("aiosqlite", "SQLAlchemy, aiosqlite")),
)


def all_peers(only=None):
    """Those that are there, and why the others are not, by name."""
    found, skipped = [], {}
    for name, make in PEERS:
        if only and name not in only:
            continue
        try:
            found.append(make())
        except Skipped as reason:
            skipped[name] = str(reason)
            _say(f"{name} is skipped: {reason}")
    return found, skipped


def counting(name, preset="benchmark"):
    """The programs of the C API and tenon by a preset: "c_api", "tenon", "…_counting"."""
    return Peer(name, name, [_build(preset, "benchmarks", "peers", "peer_" + name)], counted=True)
