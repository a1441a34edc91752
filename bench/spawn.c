/*
 * Times commands from spawn to exit, taking turns in one run so that all see
 * the same machine:
 *
 *	spawn ROUNDS LABEL DIR COMMAND... -- LABEL DIR COMMAND... -- ...
 *
 * prints a line each: LABEL, median, lower and upper quartile, in
 * nanoseconds.  Standard output and error of the commands go to /dev/null; a
 * command that fails ends the run.
 */
#include <sys/wait.h>

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

struct command {
	const char *label, *dir;
	char **argv;
	long *times;		/* nanoseconds, one a round */
};

enum { COMMANDS_MAX = 32 };

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static int
commands_parse(char **words, struct command *list)
{
	int n = 0;

	while (*words != NULL && n < COMMANDS_MAX) {
		struct command *c = &list[n++];

		c->label = *words++;
		if (*words == NULL)
			return 0;
		c->dir = *words++;
		c->argv = words;
		while (*words != NULL && strcmp(*words, "--") != 0)
			words++;
		if (*words != NULL)
			*words++ = NULL;
	}
	return n;
}

static long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

static long
run(const struct command *c, const posix_spawn_file_actions_t *quiet)
{
	long start;
	int status;
	pid_t pid;

	if (chdir(c->dir) != 0)
		die(c->dir);
	setenv("PWD", c->dir, 1);
	start = now();
	if (posix_spawnp(&pid, c->argv[0], quiet, NULL, c->argv,
	    environ) != 0)
		die(c->argv[0]);
	if (waitpid(pid, &status, 0) != pid)
		die("waitpid");
	if (status != 0) {
		fprintf(stderr, "%s: status %d\n", c->label, status);
		exit(1);
	}
	return now() - start;
}

static int
compare(const void *x, const void *y)
{
	long a = *(const long *)x, b = *(const long *)y;

	return a < b ? -1 : a > b;
}

int
main(int argc, char **argv)
{
	struct command list[COMMANDS_MAX];
	posix_spawn_file_actions_t quiet;
	int rounds = argc < 4 ? 0 : atoi(argv[1]);
	int n = rounds < 1 ? 0 : commands_parse(argv + 2, list);

	if (n == 0) {
		fputs("usage: spawn ROUNDS LABEL DIR COMMAND... [-- ...]\n",
		    stderr);
		return 2;
	}
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
	for (int i = 0; i < n; i++)
		list[i].times = calloc((size_t)rounds, sizeof(long));
	for (int r = 0; r < rounds; r++)
		for (int i = 0; i < n; i++)
			list[i].times[r] = run(&list[i], &quiet);
	for (int i = 0; i < n; i++) {
		long *t = list[i].times;

		qsort(t, (size_t)rounds, sizeof(*t), compare);
		printf("%s\t%ld\t%ld\t%ld\n", list[i].label, t[rounds / 2],
		    t[rounds / 4], t[rounds * 3 / 4]);
	}
	return 0;
}
