/*
 * peak COMMAND...: runs it, then prints on stderr its resident memory at its
 * largest, in KiB.
 *
 * Asked of the kernel when the program is about to exit.  The ru_maxrss of
 * wait4 would not do: it counts the copy of this program that became it.  The
 * kernel counts VmHWM by processor and may be behind by some pages, so the
 * pages that are there at the end are counted, too; the larger one counts.
 */
#include "config.h"

#include <sys/ptrace.h>
#include <sys/wait.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

/* The number behind name in that file; 0 if it is not there. */
static long
proc_number(pid_t pid, const char *file, const char *name)
{
	char path[64], line[256];
	long number = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/%s", (long)pid, file);
	if ((f = fopen(path, "r")) == NULL)
		return 0;
	while (number == 0 && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			number = strtol(line + strlen(name), NULL, 10);
	fclose(f);
	return number;
}

static void
become(char **argv)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		die("ptrace");
	raise(SIGSTOP);
	execv(argv[0], argv);
	die(argv[0]);
}

/* Wait for the next stop and go on, until the one before the exit. */
static void
wait_exit(pid_t pid)
{
	int status, first = 1;

	for (;;) {
		if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
			exit(1);
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8))
			return;
		if (first && ptrace(PTRACE_SETOPTIONS, pid, NULL,
		    (void *)PTRACE_O_TRACEEXIT) != 0)
			die("ptrace");
		first = 0;
		ptrace(PTRACE_CONT, pid, NULL, NULL);
	}
}

int
main(int argc, char **argv)
{
	long most, there;
	int status;
	pid_t pid;

	if (argc < 2)
		return 2;
	if ((pid = fork()) < 0)
		die("fork");
	if (pid == 0)
		become(argv + 1);
	wait_exit(pid);
	most = proc_number(pid, "status", "VmHWM:");
	there = proc_number(pid, "smaps_rollup", "Rss:");
	ptrace(PTRACE_CONT, pid, NULL, NULL);
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return 1;
	if (most == 0)
		return 1;
	fprintf(stderr, "%ld\n", most > there ? most : there);
	return WEXITSTATUS(status);
}
