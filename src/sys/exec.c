#include "config.h"

#include "sys/exec.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "sys/error.h"
#include "sys/program.h"
#include "sys/vars.h"

static bool
is_changed(const char *entry, const struct exec_var *vars, int n)
{
	for (int i = 0; i < n; i++)
		if (text_value(entry, vars[i].name) != NULL)
			return true;
	return false;
}

/* The variables of this process, with those in vars in the place of theirs. */
static char **
exec_vars(struct arena *a, const struct exec_var *vars, int n)
{
	char **now = vars_all(), **list;
	size_t count = 0, kept = 0;

	while (now[count] != NULL)
		count++;
	list = arena_new(a, char *, count + (size_t)n + 1);
	for (size_t i = 0; i < count; i++)
		if (!is_changed(now[i], vars, n))
			list[kept++] = now[i];
	for (int i = 0; i < n; i++)
		if (vars[i].value != NULL)
			list[kept++] = text_join(a, vars[i].name, "=",
			    vars[i].value, NULL);
	return list;
}

/* The kernel does not run a script without "#!": sh does. */
static void
exec_try(struct arena *a, const char *path, char **argv, char **vars)
{
	size_t n = 0;
	char **script;

	execve(path, argv, vars);
	if (errno != ENOEXEC)
		return;
	while (argv[n] != NULL)
		n++;
	script = arena_new(a, char *, n + 2);
	script[0] = arena_string(a, "/bin/sh");
	script[1] = arena_string(a, path);
	for (size_t i = 1; i < n; i++)
		script[i + 1] = argv[i];
	execve(script[0], script, vars);
}

/* Is it only that nothing of that name is there? */
static bool
is_absent(int error)
{
	return error == ENOENT || error == ENOTDIR;
}

/* Absent is what is to run it, as its first line says; a search ends there. */
static bool
is_orphan(const char *path)
{
	return is_absent(errno) && access(path, F_OK) == 0;
}

/* The status and the reason; orphan: it is there, its interpreter is not. */
static int
exec_failed(struct arena *a, bool orphan, const char **reason)
{
	bool absent = is_absent(errno);

	*reason = orphan ? "its interpreter is not there" :
	    absent ? "command not found" : error_reason(a);
	return absent ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTED;
}

int
exec_replace(struct arena *a, char **argv, const char *path,
    const struct exec_var *vars, int n, const char **reason)
{
	char **list = exec_vars(a, vars, n);
	struct str rest = str_from(path == NULL ? "" : path), dir;
	const char *file;
	int error = ENOENT;

	if (strchr(argv[0], '/') != NULL) {
		exec_try(a, argv[0], argv, list);
		return exec_failed(a, is_orphan(argv[0]), reason);
	}
	while (argv[0][0] != '\0' && program_path_next(&rest, &dir)) {
		file = text_join(a, str_copy(a, dir), "/", argv[0], NULL);
		exec_try(a, file, argv, list);
		if (is_orphan(file))
			return exec_failed(a, true, reason);
		if (!is_absent(errno) && is_absent(error))
			error = errno;
	}
	errno = error;
	return exec_failed(a, false, reason);
}
