# shellcheck shell=bash disable=SC2016,SC2028,SC2034,SC2154
# How a shell is started, and how the lines of a scenario are spelled in it:
# `dialect SHELL` of shells.bash reads this, which is what a POSIX shell has,
# and then tests/hook/shells/SHELL.shell, which has the rest.  To be there at
# least, as they have no default: $rc, start_words, rc_prompt, script, child,
# registered, prompt_status, prompt_anew, theme, off_at_start.  A word that is
# missing is a line of the scenario that is empty, and so a prompt that is wrong.
#
# How it is started.
#   $rc                 the path of its rc file
#   start_words [ARG]... sets $words, what starts it with $RC as that alone,
#                       interactive
#   start_user UID      makes what it needs to be that user's
#   rc_prompt           the plainest prompt, which ends in "=> ", and none of
#                       the decoration that would blur a picture
#   rc_mark             lines that make the line editor print the mark that pty
#                       waits for whenever it begins to read; by no prompt and
#                       no hook of prompts, which the tests change and look at
#                       (bash has it in its inputrc)
#   $editor_mark        the mark, where the line editor has one of its own
#   not_by_editor FILE  what is there, of the terminal's bytes of a step, less
#                       the escapes that the line editor sends to any terminal
#   rc_line ARG         the line that README gives for its rc file
#   rc_hook ARG         the same, or what loads the hook without its weakness
#   rc_completions      what loads the completions, behind that
#   parses FILE         silent, if the shell can read all of it as a script
#   show_prompt         a prompt with the directory, for people to look at
#   $show_term          and the terminal where the shell shows it best
#   plainly MODE FILE   reads FILE as a script, without rc files; MODE is a line
#                       of $modes, options that change how it reads
#   script LINES        runs the rc file and then LINES in a script, by `run`
#   given LINE          the same, as `-ic LINE` does in a shell for a person
#
# Lines.  Each function prints one; what is to be read there is printed there.
#   get NAME            the value of the variable, or none
#   put NAME VALUE      an exported variable, drop NAME: none
#   no_export NAME      it is no longer exported
#   copy FROM TO        the exported variable TO is what FROM is
#   evaluate WORD...    what venvhook WORD... prints is done
#   prepend DIR, append DIR   to PATH
#   last_status         that of the last command, as a number
#   errors              the number of errors that the shell has noted
#   also LINE LINE      the second, if the first succeeded
#   by_sh TEXT          sh -c 'TEXT'
#   there_and_back DIR  into the directory and back, by pushd
#   plain_cd DIR        cd, and no function of ours that stands for it
#   cd_to NAME          to the directory that the variable names
#   where COMMAND       its path
#   define NAME         a function that prints "mine"
#   defined NAME        yes, if there is such a function, or none
#   text_of NAME        its text
#   functions_into FILE into FILE, all functions whose names do not begin
#                       with "_", as some tools hand them on; with one more
#                       word, which is empty, these too
#   bare LINES          runs LINES in a shell without rc file, by `run`
#   read_file FILE      what is in FILE is done
#   activate ENV        as a person switches ENV on by hand
#   direnv_line         what switches direnv on, in the rc file
#   mise_line, zoxide_line   the same for these
#   child               a shell like this one, with the same rc file
#   registered          the number of our functions that it calls at a prompt
#                       or a change of directory; handlers, what it calls
#                       there, ours and others'
#   in_place            the shell becomes one like it
#   walk_steps_more     steps of walks that no other shell has
#
# Lines for the rc file.
#   prompt_status       a prompt that shows the status: "<3>=> "
#   prompt_own          a prompt that shows environments by itself: "<.venv>=> "
#   prompt_anew         the same, made anew at each prompt
#   snapshot            define "snap NAME", which writes into ~/NAME, a file or
#                       a directory, all that the shell has but what changes by
#                       itself or is there for as long as the hook is; and some
#                       of the user's things to be found in it
#   theme NAME          a theme that makes its prompt of what is on when it is
#                       drawn, "<.venv>=> ", and gets there as NAME does, one
#                       of $made
#   callbacks [ON OFF]  the functions that the hook calls, which print "on" or
#                       "off" and their words, then do ON or OFF
#   callbacks_failing   the same, which then fail, the worst way that a shell has
#                       and goes on behind
#   terminal            a terminal that wraps the prompt in marks of its own
#   walk_line NAME      what walk.bats puts into the rc file, for each name in
#                       $walk_lines
#   with_own_path NAME LINE   the function NAME: LINE, with a PATH of its own
#   leap                z, a function that changes directory by the builtin
#   zoxide_cd           cd as zoxide's later versions make it
#   off_at_start        what switches off at the first prompt
#   overrides           lines that set anew what the shell calls us by
#
# Values.
#   $marks              --marks; empty where the line editor has no rc_mark: pty
#                       then sees by itself when the shell reads
#   $steady             --steady, where the line editor shows an older prompt first
#   $interrupt          the directive of pty for ^C at a running program
#   $gone               what is said of a program that is not there
#   $other_version      what sed makes of init's text to be another version's
#   $renamed            the prompt in a directory that was renamed below the shell
#   $by_link            and behind a link to one whose .venv is a link to "two"
#   $on_top             the first prompt behind an activate on top of ours
#   $kept_in_prompt     what of ours stays in PS1
#   $cd_fails           the status of a cd that fails
#   $builtin_cd         what no function or alias of that name stands for
#   $own_path           what the shell puts in front of PATH, a pattern
#   $path_means_cwd     yes, if the shell spells entries of PATH in its own way:
#                       "." for an empty one, or the home directory for "~"
#   $opens_when_idle    yes, if the shell itself opens files at a prompt
#   $more_forks         those for which no program is started up to the prompt
#   $leaving_starts     the forks and programs that a cd out of a project takes
#   $out_runs           the questions of one to where one came from
#   $mark_signal        a signal that the shell ignores, and does not get otherwise
#   $hand_term          a terminal on which an env's own activate is right, and
#   $edit_term          one on which the shell edits a line
#   $by_hand            the prompt it makes of ~/hand there
#   $theirs             the prompt where an env is on by hand that was inherited
#   $theirs_unnamed     and without a VIRTUAL_ENV_PROMPT
#   $line_starts        the programs that the line in the rc file starts
#   $link_runs          the questions of a test in which links lead elsewhere
#   $region_steps       how long each walk of region.bats is
#   $traced             the most lines that set -x may show at a prompt
#   $readonly_too       what it is not told to change where it is readonly
#   $made               names for theme
#   $modes, $locales    in which what we quote is read
#   $quotes             characters of its quoting
#   $utf8_alone         yes, if it carries nothing else
#   $no_copy            a pattern of values that copy cannot carry
#   $no_way             a pattern of names of directories it cannot go to
#   $in_line            what a directory of the program may be called in the
#                       line for the rc file
#   $walks              the seeds of walk.bats
#   $snapped            what a snapshot shows, and the least number of its
#   $snap_lines         lines; $snap_more prints the options, and snaps
#   $widest             columns that its line editor bears
#   $themes             functions that only a theme of the prompt has
#   $lacks              what it cannot have, a line each, "WORD: reason", for
#                       can of tests/hook/hook.bash

# where tests/lib/common.bash is not
: "${utf8:=C.UTF-8}"

marks=--marks
steady=()
interrupt='@key \x03'
other_version='s/--hook [0-9]/--hook 999/'
gone='venvhook: %s: not there any more'
editor_mark='\x1e\x1f'
in_line="it's \"my\" \$HOME\\"
themes='' readonly_too='' made=own lacks='' mark_signal=URG
walks='1 2 3' walk_lines='direnv mise zoxide theme leap' region_steps=60
on_top='(proj) => ' renamed='(moved) => ' by_link='(two) => ' own_path=''
kept_in_prompt='' cd_fails=1 builtin_cd='command cd' path_means_cwd=''
opens_when_idle='' more_forks=0 leaving_starts='1 1' out_runs=1
show_term=dumb
widest=5000 snapped='plain list ll= fn USR1 PS1=' snap_lines=50
theirs='=> ' theirs_unnamed='=> ' line_starts=1 link_runs=8
modes='' locales="C ${utf8-}" utf8_alone='' no_way='' no_copy=''
quotes=("'" \\ '"' '$' '`')
hand_term=dumb edit_term=dumb by_hand='(hand) => '

start_user() { :; }
rc_mark() { :; }
not_by_editor() { cat "$1"; }
parses() { "$shell" -n "$1"; }
show_prompt() { rc_prompt; }
# shellcheck disable=SC2086
plainly() { "$shell" $1 "$2"; }
rc_hook() { rc_line "$1"; }
rc_line() { printf 'eval "$("$VENVHOOK" init %s %s)"\n' "$shell" "$1"; }

get() { echo "echo \"\${$1-none}\""; }
put() { echo "$1='$2'; export $1"; }
drop() { echo "unset $1"; }
no_export() { echo "typeset +x $1"; }
copy() { echo "export $2=\"\$$1\""; }
rc_completions() { evaluate completions "$shell"; }
evaluate() { echo "eval \"\$(\"\$VENVHOOK\" $*)\""; }
prepend() { echo "PATH=$1:\$PATH"; }
append() { echo "PATH=\$PATH:$1"; }
last_status() { echo 'echo $?'; }
errors() { echo 'echo 0'; }
also() { echo "$1 && $2"; }
by_sh() { echo "sh -c '$1'"; }
there_and_back() { echo "pushd $1; popd"; }
plain_cd() { echo "command cd $1"; }
cd_to() { echo "cd \"\$$1\""; }
where() { echo "command -v $1"; }
handlers() { registered; }
walk_steps_more() { :; }
in_place() { echo "exec $(child)"; }
define() { echo "$1() { echo mine; }"; }
defined() { echo "typeset -f $1 >/dev/null && echo yes || echo none"; }
text_of() { echo "typeset -f $1"; }
read_file() { echo ". $1"; }
activate() { echo ". $1/bin/activate"; }
zoxide_line() { echo "eval \"\$(zoxide init $shell)\""; }
direnv_line() { echo "eval \"\$(direnv hook $shell)\""; }
mise_line() { echo "eval \"\$(mise activate $shell)\""; }

# As pyenv does.
walk_shims() {
    echo 'PATH=$(printf %s "$PATH" | sed "s,$HOME/shims:,,g")
export PATH="$HOME/shims:$PATH"'
}
walk_line() {
    case $1 in
    direnv) direnv_line ;;
    mise) mise_line ;;
    zoxide) zoxide_line ;;
    theme)
        set -- $made
        theme "${@:chosen % $# + 1:1}"
        ;;
    leap) leap ;;
    wrapper) echo ". /usr/share/virtualenvwrapper/virtualenvwrapper_lazy.sh" ;;
    suggestions)
        echo '. /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh'
        ;;
    *) "walk_$1" ;;
    esac
}
callback() { echo "venvhook_$1() { echo \"$2 \$*\"; $3; }"; }
callbacks() {
    callback activated on "${1-:}"
    callback deactivated off "${2-:}"
}
callbacks_failing() {
    echo 'venvhook_activated() { echo "on $*"; no_such_command; return 3; }'
    echo 'venvhook_deactivated() { echo "off $*"; no_such_command; return 3; }'
}
with_own_path() { echo "function $1 { typeset PATH=\$PATH; $2; }"; }
leap() { echo 'z() { builtin cd "$@"; }'; }
zoxide_cd() {
    echo '__zoxide_cd() { \builtin cd -- "$@"; }'
    echo 'function cd { __zoxide_cd "$@"; }'
}
snapshot() {
    echo 'own="BASH_|FUNCNAME|PIPESTATUS|COMP|EPOCH|SECONDS|S?RANDOM|LINENO"
own="$own|OLDPWD|HIST|histchars|history|dirstack|jobstates|jobtexts|TTYIDLE"
own="$own|func|status|pipestatus|argv|ARGC|_|__venvhook_[a-z_]*"
own="$own|PROMPT_COMMAND|(precmd|preexec|chpwd)_functions"
snap() {
    {
        command env -0 | LC_ALL=C sort -z | grep -zv -e ^_= -e ^OLDPWD=
        echo
        typeset -p | grep -Ev "^(declare|typeset|export) (-[^ ]+ )*($own)"
        typeset -f | sed -E "/^(__venvhook_[a-z_]*|venvhook|cd|pushd|popd) /,/^}/d"
        alias; umask; ulimit -a; trap; options
    } >~/"$1" 2>&1
}
plain=1 list=(a "b c"); alias ll="ls -l"; fn() { :; }
trap "echo got USR1" USR1'
    echo "$snap_more"
}
prompt_own() { echo "PS1='\${VIRTUAL_ENV:+<\${VIRTUAL_ENV##*/}>}=> '"; }
