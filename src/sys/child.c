#include "config.h"

#include "sys/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/pytext.h"
#include "sys/error.h"
#include "sys/program.h"
#include "sys/progress.h"
#include "sys/signals.h"
#include "sys/vars.h"

enum {
	TICK = 50,		/* milliseconds between looks at signals */
	PATIENCE = 40,		/* ticks from asking a child to forcing it */
	OUTPUT_MAX = 8192,
	TOLD_LINES = 12,
	EXIT_NO_EXEC = 127,
};

/*
 * Variables that could have a program do something else than it is asked for:
 * those that begin like one of these are not handed on ...
 */
static const char *const leading[] = {
	"PYTHON", "_PYTHON_", "__PYVENV_LAUNCHER__=", "PYVENV_", "PYENV_DIR=",
	"PIP_", "UV_", "VIRTUALENV_", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH=",
	"PWD=", "OLDPWD=", "PATH=", NULL,
};

/*
 * ... unless they are among these, which say where an index is, how it is
 * reached, and what may be taken from it.  The same settings in configuration
 * files have to be switched off by whoever starts the program.
 */
static const char *const kept[] = {
	"PIP_CONFIG_FILE=", "PIP_INDEX_URL=", "PIP_EXTRA_INDEX_URL=",
	"PIP_FIND_LINKS=", "PIP_NO_INDEX=", "PIP_TRUSTED_HOST=", "PIP_PROXY=",
	"PIP_CERT=", "PIP_CLIENT_CERT=", "PIP_TIMEOUT=",
	"PIP_DEFAULT_TIMEOUT=", "PIP_RETRIES=", "PIP_KEYRING_PROVIDER=",
	"PIP_CACHE_DIR=", "PIP_NO_CACHE_DIR=", "PIP_ONLY_BINARY=",
	"PIP_NO_BINARY=", "PIP_PREFER_BINARY=", "PIP_CONSTRAINT=",
	"PIP_BUILD_CONSTRAINT=", "PIP_REQUIRE_HASHES=",
	"PIP_UPLOADED_PRIOR_TO=",
	"PIP_USE_FEATURE=", "PIP_USE_DEPRECATED=", "UV_INDEX_URL=",
	"UV_EXTRA_INDEX_URL=", "UV_DEFAULT_INDEX=", "UV_INDEX=", "UV_INDEX_",
	"UV_FIND_LINKS=", "UV_NO_INDEX=", "UV_OFFLINE=", "UV_NATIVE_TLS=",
	"UV_SYSTEM_CERTS=", "UV_INSECURE_HOST=", "UV_KEYRING_PROVIDER=",
	"UV_HTTP_TIMEOUT=", "UV_CACHE_DIR=", "UV_NO_CACHE=", NULL,
};

const char *
child_settings(struct arena *a, const char *prefix)
{
	struct buf b = buf_in(a);

	for (int i = 0; kept[i] != NULL; i++)
		if (strncmp(kept[i], prefix, strlen(prefix)) == 0)
			buf_texts(&b, b.n > 0 ? " " : "", kept[i], NULL);
	return buf_string(&b);
}

static bool
begins(const char *variable, const char *const *list)
{
	for (int i = 0; list[i] != NULL; i++)
		if (strncmp(variable, list[i], strlen(list[i])) == 0)
			return true;
	return false;
}

/* A PATH with which `#!/usr/bin/env python3` finds nothing in the project. */
static const char *
child_path(struct arena *a, const struct program_rules *rules,
    const char *path)
{
	struct str rest = str_from(path), dir;
	struct buf b = buf_in(a);

	buf_text(&b, "PATH=");
	while (program_path_next(&rest, &dir)) {
		if (program_inside(rules, str_copy(a, dir)))
			continue;
		buf_text(&b, b.n > 5 ? ":" : "");
		buf_str(&b, dir);
	}
	return buf_string(&b);
}

static const char **
child_environ(struct arena *a, const struct child *child)
{
	char **all = vars_all();
	const char **list;
	size_t n = 0;

	while (all[n] != NULL)
		n++;
	list = arena_new(a, const char *, n + 3);
	n = 0;
	for (char **at = all; *at != NULL; at++)
		if (strncmp(*at, "PATH=", 5) == 0)
			list[n++] = child_path(a, &child->program->rules,
			    *at + 5);
		else if (!begins(*at, leading) || begins(*at, kept))
			list[n++] = *at;
	list[n++] = text_join(a, "PWD=", child->dir == NULL ? "/" :
	    child->dir, NULL);
	if (child->virtual_env != NULL)
		list[n++] = text_join(a, "VIRTUAL_ENV=", child->virtual_env,
		    NULL);
	return list;
}

static const char **
child_argv(struct arena *a, const struct child *child)
{
	const char **argv;
	size_t n = 0;

	while (child->args[n] != NULL)
		n++;
	argv = arena_new(a, const char *, n + 2);
	argv[0] = child->program->path;
	memcpy(argv + 1, child->args, n * sizeof(*argv));
	return argv;
}

/* The ends of two pipes: what it says, and why it could not be run. */
struct pipes {
	int said[2], why[2];
};

/* Become the program, in the child: never returns. */
static void
child_become(const struct child *child, const char **argv, const char **env,
    const struct pipes *p)
{
	sigset_t none;
	int null = open("/dev/null", O_RDWR), out = p->said[1], reason;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGALRM, SIG_DFL);
	alarm((unsigned)child->seconds);
	if (child->lock > 0)
		fcntl(child->lock, F_SETFD, 0);
	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	    dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(child->quiet ? null : out, STDERR_FILENO) >= 0 &&
	    chdir(child->dir == NULL ? "/" : child->dir) == 0)
		execve(argv[0], (char **)(void *)argv,
		    (char **)(void *)env);
	reason = errno;
	if (write(p->why[1], &reason, sizeof(reason)) < 0)
		_exit(EXIT_NO_EXEC);
	_exit(EXIT_NO_EXEC);
}

/* What a child has said so far, of which the last bytes are kept. */
struct listen {
	char *text;
	size_t n;
};

/* Read once, and keep the last bytes; false at the end of the output. */
static bool
listen_read(struct listen *l, int fd)
{
	ssize_t n;

	if (l->n > OUTPUT_MAX) {
		memmove(l->text, l->text + l->n - OUTPUT_MAX, OUTPUT_MAX);
		l->n = OUTPUT_MAX;
	}
	n = read(fd, l->text + l->n, OUTPUT_MAX);
	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	l->n += (size_t)n;
	return n > 0;
}

/* The last line that has its newline. */
static struct str
listen_last(const struct listen *l)
{
	struct str said = { l->text, l->n };
	size_t n;

	while (said.n > 0 && said.p[said.n - 1] != '\n')
		said.n--;
	said = str_trim(said);
	for (n = said.n; n > 0 && said.p[n - 1] != '\n'; n--)
		continue;
	return str_range(said.p + n, said.p + said.n);
}

static bool
has_ended(pid_t pid, int *status)
{
	return waitpid(pid, status, WNOHANG) == pid;
}

/*
 * Read until the child has ended, which need not be when it closes its output.
 * If a signal comes for us, its group is sent TERM, and later KILL.  True if
 * one came.
 */
static bool
child_wait(pid_t pid, int fd, struct listen *l, const struct child *child,
    int *status)
{
	struct progress *progress = child->progress;
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	bool open = true, cancelled = false;
	int tick = TICK;

	for (int asked = 0; !has_ended(pid, status); ) {
		if (poll(&ready, open ? 1 : 0, tick) > 0 &&
		    !(open = listen_read(l, fd)))
			tick = 1;
		else if (tick < TICK)
			tick *= 2;
		else if (child->tells)
			progress_detail(progress, listen_last(l));
		progress_tick(progress);
		if (signals_waiting() || cancelled) {
			cancelled = true;
			if (asked++ == 0)
				kill(-pid, SIGTERM);
			else if (asked > PATIENCE)
				kill(-pid, SIGKILL);
		}
	}
	progress_detail(progress, STR(""));
	progress_wipe(progress);
	kill(-pid, SIGKILL);
	return cancelled;
}

static struct child_end
child_ended(const struct child *child, int status)
{
	if (WIFEXITED(status))
		return (struct child_end){ CHILD_EXITED, WEXITSTATUS(status),
		    STR("") };
	if (child->seconds > 0 && WTERMSIG(status) == SIGALRM)
		return (struct child_end){ CHILD_LATE, child->seconds,
		    STR("") };
	return (struct child_end){ CHILD_KILLED, WTERMSIG(status), STR("") };
}

static struct child_end
child_follow(pid_t pid, const struct child *child, const struct pipes *p,
    struct listen *l)
{
	struct child_end end = { .how = CHILD_NOT_RUN };
	int fd = p->said[0], status = 0;

	setpgid(pid, pid);
	if (child_wait(pid, fd, l, child, &status))
		return (struct child_end){ .how = CHILD_CANCELLED };
	if (read(p->why[0], &end.number, sizeof(end.number)) ==
	    sizeof(end.number))
		return end;
	if (fcntl(fd, F_SETFL, O_NONBLOCK) == 0)
		while (listen_read(l, fd) && errno != EAGAIN)
			continue;
	return child_ended(child, status);
}

static bool
pipe_open(int ends[2])
{
	if (pipe(ends) < 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

static void
pipe_close(int ends[2])
{
	for (int i = 0; i < 2; i++) {
		if (ends[i] >= 0)
			close(ends[i]);
		ends[i] = -1;
	}
}

/*
 * What a daemon may leave to us: standard streams that are closed, so that a
 * pipe would get such a number, and SIGCHLD ignored, so that nobody is told of
 * an end.  What is written to such a stream is still an error.
 */
static void
child_inherit(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
	signal(SIGCHLD, SIG_DFL);
}

static struct child_end
child_start(struct arena *a, const struct child *child, struct pipes *p,
    struct listen *l)
{
	const char **argv = child_argv(a, child);
	const char **env = child_environ(a, child);
	pid_t pid = -1;

	child_inherit();
	if (pipe_open(p->said) && pipe_open(p->why) && (pid = fork()) == 0)
		child_become(child, argv, env, p);
	if (pid < 0)
		return (struct child_end){ .how = CHILD_NOT_RUN,
		    .number = errno };
	close(p->said[1]);
	close(p->why[1]);
	p->said[1] = p->why[1] = -1;
	return child_follow(pid, child, p, l);
}

bool
child_run(struct arena *a, const struct child *child, struct child_end *end)
{
	struct listen l = { .text = arena_new(a, char, 2 * OUTPUT_MAX) };
	struct pipes p = { { -1, -1 }, { -1, -1 } };

	*end = child_start(a, child, &p, &l);
	end->output = (struct str){ l.text, l.n };
	pipe_close(p.said);
	pipe_close(p.why);
	return end->how == CHILD_EXITED && end->number == 0;
}

/* "WHAT failed with status 3", or the reason that a Python printed. */
static const char *
child_reason(struct arena *a, const struct child_end *end, const char *what)
{
	struct buf b = buf_in(a);
	struct str told = pytext_errno(end->output);

	buf_texts(&b, what, " ", NULL);
	switch (end->how) {
	case CHILD_CANCELLED:
		return "cancelled";
	case CHILD_NOT_RUN:
		errno = end->number;
		buf_texts(&b, "cannot be run: ", error_reason(a), NULL);
		return buf_string(&b);
	case CHILD_LATE:
		buf_text(&b, "did not end within ");
		buf_number(&b, (unsigned long long)end->number);
		buf_text(&b, " seconds");
		return buf_string(&b);
	case CHILD_KILLED:
		buf_text(&b, "was ended by signal ");
		break;
	case CHILD_EXITED:
		buf_text(&b, told.n > 0 ? "failed: " : "failed with status ");
		break;
	}
	if (end->how == CHILD_EXITED && told.n > 0)
		buf_str(&b, told);
	else
		buf_number(&b, (unsigned long long)end->number);
	return buf_string(&b);
}

/* The last TOLD_LINES lines that are not blank; NULL: there are none. */
static const char *
last_lines(struct arena *a, struct str output)
{
	struct str rest = output, line;
	struct buf b = buf_in(a);
	size_t lines = 0, skip;

	while (str_line(&rest, &line))
		lines += str_trim(line).n > 0;
	skip = lines > TOLD_LINES ? lines - TOLD_LINES : 0;
	rest = output;
	while (str_line(&rest, &line)) {
		if (str_trim(line).n == 0 || (skip > 0 && skip-- > 0))
			continue;
		buf_str(&b, line);
		buf_char(&b, '\n');
	}
	return lines == 0 ? NULL : buf_string(&b);
}

bool
child_fault(struct arena *a, const struct child_end *end,
    const char *subject, const char *what, struct fault *f)
{
	fault_set(f, subject, child_reason(a, end, what), NULL);
	if (end->how != CHILD_CANCELLED)
		f->said = last_lines(a, end->output);
	return false;
}
