/*
 * faults [-c] [-o FILE] HOW N COMMAND...: runs COMMAND, and at its system
 * call number N, the first behind execve being 1, does what HOW says.
 *
 *	KILL INT TERM	sends this signal before the call is made
 *	ENOSPC EACCES EIO EINTR ENOENT EMFILE
 *			the call is not made, and fails for this reason
 *
 * -c counts only calls that change something: all but those known to change
 * nothing.  What is so between two of them is the same at every other call.
 * -o writes the number of the call, by which the system knows it, to FILE.
 *
 * Exits as COMMAND did, with 128 + signal if that ended it; 99 if COMMAND made
 * fewer calls and was content; 98 if it made fewer and failed, 77 where
 * nothing can be traced.  Processes that COMMAND started are not traced; those
 * that it leaves behind are killed.
 */
#include "config.h"

#include <stdio.h>

enum { OTHER_FAILURE = 98, NOT_REACHED = 99, CANNOT = 77 };

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FDS_MAX = 256, EVENT_SHIFT = 16, CALL_STOP = SIGTRAP | 0x80 };

static const struct how {
	const char *name;
	int signal, error;
} hows[] = {
	{ "KILL", SIGKILL, 0 },
	{ "INT", SIGINT, 0 },
	{ "TERM", SIGTERM, 0 },
	{ "ENOSPC", 0, ENOSPC },
	{ "EACCES", 0, EACCES },
	{ "EIO", 0, EIO },
	{ "EINTR", 0, EINTR },
	{ "ENOENT", 0, ENOENT },
	{ "EMFILE", 0, EMFILE },
};

struct run {
	const struct how *how;
	long at, seen;
	bool changes_only, started, failing, done;
	const char *note;
	pid_t pid;
	unsigned long long call;			/* the one that is being made */
	bool opening;			/* it opens a file to write it */
	bool writable[FDS_MAX];		/* what such a call has opened */
};

/* Calls that leave all files and processes as they are. */
static const unsigned long long idle_calls[] = {
#ifdef SYS_access
	SYS_access, SYS_arch_prctl, SYS_dup2, SYS_lstat, SYS_open, SYS_poll,
	SYS_readlink, SYS_stat,
#endif
	SYS_brk, SYS_clock_gettime, SYS_close, SYS_dup, SYS_dup3, SYS_exit,
	SYS_exit_group, SYS_faccessat, SYS_fcntl, SYS_flock, SYS_fstat,
	SYS_futex, SYS_getcwd, SYS_getdents64, SYS_getegid, SYS_geteuid,
	SYS_getgid, SYS_getpid, SYS_getrandom, SYS_gettid, SYS_getuid,
	SYS_lseek, SYS_madvise, SYS_mmap, SYS_mprotect, SYS_munmap,
	SYS_openat, SYS_ppoll, SYS_pread64, SYS_prlimit64, SYS_read,
	SYS_readlinkat, SYS_readv, SYS_rt_sigaction, SYS_rt_sigpending,
	SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_set_robust_list,
	SYS_set_tid_address, SYS_umask, SYS_uname, SYS_wait4,
	SYS_chdir, SYS_name_to_handle_at, SYS_fstatfs, SYS_statfs,
#ifdef SYS_faccessat2
	SYS_faccessat2,
#endif
#ifdef SYS_statx
	SYS_statx,
#endif
#ifdef SYS_newfstatat
	SYS_newfstatat,
#else
	SYS_fstatat,
#endif
};

static void
die(const char *what, int status)
{
	fprintf(stderr, "faults: %s: %s\n", what, strerror(errno));
	exit(status);
}

/* The flags with which this call opens a file; O_RDONLY: it opens none. */
static unsigned long long
open_flags(const struct __ptrace_syscall_info *stop)
{
#ifdef SYS_open
	if (stop->entry.nr == SYS_open)
		return stop->entry.args[1];
#endif
	return stop->entry.nr == SYS_openat ? stop->entry.args[2] :
	    O_RDONLY;
}

/* A file that was written is complete when it was closed. */
static bool
closes_written(struct run *r, const struct __ptrace_syscall_info *stop)
{
	unsigned long long fd = stop->entry.args[0];
	bool written;

	if (stop->entry.nr != SYS_close || fd >= FDS_MAX)
		return false;
	written = r->writable[fd];
	r->writable[fd] = false;
	return written;
}

static bool
changes(struct run *r, const struct __ptrace_syscall_info *stop)
{
	size_t n = sizeof(idle_calls) / sizeof(idle_calls[0]);

	r->opening = (open_flags(stop) & (O_ACCMODE | O_CREAT)) != 0;
	if (r->opening || closes_written(r, stop))
		return true;
	for (size_t i = 0; i < n; i++)
		if (stop->entry.nr == idle_calls[i])
			return false;
	return true;
}

#ifdef __x86_64__
static void
drop_call(pid_t pid)
{
	ptrace(PTRACE_POKEUSER, pid, (void *)offsetof(struct user_regs_struct,
	    orig_rax), (void *)-1L);
}

static void
set_result(pid_t pid, long value)
{
	ptrace(PTRACE_POKEUSER, pid, (void *)offsetof(struct user_regs_struct,
	    rax), (void *)value);
}
#else
static void
drop_call(pid_t pid)
{
	int none = -1;
	struct iovec number = { &none, sizeof(none) };

	ptrace(PTRACE_SETREGSET, pid, (void *)0x404L, &number);
}

static void
set_result(pid_t pid, long value)
{
	unsigned long long registers[34];
	struct iovec all = { registers, sizeof(registers) };

	ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &all);
	registers[0] = (unsigned long long)value;
	ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &all);
}
#endif

static void
note_call(const struct run *r)
{
	FILE *f = r->note == NULL ? NULL : fopen(r->note, "w");

	if (f == NULL)
		return;
	fprintf(f, "%s at %ld: system call %llu\n", r->how->name, r->at,
	    (unsigned long long)r->call);
	fclose(f);
}

static void
call_begins(struct run *r, const struct __ptrace_syscall_info *stop)
{
	bool counts = changes(r, stop) || !r->changes_only;

	r->call = stop->entry.nr;
	if (!counts || ++r->seen != r->at)
		return;
	note_call(r);
	r->failing = r->how->error != 0;
	if (r->failing)
		drop_call(r->pid);
	else
		r->done = kill(r->pid, r->how->signal) == 0;
}

static void
call_ends(struct run *r, const struct __ptrace_syscall_info *stop)
{
	if (r->failing) {
		set_result(r->pid, -r->how->error);
		r->done = true;
	} else if (r->opening && stop->exit.rval >= 0 &&
	    stop->exit.rval < FDS_MAX) {
		r->writable[stop->exit.rval] = true;
	}
	r->opening = false;
}

static void
call_stop(struct run *r)
{
	struct __ptrace_syscall_info stop = { .op = 0 };

	if (!r->started)
		return;
	if (ptrace(PTRACE_GET_SYSCALL_INFO, r->pid, (void *)sizeof(stop), &stop) < 0) {
		if (errno != ESRCH)
			die("system calls cannot be seen", CANNOT);
	} else if (stop.op == PTRACE_SYSCALL_INFO_ENTRY) {
		call_begins(r, &stop);
	} else if (stop.op == PTRACE_SYSCALL_INFO_EXIT) {
		call_ends(r, &stop);
	}
}

/* From stop to stop until it has ended; as what. */
static int
follow(struct run *r)
{
	long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
	    PTRACE_O_EXITKILL;
	bool first = true;
	int status;

	for (;;) {
		long deliver = 0;

		if (waitpid(r->pid, &status, 0) != r->pid)
			die("wait", OTHER_FAILURE);
		if (WIFEXITED(status))
			return WEXITSTATUS(status);
		if (WIFSIGNALED(status))
			return 128 + WTERMSIG(status);
		if (first) {
			ptrace(PTRACE_SETOPTIONS, r->pid, NULL,
			    (void *)options);
			first = false;
		} else if (status >> EVENT_SHIFT != 0) {
			r->started = true;
		} else if (WSTOPSIG(status) == CALL_STOP) {
			call_stop(r);
		} else {
			deliver = WSTOPSIG(status);
		}
		ptrace(r->done ? PTRACE_DETACH : PTRACE_SYSCALL, r->pid, NULL,
		    (void *)deliver);
	}
}

static void
become(char **argv)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		die("no process can be traced", CANNOT);
	raise(SIGSTOP);
	execvp(argv[0], argv);
	die(argv[0], OTHER_FAILURE);
}

static pid_t
parent_of(const char *pid)
{
	char path[64], line[512] = "";
	const char *at;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
	if ((f = fopen(path, "r")) == NULL)
		return -1;
	/* "17 (name) S 1 ...", and a name may hold anything */
	at = fgets(line, sizeof(line), f) == NULL ? NULL : strrchr(line, ')');
	fclose(f);
	return at == NULL ? -1 : (pid_t)strtol(at + 3, NULL, 10);
}

/* Whoever loses its parent becomes our child: until nobody is left. */
static void
sweep(void)
{
	while (waitpid(-1, NULL, WNOHANG) >= 0) {
		DIR *list = opendir("/proc");
		struct dirent *entry;

		while (list != NULL && (entry = readdir(list)) != NULL)
			if (parent_of(entry->d_name) == getpid())
				kill((pid_t)strtol(entry->d_name, NULL, 10),
				    SIGKILL);
		if (list != NULL)
			closedir(list);
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	}
}

static const struct how *
how_named(const char *name)
{
	for (size_t i = 0; i < sizeof(hows) / sizeof(hows[0]); i++)
		if (strcmp(hows[i].name, name) == 0)
			return &hows[i];
	return NULL;
}

/* On one processor a stop costs a fraction of what it costs across two. */
static void
stay_here(void)
{
	int here = sched_getcpu();
	cpu_set_t set;

	CPU_ZERO(&set);
	if (here < 0)
		return;
	CPU_SET((size_t)here, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static int
usage(void)
{
	fprintf(stderr, "usage: faults [-c] [-o FILE] HOW N COMMAND...\n");
	return 2;
}

int
main(int argc, char **argv)
{
	struct run r = { .at = 0 };
	int option, status;

	while ((option = getopt(argc, argv, "+co:")) != -1) {
		if (option == 'c')
			r.changes_only = true;
		else if (option == 'o')
			r.note = optarg;
		else
			return usage();
	}
	if (argc - optind < 3 || (r.how = how_named(argv[optind])) == NULL ||
	    (r.at = strtol(argv[optind + 1], NULL, 10)) < 1)
		return usage();
	stay_here();
	prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);
	if ((r.pid = fork()) < 0)
		die("fork", OTHER_FAILURE);
	if (r.pid == 0)
		become(argv + optind + 2);
	status = follow(&r);
	sweep();
	if (r.seen >= r.at || status == CANNOT)
		return status;
	return status == 0 ? NOT_REACHED : OTHER_FAILURE;
}

#else

int
main(void)
{
	fprintf(stderr, "faults: system calls of this system are not known\n");
	return CANNOT;
}

#endif
