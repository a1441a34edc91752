#include "config.h"

#include "sys/identity.h"

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#endif

#include "base/arena.h"
#include "base/buf.h"
#include "sys/node.h"
#include "sys/stats.h"

#ifndef AT_EMPTY_PATH
#define AT_EMPTY_PATH 0x1000
#endif
#ifndef AT_SYMLINK_FOLLOW
#define AT_SYMLINK_FOLLOW 0x400
#endif

#ifdef SYS_name_to_handle_at

enum { HANDLE_BYTES = 128, HANDLE_FID = 0x200, OVERLAYFS = 0x794c7630 };

/* As the kernel has it, with room for the largest there is. */
struct handle {
	uint32_t bytes;
	int32_t type;
	unsigned char data[HANDLE_BYTES];
};

static bool
handle_take(int fd, const char *name, int flags, struct handle *h)
{
	int mount;

	h->bytes = HANDLE_BYTES;
	return syscall(SYS_name_to_handle_at, fd, name, h, &mount, flags) ==
	    0 && h->bytes > 0 && h->bytes <= HANDLE_BYTES && h->type >= 0;
}

/* The file handle as text; NULL: there is none, as on FUSE or in a sandbox. */
static const char *
handle_text(struct arena *a, int fd, const char *name)
{
	int flags = name[0] == '\0' ? AT_EMPTY_PATH : AT_SYMLINK_FOLLOW;
	struct buf b = buf_in(a);
	struct handle h;

	/* overlayfs has only handles that cannot be opened, which are enough */
	if (!handle_take(fd, name, flags, &h) &&
	    !handle_take(fd, name, flags | HANDLE_FID, &h))
		return NULL;
	buf_number(&b, (unsigned long long)h.type);
	buf_char(&b, '.');
	for (uint32_t i = 0; i < h.bytes; i++)
		buf_hex(&b, h.data[i], 2);
	return buf_string(&b);
}

/*
 * Does the time of birth stay the same?  Not on overlayfs, where the first
 * write into a directory of the image copies it, which gives it another.  A
 * major number other than 0 means a real device, so nothing more is asked.
 */
static bool
birth_holds(int fd, const char *name, const struct stats *s)
{
	struct statfs fs;

	if (s->born == 0)
		return false;
	if (major(s->st.st_dev) != 0)
		return true;
	return (name[0] == '\0' ? fstatfs(fd, &fs) : statfs(name, &fs)) == 0 &&
	    (unsigned long)fs.f_type != OVERLAYFS;
}

#else

static const char *
handle_text(struct arena *a, int fd, const char *name)
{
	(void)a;
	(void)fd;
	(void)name;
	return NULL;
}

static bool
birth_holds(int fd, const char *name, const struct stats *s)
{
	(void)fd;
	(void)name;
	return s->born != 0;
}

#endif

/* Of the open fd if name is empty, else of what the path leads to. */
static struct identity
identity_of(struct arena *a, int fd, const char *name, struct node *node)
{
	struct identity id = { .kind = IDENTITY_INODE };
	struct stats s;
	bool there = stats_at(fd, name, true, &s);

	if (node != NULL)
		*node = there ? node_of(&s.st) : node_none();
	if (!there)
		return (struct identity){ .kind = IDENTITY_NONE };
	id.ino = (unsigned long long)s.st.st_ino;
	if (birth_holds(fd, name, &s)) {
		id.kind = IDENTITY_BORN;
		id.seconds = (unsigned long long)s.born;
		id.nanoseconds = (unsigned long)s.born_nanoseconds;
	} else if ((id.handle = handle_text(a, fd, name)) != NULL) {
		id.kind = IDENTITY_HANDLE;
	}
	return id;
}

struct identity
identity_open(struct arena *a, int fd, struct node *node)
{
	return identity_of(a, fd, "", node);
}

struct identity
identity_named(struct arena *a, const char *path, struct node *node)
{
	return identity_of(a, AT_FDCWD, path, node);
}
