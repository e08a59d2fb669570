"""What a submission may use."""

from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; `nbgrader_config.py` can change them, as in `c.Arcgrade.cell = 60`.

    Times are of the submission's own clock, which stands while a busy machine lets it wait.
    """

    memory: int = 4 * 2**30  # bytes of address space
    processor: int = 300  # processor seconds of one box
    disk: int = 128 * 2**20  # bytes in the working folder; as many in /tmp and in /dev/shm
    file: int = 64 * 2**20  # bytes, one file
    files: int = 10_000  # in each of these folders
    threads: int = 64
    cell: float = 40.0  # seconds, one cell; a check has its own, shorter limit
    notebook: float = 300.0  # seconds, all cells and checks together

    @classmethod
    def from_config(cls, values: dict[str, object]) -> "Limits":
        """Read the limits that a configuration sets.

        Raises:
            ValueError: an unknown name, or a value that is no positive number.
        """
        known = {f.name for f in fields(cls)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"c.Arcgrade.{name} is no limit; there are: {', '.join(sorted(known))}")
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise ValueError(f"c.Arcgrade.{name} is {value!r}, expected a positive number")
        return cls(**values)

    def in_box(self) -> dict[str, int]:
        """Return the limits that the box sets on itself, by the names it knows them under."""
        return {
            "as": self.memory,
            "cpu": self.processor,
            "fsize": self.file,
            "nproc": self.threads,
            "nofile": 256,
            "core": 0,
            "disk": self.disk,
            "files": self.files,
        }

    def to_dict(self) -> dict[str, float]:
        """Return plain data."""
        return asdict(self)
