"""The supply chain: an SBOM of the lock, and an audit of everything in it.

    pip install 'dateline[audit]'
    python benchmarks/supply.py [--out sbom.json] [--no-audit]

The lock is written out as requirements with hashes (uv), made into an SBOM (CycloneDX 1.6, JSON), and audited by pip-audit against the
advisories of the Python Packaging Index. Exit code 1: an advisory speaks of a locked version. 2: the audit could not be made (no network).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 600


def program(name: str) -> str:
    """Return a program's path: beside this Python, else on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing: pip install 'dateline[audit]' uv")
    return found


def requirements(folder: Path) -> Path:
    """Write the lock as requirements with hashes; return the file."""
    out = folder / "requirements.txt"
    command = [program("uv"), "export", "--frozen", "--no-emit-project", "--all-extras", "--quiet", "--output-file", str(out)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return out


def sbom(wanted: Path, out: Path) -> int:
    """Write the SBOM; return its number of components."""
    command = [program("cyclonedx-py"), "requirements", str(wanted), "--output-format", "JSON", "--spec-version", "1.6"]
    subprocess.run([*command, "--output-reproducible", "--output-file", str(out)], check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    return len(json.loads(out.read_text(encoding="utf-8"))["components"])


def audit(wanted: Path) -> tuple[int, int, list[str]]:
    """Return pip-audit's exit code, how many packages it looked at, and what it found."""
    command = [program("pip-audit"), "--requirement", str(wanted), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=ROOT)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return 2, 0, [done.stderr.strip()[-500:]]
    looked = [one for one in told if "vulns" in one]
    found = [f"{one['name']} {one['version']}: {flaw['id']}, mended in {flaw['fix_versions']}" for one in looked for flaw in one["vulns"]]
    skipped = [one for one in told if "skip_reason" in one]
    found += [f"{len(skipped)} not audited, such as {skipped[0]['name']}: {skipped[0]['skip_reason']}"] if skipped else []
    return (done.returncode if looked else 2), len(looked), found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=Path("sbom.json"))
    options.add_argument("--no-audit", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wanted = requirements(Path(folder))
        print(f"{given.out}: {sbom(wanted, given.out.resolve())} components")
        if given.no_audit:
            return 0
        code, looked, found = audit(wanted)
    print(f"pip-audit: {looked} packages looked at, exit code {code}")
    print(*found, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
