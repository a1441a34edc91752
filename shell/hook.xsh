# The hook of xonsh.  `venvhook init xonsh` prints it behind two assignments,
# __venvhook_cd and __venvhook_prompt; doc/HOOK.md says what it asks and is told.
#
# All of it is in one function, so that the shell has no names of it but those
# that begin so.  Text that is no UTF-8 is Python's surrogates, in variables and
# in JSON alike.  Files are looked at by the shell itself, without a process.

def __venvhook_install(state):
    import contextlib, json, os, shutil, subprocess, sys
    from xonsh.built_ins import XSH
    env, events, aliases, fields = XSH.env, XSH.builtins.events, XSH.aliases, XSH.env["PROMPT_FIELDS"]

    # The one that printed this; if that has been moved, another one, but of
    # absolute directories alone, as what is relative is the directory at hand,
    # and not of the env that is on.
    def program():
        dirs = [path for path in env.detype().get("PATH", "").split(":") if path.startswith("/") and path != state["entry"]]
        return shutil.which(__VENVHOOK__) or shutil.which("venvhook", path=":".join(dirs) or "/")

    def key(): return [env.detype().get(name) for name in ("PWD", "PATH", "VIRTUAL_ENV", "VENVHOOK_SESSION")]

    def holds(there, absent, free, no_link, same, not_newer, reference):
        with contextlib.suppress(OSError):
            return (all(map(os.stat, there)) and all(os.path.samefile(*pair) for pair in same) and not any(
                [*map(os.path.exists, absent), *map(os.path.lexists, free), *map(os.path.islink, no_link)]) and
                all(os.stat(path).st_mtime_ns <= os.stat(reference).st_mtime_ns for path in not_newer))

    # Remembered first: a run that fails, or that ^C ends, is not tried again
    # until something changes.  Nothing before the first prompt, and nothing
    # where autovox switches by rules of the user's own.
    def look(olddir=None, **_):
        waits = env.get("VENVHOOK_DISABLE") or "xontrib.autovox" in sys.modules or olddir and state["start"]
        if not waits and (state["seen"] != key() or state["watch"] and not holds(**state["watch"])):
            words, state["start"], state["seen"], state["watch"] = [*state["start"], "xonsh"], [], key(), None; ask(*words)
        state["now"] = state["now"] if olddir else ""

    # The status.  All of an answer, or nothing; 3: it is for people.
    def ask(*words):
        kept = ["--notices", state["notices"], "--left", state["now"] + state["left"]]
        with contextlib.suppress(OSError, TypeError, KeyboardInterrupt):
            run = subprocess.run([program(), "export", "--hook", "1", *kept, *words], env=env.detype(),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
            if run.returncode == 0: apply(json.loads(run.stdout))
            elif run.returncode == 3: print(run.stdout.decode(), end="")
            return 0 if run.returncode == 3 else run.returncode

    # venvhook_activated and venvhook_deactivated are functions of the user's own.
    def apply(answer):
        was = state["env"]
        for name in set(answer["unset"]).intersection(env): del env[name]
        env.update(answer["set"]); state.update(answer)
        define(); state["seen"] = key()
        if state.pop("go", None): aliases["cd"]([answer["go"]])
        for name, path in ("venvhook_deactivated", was), ("venvhook_activated", state["env"]):
            if path and was != state["env"] and name in XSH.ctx: XSH.ctx[name](path)

    def ours(alias): return "__venvhook" in getattr(getattr(alias, "func", alias), "__qualname__", "")

    # `deactivate` is ours only while an env of ours is on, or one by hand that
    # was inherited without its own.
    def define():
        there = aliases["deactivate"] if "deactivate" in aliases else None
        if ours(there) != bool(state["entry"]) and (ours(there) or state["env"] or not there):
            other = state["former"] if ours(there) else deactivate
            aliases.pop("deactivate", None)
            aliases.update({"deactivate": other} if other else {})
            state.update(now="now:", former=there)

    # Works without the program; PATH keeps all but our entry.
    def deactivate(args, stdin=None):
        path = list(env.get("PATH", []))
        if state["entry"] in path: path.remove(state["entry"])
        apply({**state["undo"], "set": {**state["undo"]["set"], "PATH": path}, "env": "", "entry": "", "name": ""}); state["seen"] = None

    # A program that asks has to have the terminal, not what xonsh reads of it.
    def venvhook(args, stdin=None, stdout=None, stderr=None, spec=None):
        words = [program(), *args] if program() else ["/bin/sh", "-c", 'echo "venvhook: the program is not there any more" >&2; exit 127']
        if args == ["deactivate"] and "deactivate" in aliases and ours(aliases["deactivate"]): return deactivate(args)
        if program() and args[:1] in (["activate"], ["deactivate"]): return ask("xonsh", "--", *args)
        seen = spec.captured == "hiddenobject"
        streams = {"stdin": stdin, "stdout": None if seen and spec.captured_stdout or not spec.stdout else stdout,
            "stderr": None if seen and spec.captured_stderr or not spec.stderr else stderr}
        if program() and args[:1] == ["doctor"]:
            words, say = [*words, "--seen"], []
            exec(subprocess.check_output([program(), "doctor", "--facts", "xonsh"]), {"XSH": XSH, "is_ours": ours, "say": say})
            streams.update(stdin=None, input="".join(fact + "\0" for fact in say).encode(errors="surrogateescape"))
        return subprocess.run(words, env={**env.detype(), "VENVHOOK_HOOK": "xonsh 1 __VENVHOOK_VERSION__"}, **streams).returncode

    # {env_name} of the prompt: made at each, and by xonsh for all other envs.
    def env_name():
        look()
        if not state["env"] or env.get("VIRTUAL_ENV") != state["env"]: return state["env_name"]()
        return f"({state['name']}) " if state["name"] and not env.get("VIRTUAL_ENV_DISABLE_PROMPT") else ""

    # Without prompt_toolkit there is no event at a prompt, but behind a command.
    for event in events.on_chdir, events.on_pre_cmdloop, events.on_postcommand, events.on_pre_prompt_format:
        event.discard(state.get("look"))
        if __venvhook_cd != "no" or event is not events.on_chdir: event(look)
    if __venvhook_prompt != "no" and callable(state.setdefault("env_name", fields["env_name"])): fields["env_name"] = env_name
    aliases["venvhook"] = venvhook
    state.update(look=look, start=["--start"], seen=None, watch=None, now="")

__xonsh__.ctx.setdefault("__venvhook", {"notices": "", "left": "", "env": "", "entry": "", "former": None})
if __xonsh__.env.get("XONSH_INTERACTIVE"): __venvhook_install(__xonsh__.ctx["__venvhook"])
