/*
 * Times commands from spawn to exit, taking turns in one run so that all see
 * the same machine:
 *
 *	spawn ROUNDS LABEL DIR [NAME=VALUE]... COMMAND... -- LABEL ...
 *
 * prints a line each: LABEL, median, lower and upper quartile, in
 * nanoseconds.  A word @@ becomes the name DIR/ROUND, so that each round may
 * make something new.  Standard output and error of the commands go to
 * /dev/null; a command that fails ends the run.
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
	char **argv, **envp;
	char **fresh;		/* the word that was @@ */
	long *times;		/* nanoseconds, one a round */
};

enum { COMMANDS_MAX = 32 };

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static void *
room(size_t count, size_t size)
{
	void *p = calloc(count, size);

	if (p == NULL)
		die("memory");
	return p;
}

/* Does entry set the variable that setting sets? */
static int
is_same(const char *entry, const char *setting)
{
	size_t n = strcspn(setting, "=") + 1;

	return strncmp(entry, setting, n) == 0;
}

/* A setting replaces the entry of its name, or comes behind them all. */
static void
command_set(struct command *c, char *setting)
{
	char **entry = c->envp;

	while (*entry != NULL && !is_same(*entry, setting))
		entry++;
	*entry = setting;
}

/* Our environment, with the settings before the command and its PWD. */
static char **
command_environ(struct command *c, char **words)
{
	size_t n = 0, settings = 1;
	char *pwd = room(strlen(c->dir) + 5, 1);

	while (environ[n] != NULL)
		n++;
	while (words[settings - 1] != NULL &&
	    strchr(words[settings - 1], '=') != NULL)
		settings++;
	c->envp = room(n + settings + 1, sizeof(*c->envp));
	memcpy(c->envp, environ, n * sizeof(*c->envp));
	command_set(c, strcat(strcpy(pwd, "PWD="), c->dir));
	while (*words != NULL && strchr(*words, '=') != NULL)
		command_set(c, *words++);
	return words;
}

/* The command up to "--"; gives what stands behind that. */
static char **
command_parse(struct command *c, char **words, size_t rounds)
{
	c->label = *words++;
	if (*words == NULL)
		return NULL;
	c->dir = *words++;
	c->argv = words = command_environ(c, words);
	c->times = room(rounds, sizeof(*c->times));
	for (; *words != NULL && strcmp(*words, "--") != 0; words++)
		if (strcmp(*words, "@@") == 0)
			*(c->fresh = words) = room(strlen(c->dir) + 24, 1);
	if (c->argv == words)
		return NULL;
	if (*words != NULL)
		*words++ = NULL;
	return words;
}

static long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void
run(const struct command *c, int round,
    const posix_spawn_file_actions_t *quiet)
{
	long start;
	int status;
	pid_t pid;

	if (chdir(c->dir) != 0)
		die(c->dir);
	if (c->fresh != NULL)
		sprintf(*c->fresh, "%s/%d", c->dir, round);
	start = now();
	if (posix_spawnp(&pid, c->argv[0], quiet, NULL, c->argv,
	    c->envp) != 0)
		die(c->argv[0]);
	if (waitpid(pid, &status, 0) != pid)
		die("waitpid");
	c->times[round] = now() - start;
	if (status != 0) {
		fprintf(stderr, "%s: status %d\n", c->label, status);
		exit(1);
	}
}

static int
compare(const void *x, const void *y)
{
	long a = *(const long *)x, b = *(const long *)y;

	return a < b ? -1 : a > b;
}

static void
report(const struct command *c, int rounds)
{
	long *t = c->times;

	qsort(t, (size_t)rounds, sizeof(*t), compare);
	printf("%s\t%ld\t%ld\t%ld\n", c->label, t[rounds / 2],
	    t[rounds / 4], t[rounds * 3 / 4]);
}

int
main(int argc, char **argv)
{
	struct command list[COMMANDS_MAX] = { { .label = NULL } };
	posix_spawn_file_actions_t quiet;
	int rounds = argc < 4 ? 0 : atoi(argv[1]), n = 0;
	char **words = rounds < 1 ? NULL : argv + 2;

	while (words != NULL && *words != NULL && n < COMMANDS_MAX)
		words = command_parse(&list[n++], words, (size_t)rounds);
	if (words == NULL || *words != NULL) {
		fputs("usage: spawn ROUNDS LABEL DIR [NAME=VALUE]... "
		    "COMMAND... [-- LABEL ...]\n", stderr);
		return 2;
	}
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
	for (int round = 0; round < rounds; round++)
		for (int i = 0; i < n; i++)
			run(&list[i], round, &quiet);
	for (int i = 0; i < n; i++)
		report(&list[i], rounds);
	return 0;
}
