"""Safety: takes out of a paste what Textual's parser would take for keys: one in it could save or delete."""

_START = "\x1b[200~"
_END = "\x1b[201~"
_TYPED_AT_ONCE = 16


class PasteShield:
    """Takes out of a bracketed paste what Textual's parser would take for keys.

    Fed with the terminal's input in pieces of any size; the text outside of pastes passes untouched and at once.
    """

    def __init__(self) -> None:
        self._inside = False
        self._tail = ""
        self._gave_up = False
        """Whether the last paste was ended by `give_up`, so that more of it may come."""

    @property
    def is_inside(self) -> bool:
        """Whether the end of a paste has not come yet."""
        return self._inside

    def give_up(self) -> str:
        """End a paste whose end does not come: the mark that ends it, for Textual's parser."""
        self._inside, self._tail, self._gave_up = False, "", True
        return _END

    def feed(self, text: str) -> str:
        """The input with every paste made harmless."""
        if self._gave_up and not self._inside:
            if _goes_on(text):
                text = _START + text
            self._gave_up = _START not in text
        passed = []
        text, held = (self._tail + text, True) if self._inside else (text, False)
        while text:
            if self._inside:
                pasted, end, rest = text.partition(_END)
                if not end:
                    keep = _partial_end(pasted)
                    passed.append(_harmless(pasted[: len(pasted) - keep]))
                    self._tail = pasted[len(pasted) - keep :]
                    return "".join(passed)
                passed += [_harmless(pasted), end]
                self._inside, text, self._tail, held = False, rest, "", False
                continue
            seen = self._tail + text if not held else text
            place = seen.find(_START)
            if place < 0:
                passed.append(text)
                self._tail = seen[-(len(_START) - 1) :]
                break
            cut = place + len(_START) - (len(seen) - len(text))
            passed.append(text[:cut])
            self._inside, text, self._tail = True, text[cut:], ""
        return "".join(passed)


def _goes_on(text: str) -> bool:
    """Whether input is the rest of a paste that was given up: it holds the mark of its end, or more than anybody types
    at once. What begins with an escape sequence is a key or the mouse."""
    before, end, _ = text.partition(_END)
    if end:
        return _START not in before
    return len(text) > _TYPED_AT_ONCE and not text.startswith("\x1b")


def _partial_end(text: str) -> int:
    """How many characters at the end may be the beginning of the end mark."""
    return next((size for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), 0)


def _harmless(pasted: str) -> str:
    return "".join(char for char in pasted if char in "\n\r\t" or (char >= " " and not "\x7f" <= char <= "\x9f"))
