#include "config.h"

#include "sys/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/pytext.h"
#include "sys/vars.h"
#include "sys/progress.h"
#include "sys/say.h"

enum {
	TICK = 50,		/* milliseconds between looks at signals */
	PATIENCE = 40,		/* ticks from asking a child to forcing it */
	OUTPUT_MAX = 8192,
	TOLD_LINES = 12,
	EXIT_NO_EXEC = 127,
};

static sigset_t
held_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	return set;
}

sigset_t
signals_hold(void)
{
	sigset_t set = held_signals(), before;

	sigprocmask(SIG_BLOCK, &set, &before);
	return before;
}

void
signals_release(const sigset_t *before)
{
	sigprocmask(SIG_SETMASK, before, NULL);
}

bool
signals_waiting(void)
{
	sigset_t pending;

	return sigpending(&pending) == 0 &&
	    (sigismember(&pending, SIGINT) == 1 ||
	    sigismember(&pending, SIGTERM) == 1 ||
	    sigismember(&pending, SIGHUP) == 1 ||
	    sigismember(&pending, SIGQUIT) == 1);
}

/* What may change what Python or pip makes, or where. */
static bool
is_dirty(const char *variable, bool clean)
{
	static const char *const always[] = { "PYTHONHOME=", "PYTHONPATH=",
	    "__PYVENV_LAUNCHER__=", NULL };
	static const char *const cleaned[] = { "PYTHON", "PIP_", "VIRTUAL_ENV",
	    "SOURCE_DATE_EPOCH=", "_PYTHON_", "PYVENV_", NULL };

	for (int i = 0; always[i] != NULL; i++)
		if (strncmp(variable, always[i], strlen(always[i])) == 0)
			return true;
	for (int i = 0; clean && cleaned[i] != NULL; i++)
		if (strncmp(variable, cleaned[i], strlen(cleaned[i])) == 0)
			return true;
	return false;
}

static const char **
child_environ(struct arena *a, const struct child *child)
{
	char **all = vars_all();
	const char **list;
	size_t n = 0;

	while (all[n] != NULL)
		n++;
	list = arena_new(a, const char *, n + 2);
	n = 0;
	for (char **at = all; *at != NULL; at++)
		if (!is_dirty(*at, child->clean) &&
		    (child->virtual_env == NULL ||
		    strncmp(*at, "VIRTUAL_ENV=", 12) != 0))
			list[n++] = *at;
	if (child->virtual_env != NULL)
		list[n++] = text_join(a, "VIRTUAL_ENV=", child->virtual_env,
		    NULL);
	return list;
}

/* In the child: never returns. */
static void
child_become(const struct child *child, const char **env, int out)
{
	sigset_t none;
	int null = open("/dev/null", O_RDWR);

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
	    (child->dir == NULL || chdir(child->dir) == 0))
		execve(child->argv[0], (char **)(void *)child->argv,
		    (char **)(void *)env);
	_exit(EXIT_NO_EXEC);
}

struct listen {
	char *text;
	size_t n;
};

/* Keep the end of what comes; false when no more will. */
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

static bool
has_ended(pid_t pid, int *status)
{
	return waitpid(pid, status, WNOHANG) == pid;
}

/*
 * Until the child ends, which it mostly does at once when it closes its
 * output, but not always.  A signal that waits for us is passed on to all of
 * its group, first politely.  True if there was one.
 */
static bool
child_wait(pid_t pid, int fd, struct listen *l, struct progress *progress,
    int *status)
{
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	bool open = true, cancelled = false;
	int tick = TICK;

	for (int asked = 0; !has_ended(pid, status); ) {
		if (poll(&ready, open ? 1 : 0, tick) > 0 &&
		    !(open = listen_read(l, fd)))
			tick = 1;
		else if (tick < TICK)
			tick *= 2;
		progress_tick(progress);
		if (signals_waiting() || cancelled) {
			cancelled = true;
			if (asked++ == 0)
				kill(-pid, SIGTERM);
			else if (asked > PATIENCE)
				kill(-pid, SIGKILL);
		}
	}
	progress_wipe(progress);
	kill(-pid, SIGKILL);
	return cancelled;
}

static int
child_follow(pid_t pid, int fd, struct listen *l, struct progress *progress)
{
	int status = 0;

	setpgid(pid, pid);
	if (child_wait(pid, fd, l, progress, &status))
		return CHILD_CANCELLED;
	if (fcntl(fd, F_SETFL, O_NONBLOCK) == 0)
		while (listen_read(l, fd) && errno != EAGAIN)
			continue;
	if (WIFSIGNALED(status))
		return 128 + WTERMSIG(status);
	return WEXITSTATUS(status);
}

int
child_run(struct arena *a, const struct child *child, struct str *output)
{
	struct listen l = { .text = arena_new(a, char, 2 * OUTPUT_MAX) };
	const char **env = child_environ(a, child);
	int ends[2], status;
	pid_t pid;

	*output = STR("");
	if (pipe(ends) < 0)
		return CHILD_NOT_RUN;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid = fork();
	if (pid == 0)
		child_become(child, env, ends[1]);
	close(ends[1]);
	status = pid < 0 ? CHILD_NOT_RUN : child_follow(pid, ends[0], &l,
	    child->progress);
	close(ends[0]);
	*output = (struct str){ l.text, l.n };
	return status;
}

const char *
child_failure(struct arena *a, const char *what, struct str output)
{
	struct str reason = pytext_errno(output);

	return text_join(a, what, " failed", reason.n > 0 ? ": " : "",
	    str_copy(a, reason), NULL);
}

void
child_tell(struct arena *a, struct str output)
{
	struct str rest = output, line;
	size_t lines = 0, skip;

	while (str_line(&rest, &line))
		lines += str_trim(line).n > 0;
	skip = lines > TOLD_LINES ? lines - TOLD_LINES : 0;
	rest = output;
	while (str_line(&rest, &line)) {
		if (str_trim(line).n == 0)
			continue;
		if (skip > 0)
			skip--;
		else
			say_hint(a, text_join(a, "| ",
			    str_copy(a, line), NULL));
	}
}

bool
child_lock(int fd, int operation, struct progress *progress)
{
	bool done;

	while (!(done = flock(fd, operation | LOCK_NB) == 0)) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		if (signals_waiting()) {
			errno = EINTR;
			break;
		}
		progress_tick(progress);
		poll(NULL, 0, TICK / 5);
	}
	progress_wipe(progress);
	return done;
}
