# xonsh --no-rc cd.xsh: as cd.sh, in nanoseconds, into $laps.
import json
from time import time_ns
laps = open($laps, "a")
def lap(what, times, f, cds=1):
    start = time_ns()
    for _ in range(times): f()
    print(what, start, time_ns(), times * cds, file=laps, flush=True)

def cd(*dirs):
    def go():
        for path in dirs: aliases["cd"]([path])
    return go

def at_prompt(): events.on_postcommand.fire(cmd="", rtn=0, out="", ts=[])
def substitute(): x = $(@($floor))
def switch_on(): __xonsh__.env.update(json.loads($(@($answer))))

plain, project = $HOME + "/plain/", $project
between = cd(plain + "other", plain + "src")
between()
for round in range(25):
    lap("bare", 5, between, 2)
    lap("loop", 100, at_prompt)
$XONSH_INTERACTIVE, $TITLE = True, ""
exec(__import__("subprocess").run([$VENVHOOK, "init", "xonsh"], stdout=-1, env=${...}.detype()).stdout)
at_prompt()
for round in range(25):
    between()
    lap("plain", 5, between, 2)
    for _ in range(4):
        lap("in", 1, cd(project))
        lap("least", 1, switch_on)
        lap("out", 1, cd($HOME))
        lap("floor", 1, substitute)
    cd(project)()
    at_prompt()
    lap("within", 5, cd(project + "/src/pkg", project), 2)
    lap("idle", 100, at_prompt)
    cd($deep)()
    at_prompt()
    lap("deep", 100, at_prompt)
