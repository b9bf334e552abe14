"""Prints the first or second command of README.md that installs the program: `readme_command.py 2`."""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def install_commands(text: str) -> list[str]:
    """The fenced blocks that install something, in order."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block.strip() for block in blocks if "pip install" in block]


if __name__ == "__main__":
    sys.stdout.write(install_commands(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1] + "\n")
