# What this xonsh can say of itself, for `venvhook doctor`; core/doctor/seen.h.
# The hook evaluates it with `say`, a list, and with what it has itself.

say.append("shell=xonsh")
if any(is_ours(handler) for handler in XSH.builtins.events.on_postcommand):
    say.append("prompt=__venvhook_install.look")
for name in "deactivate", "python", "python3", "pip", "pip3":
    alias = XSH.aliases[name] if name in XSH.aliases else None
    if isinstance(alias, (str, list)):
        say.append("alias %s=%s" % (name, alias if isinstance(alias, str) else " ".join(alias)))
    elif alias is not None:
        say.append("body %s=%s" % (name, "__venvhook_off" if is_ours(alias) else "theirs"))
