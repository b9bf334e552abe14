"""What a backup is, for those who list them."""

from csm_tui.storage.backups import Backup

__all__ = ["Backup"]
