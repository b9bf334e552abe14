"""Where the program keeps what it remembers on this computer and what is no part of a workspace."""

from pathlib import Path


def state_folder() -> Path:
    """The state folder of the platform."""
    import platformdirs

    return platformdirs.user_state_path("csm-tui", appauthor=False)
