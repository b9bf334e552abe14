"""The ids of usual prompts and aspects, by the names that they have in the program; they stay for ever."""

from csm_tui.domain.record import fixed_id


def usual_prompt_id(name: str) -> str:
    """The id of a usual prompt, such as chance-of-renewal."""
    return fixed_id(f"prompt {name}")


def usual_aspect_id(name: str) -> str:
    """The id of a usual aspect, such as soft-skills."""
    return fixed_id(f"aspect {name}")
