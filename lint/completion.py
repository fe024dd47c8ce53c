"""Completion of commands, flags and values in a shell, written from the table of flags."""

from __future__ import annotations

from lint import options
from lint.cli import FORMATS
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHELLS = ("bash", "zsh", "fish", "powershell")

_BASH = """\
_gongwen_lint() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} found=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        found="{commands}"
    else
        case "${{COMP_WORDS[1]}} $before" in
{values}
        *) case "$word" in -*) case "${{COMP_WORDS[1]}}" in
{flags}
            esac ;; esac ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word")
}}
complete -o default -F _gongwen_lint gongwen-lint
"""
_ZSH = """\
#compdef gongwen-lint
_gongwen_lint() {{
    local before=${{words[CURRENT-1]}} found=""
    if (( CURRENT == 2 )); then
        found="{commands}"
    else
        case "${{words[2]}} $before" in
{values}
        *) case "$PREFIX" in -*) case "${{words[2]}}" in
{flags}
            esac ;; esac ;;
        esac
    fi
    if [[ -n $found ]]; then compadd -- ${{=found}}; else _files; fi
}}
compdef _gongwen_lint gongwen-lint
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName gongwen-lint -ScriptBlock {{
    param($word, $line, $position)
    $commands = @({commands})
    $flags = @{{
{flags}
    }}
    $values = @{{
{values}
    }}
    $given = @($line.CommandElements | ForEach-Object {{ $_.ToString() }})
    $before = if ($word) {{ $given[-2] }} else {{ $given[-1] }}
    $found = if ($given.Count -lt 2 -or ($given.Count -eq 2 -and $word)) {{ $commands }}
        elseif ($values["$($given[1]) $before"]) {{ $values["$($given[1]) $before"] }}
        elseif ($word -like '-*') {{ $flags[$given[1]] }}
    $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}
"""


def script(shell: str) -> str:
    """The lines that a shell reads to complete the words of `gongwen-lint`.

    Args:
        shell: one of SHELLS.
    """
    commands = tuple(options.COMMANDS)
    flags = {command: tuple(f"--{name}" for name in _flags(command)) for command in commands}
    values = {f"{c} --{name}": v for c in commands for name, v in _flags(c).items() if v}
    if shell == "fish":
        return _fish(commands)
    if shell == "powershell":
        return _POWERSHELL.format(
            commands=_listed(commands),
            flags="\n".join(f"        '{name}' = @({_listed(words)})" for name, words in flags.items()),
            values="\n".join(f"        '{name}' = @({_listed(words)})" for name, words in values.items()),
        )
    return (_BASH if shell == "bash" else _ZSH).format(
        commands=" ".join(commands),
        values="\n".join(f'        "{name}") found="{" ".join(words)}" ;;' for name, words in values.items()),
        flags="\n".join(f'            {name}) found="{" ".join(words)}" ;;' for name, words in flags.items()),
    )


def _flags(command: str) -> Mapping[str, tuple[str, ...]]:
    """The flags of a command, with the values they take where these are known."""
    known = options.flags(command)
    return {name: FORMATS if flag.value == options.OUTPUT else flag.choices for name, flag in known.items()}


def _fish(commands: tuple[str, ...]) -> str:
    lines = [f"complete -c gongwen-lint -n __fish_use_subcommand -a '{' '.join(commands)}'"]
    for command in commands:
        inside = f"complete -c gongwen-lint -n '__fish_seen_subcommand_from {command}'"
        for name, words in _flags(command).items():
            lines.append(f"{inside} -l {name}" + (f" -x -a '{' '.join(words)}'" if words else ""))
    return "\n".join((*lines, ""))


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
