#include "config.h"

#include "sys/error.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"

/* Of several numbers of a kind, error_set takes the first. */
static const struct {
	int number;
	enum error kind;
} errors[] = {
	{ 0, ERROR_NONE },
	{ ENOENT, ERROR_ABSENT },
	{ ENOTDIR, ERROR_NOT_DIRECTORY },
	{ EISDIR, ERROR_DIRECTORY },
	{ ELOOP, ERROR_LINK },
	{ EMLINK, ERROR_LINK },	/* O_NOFOLLOW on FreeBSD */
	{ EEXIST, ERROR_EXISTS },
	{ EACCES, ERROR_DENIED },
	{ EPERM, ERROR_UNSUPPORTED },	/* link and symlink, by POSIX */
	{ EOPNOTSUPP, ERROR_UNSUPPORTED },
	{ ENOSYS, ERROR_UNSUPPORTED },
	{ ENOSPC, ERROR_FULL },
	{ EDQUOT, ERROR_FULL },
	{ EXDEV, ERROR_MOUNT },
	{ ESTALE, ERROR_CHANGED },
	{ EWOULDBLOCK, ERROR_BUSY },
	{ EINTR, ERROR_INTERRUPTED },
};

enum { ERRORS = sizeof(errors) / sizeof(errors[0]) };

enum error
error_last(void)
{
	for (size_t i = 0; i < ERRORS; i++)
		if (errors[i].number == errno)
			return errors[i].kind;
	return ERROR_OTHER;
}

const char *
error_reason(struct arena *a)
{
	char *text = arena_string(a, strerror(errno));
	bool word = text[0] != '\0' && text[1] >= 'a' && text[1] <= 'z';

	if (word && text[0] >= 'A' && text[0] <= 'Z')
		text[0] = (char)(text[0] - 'A' + 'a');
	return text;
}

bool
error_is_absent(void)
{
	return errno == ENOENT || errno == ENOTDIR;
}

void
error_set(enum error kind)
{
	for (size_t i = 0; i < ERRORS; i++) {
		if (errors[i].kind == kind) {
			errno = errors[i].number;
			return;
		}
	}
}

int
error_keep(void)
{
	return errno;
}

void
error_again(int kept)
{
	errno = kept;
}
