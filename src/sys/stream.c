#include "config.h"

#include "sys/stream.h"

#include <errno.h>
#include <unistd.h>

#include "sys/fd.h"

bool
stream_out(struct str text)
{
	return fd_write(STDOUT_FILENO, text);
}

bool
stream_error(struct str text)
{
	return fd_write(STDERR_FILENO, text);
}

bool
stream_shown(void)
{
	return isatty(STDOUT_FILENO);
}

bool
stream_person(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

struct str
stream_line(char *line, size_t size)
{
	size_t n = 0;
	char c;

	for (;;) {
		ssize_t got = read(STDIN_FILENO, &c, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || c == '\n')
			break;
		if (n < size)
			line[n++] = c;
	}
	return str_trim((struct str){ line, n });
}

struct str
stream_all(char *text, size_t size)
{
	size_t n = 0;

	while (n < size) {
		ssize_t got = read(STDIN_FILENO, text + n, size - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	return (struct str){ text, n };
}

_Noreturn void
stream_exit(int status)
{
	_exit(status);
}
