"""Where a review is kept while its screen is not open."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with the first draft
    from csm_tui.planning.draft.review import Review


class KeptReview:
    """Held by the screen of the plan, as long as the program runs."""

    review: "Review | None" = None
    """A draft that is not accepted yet, with what was decided about it."""
