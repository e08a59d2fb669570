"""`python -m deeparc.experiments [system …]`: run experiments and keep their results; by default the quick ones."""

import argparse
import time
from importlib import resources
from pathlib import Path

from deeparc.experiments.record import EXPERIMENTS, HEAVY, write


def main(arguments: list[str] | None = None) -> None:
    """Run the experiments named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m deeparc.experiments", description=__doc__)
    parser.add_argument("systems", nargs="*", metavar="system", help=f"any of {', '.join(EXPERIMENTS)}")
    parser.add_argument("--all", action="store_true", help=f"also the long ones: {', '.join(sorted(HEAVY))}")
    parser.add_argument("--seed", type=int, default=0, help="of every random generator (default 0)")
    parser.add_argument("--output", type=Path, help="directory for the results; by default the library's own")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.systems if name not in EXPERIMENTS]
    if unknown:
        parser.error(f"no experiment {unknown[0]!r}, there are {', '.join(EXPERIMENTS)}")
    folder = options.output or Path(str(resources.files("deeparc.experiments.results")))
    folder.mkdir(parents=True, exist_ok=True)
    chosen = options.systems or [name for name in EXPERIMENTS if options.all or name not in HEAVY]
    for system in chosen:
        begin = time.perf_counter()
        path = write(system, folder, options.seed)
        print(f"{system}: {time.perf_counter() - begin:.1f} s, {path}")


if __name__ == "__main__":
    main()
