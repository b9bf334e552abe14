"""Safety: takes out of a paste what Textual's parser would take for keys: one in it could save or delete."""

_START = "\x1b[200~"
_END = "\x1b[201~"


class PasteShield:
    """Takes out of a bracketed paste what Textual's parser would take for keys.

    Fed with the terminal's input in pieces of any size; the text outside of pastes passes untouched and at once.
    """

    def __init__(self) -> None:
        self._inside = False
        self._tail = ""

    def feed(self, text: str) -> str:
        """The input with every paste made harmless."""
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


def _partial_end(text: str) -> int:
    """How many characters at the end may be the beginning of the end mark."""
    return next((size for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), 0)


def _harmless(pasted: str) -> str:
    return "".join(char for char in pasted if char in "\n\r\t" or (char >= " " and not "\x7f" <= char <= "\x9f"))
