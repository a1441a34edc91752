#include "config.h"

#include "sys/signals.h"

#include <signal.h>
#include <stddef.h>

#include "sys/error.h"
#include "sys/progress.h"

static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

enum { ENDING = sizeof(ending) / sizeof(ending[0]) };

/* Those of the four that are in the set. */
static unsigned
signals_in(const sigset_t *set)
{
	unsigned bits = 0;

	for (int i = 0; i < ENDING; i++)
		bits |= sigismember(set, ending[i]) == 1 ? 1u << i : 0;
	return bits;
}

/* Those of the four without a bit. */
static sigset_t
signals_but(unsigned bits)
{
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; i < ENDING; i++)
		if ((bits & 1u << i) == 0)
			sigaddset(&set, ending[i]);
	return set;
}

/* Those of the four that are ignored, which end nothing. */
static unsigned
signals_ignored(void)
{
	struct sigaction now;
	unsigned bits = 0;

	for (int i = 0; i < ENDING; i++)
		if (sigaction(ending[i], NULL, &now) == 0 &&
		    now.sa_handler == SIG_IGN)
			bits |= 1u << i;
	return bits;
}

unsigned
signals_hold(void)
{
	sigset_t set = signals_but(signals_ignored()), before;

	sigprocmask(SIG_BLOCK, &set, &before);
	return signals_in(&before);
}

void
signals_release(unsigned before)
{
	sigset_t set = signals_but(before);

	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

bool
signals_waiting(void)
{
	sigset_t pending;

	return sigpending(&pending) == 0 && signals_in(&pending) != 0;
}

bool
signals_stop(struct progress *progress)
{
	if (!progress_tick(progress) || !signals_waiting())
		return false;
	error_set(ERROR_INTERRUPTED);
	return true;
}
