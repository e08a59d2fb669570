"""`python -m deeparc.index [--json]`: print the model index."""

import argparse
import json
from dataclasses import asdict

from deeparc.index import entries, systems


def main(arguments: list[str] | None = None) -> None:
    """Print the index."""
    parser = argparse.ArgumentParser(prog="python -m deeparc.index", description="The systems that work.")
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    if parser.parse_args(arguments).json:
        print(json.dumps([asdict(entry) for entry in entries()], indent=2, ensure_ascii=False))
    else:
        _print_table()


def _print_table() -> None:
    rows = [
        (f"{e.system}, {e.year}\n{e.object}", f"{e.published} [{e.published.source}]", str(e.ours)) for e in entries()
    ]
    count = f"{len(rows)} of {len(systems())} systems work"
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        for system, published, ours in rows:
            print(f"{system}\npublished: {published}\nours: {ours}\n")
        print(count)
        return
    table = Table(title=count)
    for name in ("system", "published", "ours"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row), end_section=True)
    Console().print(table)


if __name__ == "__main__":
    main()
