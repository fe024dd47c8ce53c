"""A bundle for offices without a network: our wheel, those it needs, their hashes and a list of parts, in one folder.

`make bundle` writes build/bundle and tries it: installed by `pip --no-index` into an empty environment, and run where
every socket is refused. The wheels are those of the platform and Python that build it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUNDLE = os.path.join(ROOT, "build", "bundle")
LOCK = os.path.join(ROOT, "requirements.txt")
BIN = "Scripts" if os.name == "nt" else "bin"
# run before our program: any use of a socket ends it
REFUSE = """
import sys
def refuse(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"network: {event}")
sys.addaudithook(refuse)
"""
_README = """\
gongwen-lint 离线安装包：把整个文件夹拷到不联网的机器上，在文件夹里执行
Offline bundle of gongwen-lint: copy the whole folder to the machine without a network, and there run

    python -m pip install --no-index --find-links . --require-hashes -r requirements.txt

requirements.txt 有每个文件的散列值，sbom.cdx.json 列出所含的软件（CycloneDX）。
"""


def build(folder: str) -> str:
    """Build our wheel, the same bytes wherever and whenever; its path."""
    environment = {"SOURCE_DATE_EPOCH": "1577836800", **os.environ}
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    (name,) = (name for name in os.listdir(folder) if name.startswith("gongwen_lint-"))
    return os.path.join(folder, name)


def requirements(folder: str) -> str:
    """The wheels of a folder as requirements with their hashes."""
    lines = []
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".whl")):
        package, version = name.split("-")[:2]
        with open(os.path.join(folder, name), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        lines.append(f"{package}=={version} --hash=sha256:{digest}")
    return "\n".join((*lines, ""))


def install(folder: str, environment: str) -> str:
    """Install a bundle into a new environment, from its own files alone; the environment's interpreter."""
    venv.create(environment, with_pip=True)
    python = os.path.join(environment, BIN, "python")
    words = [python, "-m", "pip", "--isolated", "install", "--quiet", "--no-index", "--find-links", folder]
    subprocess.run([*words, "--require-hashes", "-r", os.path.join(folder, "requirements.txt")], check=True)
    return python


def try_out(python: str, folder: str) -> str:
    """Check a small report with an installed bundle, all sockets refused; what it said."""
    report = os.path.join(folder, "报告.txt")
    with open(report, "w", encoding="utf-8") as file:
        file.write("坚持鲜明的人们立场，走访XX户。\n2023年6月30日\n")
    code = f"{REFUSE}\nfrom lint.cli import main\nsys.exit(main(['check', '--isolated', sys.argv[1]]))"
    words = [python, "-I", "-c", code, report]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", cwd=folder)
    said = done.stdout + done.stderr
    if done.returncode != 1 or "人民立场" not in said or "PLH101" not in said:
        raise SystemExit(f"the bundle does not work:\n{said}")
    return said


def main() -> int:
    """Make the bundle and try it."""
    shutil.rmtree(BUNDLE, ignore_errors=True)
    os.makedirs(BUNDLE)
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--require-hashes", "--wheel-dir", BUNDLE]
    subprocess.run([*words, "-r", LOCK], check=True)
    build(BUNDLE)
    with open(os.path.join(BUNDLE, "requirements.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.write(requirements(BUNDLE))
    with open(os.path.join(BUNDLE, "README.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.write(_README)
    with tempfile.TemporaryDirectory() as folder:
        python = install(BUNDLE, os.path.join(folder, "env"))
        parts = os.path.join(BUNDLE, "sbom.cdx.json")
        words = ["environment", python, "--output-reproducible", "--pyproject", os.path.join(ROOT, "pyproject.toml")]
        subprocess.run([sys.executable, "-m", "cyclonedx_py", *words, "-o", parts], check=True)
        try_out(python, folder)
    names = sorted(os.listdir(BUNDLE))
    size = sum(os.path.getsize(os.path.join(BUNDLE, name)) for name in names)
    print(f"{os.path.relpath(BUNDLE)}: {len(names)} files, {size / 1e6:.1f} MB, installed and run without a network")
    print("\n".join(f"  {name}" for name in names))
    return 0


def pinned(lock: str) -> set[str]:
    """The names in a lock file, in lower case with dashes."""
    with open(lock, encoding="utf-8") as file:
        return {re.sub("[-_.]+", "-", m[1]).lower() for m in re.finditer(r"^([A-Za-z0-9._-]+)==", file.read(), re.M)}


if __name__ == "__main__":
    sys.exit(main())
