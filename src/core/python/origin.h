/*
 * The Python of an env is missing: was it on this machine, and was upgraded or
 * removed since, or was it on another machine, or in a container?  There are
 * only the paths to tell by, and the env itself names them: that is good enough
 * for a sentence, but not for trust.
 */
#ifndef CORE_PYTHON_ORIGIN_H
#define CORE_PYTHON_ORIGIN_H

#include <stdbool.h>

struct trace {
	/* The first directory or file on the way to it that is not there. */
	const char *absent;
	/* Is another Python in the directory where absent would be? */
	bool others;
	unsigned major, minor;		/* of the env; 0: unknown */
};

/*
 * Was it on another machine, or in a container?
 *
 *	/usr/bin/python3.11, and there is a python3	upgraded here
 *	~/.pyenv/versions/3.11.7, and versions is there	removed here
 *	/usr/local/bin/python3.12, no other Python	from elsewhere
 *	/home/somebody					from elsewhere
 */
bool origin_elsewhere(const struct trace *);

#endif
