# Completion of venvhook for xonsh: what there is to offer, the program says.

def __venvhook_completion():
    import os, re, shutil, subprocess
    from xonsh.completers.completer import add_one_completer
    from xonsh.completers.path import complete_dir, contextual_complete_path
    from xonsh.completers.tools import RichCompletion, contextual_command_completer_for

    # Not one of the directory at hand, which a relative word of PATH may lead
    # to.
    def offers(words):
        dirs = [path for path in __xonsh__.env.detype().get("PATH", "").split(":") if path.startswith("/")]
        program = shutil.which("venvhook", path=":".join(dirs) or "/")
        if not program:
            return []
        run = subprocess.run([program, "complete", "--", *words], env=__xonsh__.env.detype(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return os.fsdecode(run.stdout).splitlines()

    @contextual_command_completer_for("venvhook")
    def complete(command):
        """What venvhook takes."""
        found, own = set(), []
        for line in offers([arg.value for arg in command.args[1:command.arg_index]] + [command.prefix]):
            word, _, text = line.partition("\t")
            # What xonsh would expand is left for the person to quote.
            if word.startswith(command.prefix) and re.fullmatch(r"[\w./+=-]+", word):
                found.add(RichCompletion(word, description=text, append_space=not word.endswith("=")))
            elif text in ("directories", "files"):
                own = (complete_dir if text == "directories" else contextual_complete_path)(command)[0]
        return found | set(own)

    add_one_completer("venvhook", complete, "start")

__venvhook_completion()
