"""Where a review is kept while its screen is not open."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with the first draft
    from csm_tui.planning.draft.review import Review


class KeptReview:
    """Held by the app, as long as the program runs."""

    review: "Review | None" = None
    """A draft that is not accepted yet, with what was decided about it."""

    @property
    def is_begun(self) -> bool:
        """Whether anything was decided that would be lost."""
        return self.review is not None and bool(self.review.out or self.review.changed)
