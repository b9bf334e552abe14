"""Completion in bash, zsh and fish: click's, so that names with blanks and quotes come out right in each of them.

A shell hands over its line up to the cursor as it was typed, and gets a line per completion: its type and, after a
comma, the whole word. `file` asks the shell for names of files. bash is given what it will put in place of the part of
the word that it completes, quoted; zsh and fish quote by themselves.
"""

import os
from typing import Any

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

from csm_tui.cli.completion import COMPLETION_VARIABLE

SHELLS = ("bash", "zsh", "fish")
_PROGRAM = "csm-tui"
_LINE, _PART = "CSM_TUI_COMPLETE_LINE", "CSM_TUI_COMPLETE_PART"

_BASH = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            file,*) compopt -o default ;;
            plain,*[=:,]) compopt -o nospace; COMPREPLY+=("${line#*,}") ;;
            plain,*) COMPREPLY+=("${line#*,}") ;;
        esac
    done < <(
        CSM_TUI_COMPLETE_LINE="${COMP_LINE:0:COMP_POINT}" CSM_TUI_COMPLETE_PART="$2" \\
            %(complete_var)s=bash_complete "$1" 2>/dev/null
    )
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s
%(complete_func)s() {
    local line
    local -a whole open
    while IFS= read -r line; do
        case $line in
            file,*) _files ;;
            plain,*[=:,]) open+=("${line#*,}") ;;
            plain,*) whole+=("${line#*,}") ;;
        esac
    done < <(
        CSM_TUI_COMPLETE_LINE="${(j: :)words[1,CURRENT]}" %(complete_var)s=zsh_complete "$words[1]" 2>/dev/null
    )
    (( $#whole )) && compadd -U -V %(prog_name)s -a whole
    (( $#open )) && compadd -U -S '' -V %(prog_name)s -a open
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = """\
function %(complete_func)s
    set -l program (commandline -opc)[1]
    for line in (env CSM_TUI_COMPLETE_LINE=(commandline -cp | string collect) %(complete_var)s=fish_complete $program \\
            2>/dev/null)
        set -l parts (string split --max 1 , -- $line)
        if test "$parts[1]" = file
            __fish_complete_path (commandline -ct)
        else if test "$parts[1]" = plain
            printf '%%s\\n' $parts[2]
        end
    end
end
complete --no-files --keep-order --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class _Complete(ShellComplete):
    """What the three have in common."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one at the cursor, and what is typed of that one."""
        *words, last = _words(os.environ.get(_LINE, ""))
        return words[1:], last

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Whole words, also where an option and its value are one."""
        found = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if not equals or not option.startswith("--"):
            return found
        return [CompletionItem(f"{option}={one.value}", one.type) for one in found]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        return f"{item.type},{item.value}"


class _Bash(_Complete):
    name = "bash"
    source_template = _BASH

    def format_completion(self, item: CompletionItem[Any]) -> str:
        line = os.environ.get(_LINE, "")
        quote = open_quote(line)
        part = _words(quote + os.environ.get(_PART, ""))[-1]
        kept = _words(line)[-1].removesuffix(part)  # stays: bash begins anew after = and :
        return f"{item.type},{_quoted(item.value[len(kept) :], quote)}"


class _Zsh(_Complete):
    name = "zsh"
    source_template = _ZSH


class _Fish(_Complete):
    name = "fish"
    source_template = _FISH


def script(shell: str) -> str:
    """What the shell is to read, once in each start, so that it completes the commands of this program."""
    one = {known.name: known for known in (_Bash, _Zsh, _Fish)}[shell]
    return one(click.Command(_PROGRAM), {}, _PROGRAM, COMPLETION_VARIABLE).source()


def offer_completion() -> None:
    """Put these in place of click's own."""
    for shell in (_Bash, _Zsh, _Fish):
        add_completion_class(shell)


def _words(line: str) -> list[str]:
    """The words of a line up to the cursor, the last of them as far as it is typed, if only "" after a blank."""
    # A letter behind the cursor makes one word of what is open there: nothing yet, or a quote.
    *words, last = split_arg_string(f"{line}x")
    return [*words, last[:-1]]


def open_quote(line: str) -> str:
    """The quote in which a line of a shell ends, "" for none."""
    quote, escaped = "", False
    for letter in line:
        if escaped:
            escaped = False
        elif letter == "\\" and quote != "'":
            escaped = True
        elif letter == quote:
            quote = ""
        elif not quote and letter in "'\"":
            quote = letter
    return quote


def _quoted(text: str, quote: str) -> str:
    """Text as bash takes it for one word, inside a quote that was opened or without."""
    if quote == "'":
        return text.replace("'", "'\\''")
    meant = '"\\$`' if quote else " \t\"'\\$`&|;()<>*?[]{}!#~^"
    return "".join(f"\\{letter}" if letter in meant else letter for letter in text)
