# What this xonsh can say of itself, for `venvhook doctor`; core/doctor/seen.h.
# The hook evaluates it with what it has itself, and `words` and `streams` are
# the call, to which this adds what it says.

say = ["shell=xonsh"]
if any(ours(handler) for handler in __xonsh__.builtins.events.on_postcommand):
    say.append("prompt=__venvhook_install.look")
for name in "deactivate", "python", "python3", "pip", "pip3":
    alias = __xonsh__.aliases[name] if name in __xonsh__.aliases else None
    if isinstance(alias, (str, list)):
        say.append("alias %s=%s" % (name, alias if isinstance(alias, str) else " ".join(alias)))
    elif alias is not None:
        say.append("body %s=%s" % (name, "__venvhook_off" if ours(alias) else "theirs"))
words.append("--seen")
streams.update(stdin=None, input="".join(fact + "\0" for fact in say).encode(errors="surrogateescape"))
