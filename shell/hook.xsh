# The hook of xonsh.  `venvhook init xonsh` prints it behind two assignments,
# __venvhook_cd and __venvhook_prompt; doc/HOOK.md says what it asks and is told.
#
# All of it is in one function, so that the shell has no names of it but those
# that begin so.  Text that is no UTF-8 is Python's surrogates, in variables and
# in JSON alike.  Files are looked at by the shell itself, without a process.

def __venvhook_install(state=__xonsh__.ctx.setdefault("__venvhook", {"notices": "", "left": "", "env": "", "entry": "", "former": None})):
    import contextlib, itertools, json, os, re, shutil, subprocess, sys, xonsh.tools
    env, events, aliases, fields = __xonsh__.env, __xonsh__.builtins.events, __xonsh__.aliases, __xonsh__.env["PROMPT_FIELDS"]

    # The one that printed this; if that has been moved, another one, but of
    # absolute directories alone, as what is relative is the directory at hand,
    # and not of the env that is on.
    def program(): return shutil.which(__VENVHOOK__) or shutil.which("venvhook", path=":".join(path for path in
        env.detype().get("PATH", "").split(":") if path.startswith("/") and path != state["entry"]) or "/")

    def key(*names): return [env.detype().get(name) for name in (*names, "PATH", "VIRTUAL_ENV", "VENVHOOK_SESSION", "VIRTUAL_ENV_PROMPT")]

    # Is it the answer for here, too?  From here up to a directory of which it is
    # known there may be nothing that the program would have to see.  It is looked
    # at from above, as one may be an automounter's.
    def near():
        at, region = env.detype().get("PWD", ""), state["region"]
        found = region and state["rest"] == key(__VENVHOOK_VARIABLES__) and re.fullmatch(region["pattern"], at + "/")
        with contextlib.suppress(OSError):
            return found and os.path.abspath(at) == at and os.path.samefile(at, ".") and all(
                os.lstat(up).st_size and not os.path.islink(up) and not os.path.samefile(up, region["home"]) and
                not any(os.path.lexists(up + "/" + name) for name in region["names"])
                for up in list(itertools.accumulate(filter(None, found.groups())))[1:])

    def holds(there, absent, free, no_link, same, not_newer, reference):
        with contextlib.suppress(OSError):
            return (all(map(os.stat, there)) and all(os.path.samefile(*pair) for pair in same) and
                not any([*map(os.path.exists, absent), *map(os.path.lexists, free), *map(os.path.islink, no_link)]) and
                all(os.stat(path).st_mtime_ns <= os.stat(reference).st_mtime_ns for path in not_newer))

    # Remembered first: a run that fails, or that ^C ends, is not tried again
    # until something changes.  Nothing before the first prompt, and nothing
    # where autovox switches by rules of the user's own.
    def look(olddir=None, **_):
        waits = env.get("VENVHOOK_DISABLE") or "xontrib.autovox" in sys.modules or olddir and "start" in state
        if not waits and ((olddir or state["seen"] != key("PWD")) and not near() or state["watch"] and not holds(**state["watch"])):
            state.update(seen=key("PWD"), watch=None, region=None, now="now:" if olddir else state["now"])
            ask(*state.pop("start", ["xonsh"]))
        state["now"] = state["now"] if olddir else ""

    # The status, or text to print: 3, it is for people.  All of an answer, or nothing.
    def ask(*words):
        with contextlib.suppress(OSError, TypeError, KeyboardInterrupt):
            run = subprocess.run([program(), "export", "--hook", "1", "--notices", state["notices"], "--left",
                state["now"] + state["left"], *words], env=env.detype(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
            if run.returncode == 0: apply({"set": {}, "unset": [], "env": state["env"], **json.loads(run.stdout)})
            return run.stdout.decode() if run.returncode == 3 else run.returncode

    def ours(alias): return "__venvhook" in getattr(getattr(alias, "func", alias), "__qualname__", "")

    # `deactivate` is ours only while an env of ours is on, or one by hand that
    # was inherited without its own.  venvhook_activated and venvhook_deactivated
    # are functions of the user's own, which may fail.  What virtualenv's
    # activate.xsh kept goes where that has been on top of ours, or has switched
    # on what is ours now.
    def apply(answer):
        if (answer["env"] or env.get("VIRTUAL_ENV") == state["env"]) and env.pop("_OLD_VIRTUAL_PATH", None): aliases.pop("deactivate", None)
        for name in set(answer["unset"]).intersection(env): del env[name]
        env.update(answer["set"])
        state.update({"seen": key("PWD"), "rest": key(__VENVHOOK_VARIABLES__), "was": state["env"], **answer})
        there = dict(aliases).get("deactivate")
        if ours(there) != bool(state["entry"]) and (ours(there) or state["env"] or not there):
            aliases["deactivate"] = state["former"] if ours(there) else deactivate
            if not aliases["deactivate"]: del aliases["deactivate"]
            state.update(now="now:", former=there)
        if state.pop("go", None): aliases["cd"]([answer["go"]])
        for name, path in ("venvhook_deactivated", state["was"]), ("venvhook_activated", state["env"]):
            try: path and state["was"] != state["env"] and name in __xonsh__.ctx and __xonsh__.ctx[name](path)
            except Exception: xonsh.tools.print_exception()

    # Works without the program; PATH keeps all but our entry.
    def deactivate(args, stdin=None):
        env["PATH"] = f':{env.detype().get("PATH", "")}:'.replace(f':{state["entry"]}:', ":", 1)[1:-1]
        apply({**state["undo"], "seen": None, "region": None})

    # A program that asks has to have the terminal, not what xonsh reads of it.  A
    # file it reads of, too, and xonsh 0.13 fails if that is closed by then.
    def venvhook(args, stdin=None, stdout=None, stderr=None, spec=None):
        if args == ["deactivate"] and ours(dict(aliases).get("deactivate")): return deactivate(args)
        if not program(): return None, "venvhook: the program is not there any more\n", 127
        if args[:1] in (["activate"], ["deactivate"]): return ask("xonsh", "--", *args)
        words, streams = [program(), *args], {"stdin": spec.stdin}
        for name, taken in ("stdout", spec.captured_stdout), ("stderr", spec.captured_stderr):
            if not taken or spec.captured != "hiddenobject": streams[name] = getattr(spec, name)
            setattr(spec, "captured_" + name, taken or open(os.devnull))
        if args[:1] == ["doctor"]: exec(subprocess.check_output([program(), "doctor", "--facts", "xonsh"]), locals())
        return subprocess.run(words, env={**env.detype(), "VENVHOOK_HOOK": "xonsh 1 __VENVHOOK_VERSION__"}, **streams).returncode or look(True)

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
    state.update(look=look, start=["--start", "xonsh"], seen=None, watch=None, region=None, now="")

if __xonsh__.env.get("XONSH_INTERACTIVE"): __venvhook_install()
