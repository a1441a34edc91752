#include "config.h"

#include "sys/store.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/dirs.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/say.h"

enum { GRANTS_BYTES = 8 << 20 };

static const char *
generation_name(struct arena *a, unsigned long long number)
{
	struct buf b = buf_in(a);

	buf_text(&b, "generation.");
	buf_number(&b, number);
	return buf_string(&b);
}

static bool
store_fail(struct store *s, const char *subject, const char *reason)
{
	s->good = false;
	s->subject = subject;
	s->reason = reason;
	return false;
}

static bool
store_sound(const struct file *f)
{
	return f->st.st_uid == geteuid() && (f->st.st_mode & 0022) == 0;
}

static bool
store_read(struct arena *a, int fd, struct store *s)
{
	struct file f = file_read(a, fd, "grants", GRANTS_BYTES, true);
	const char *name;

	s->trust = (struct trust){ .n = 0 };
	s->generation = NULL;
	if (f.state == FILE_ABSENT)
		return true;
	if (f.state != FILE_READ)
		return store_fail(s, s->grants, file_reason(&f));
	if (!store_sound(&f))
		return store_fail(s, s->grants,
		    "not believed: others own it or can write it");
	if (!trust_parse(a, f.text, &s->trust))
		return store_fail(s, s->grants, "not a file of grants");
	name = generation_name(a, s->trust.generation);
	s->stamp = node_at(fd, name, false);
	if (s->stamp.kind == NODE_FILE)
		s->generation = text_join(a, s->dir, "/", name, NULL);
	return true;
}

static int
store_open(struct arena *a, const struct environ *e, struct store *s)
{
	const char *reason = NULL;
	int fd;

	*s = (struct store){ .good = true, .dir = dirs_state(a, e) };
	if (s->dir == NULL)
		return -1;
	s->grants = text_join(a, s->dir, "/grants", NULL);
	fd = dirs_open(s->dir, &reason);
	if (reason != NULL)
		store_fail(s, s->dir, text_join(a, "not believed: ", reason,
		    NULL));
	return fd;
}

void
store_load(struct arena *a, const struct environ *e, struct store *s)
{
	int fd = store_open(a, e, s);

	if (fd < 0)
		return;
	store_read(a, fd, s);
	close(fd);
}

static bool
generation_make(int fd, const char *name)
{
	int made;

	unlinkat(fd, name, 0);
	made = openat(fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return made >= 0 && close(made) == 0;
}

/*
 * The new generation is there before the records that name it, and the old
 * one is gone by then: whatever dies when, no shell waits for a file that
 * nobody will remove.
 */
static bool
store_write(struct arena *a, int fd, struct store *s)
{
	const char *old = generation_name(a, s->trust.generation);
	const char *name = generation_name(a, ++s->trust.generation);
	struct buf b = buf_in(a);

	if (s->trust.n > GRANTS_MAX)
		return store_fail(s, s->grants, "too many records");
	if (!generation_make(fd, name))
		return store_fail(s, s->dir, say_errno());
	trust_print(&b, &s->trust);
	unlinkat(fd, old, 0);
	if (!file_replace(a, fd, "grants", buf_view(&b))) {
		store_fail(s, s->grants, say_errno());
		unlinkat(fd, name, 0);
		generation_make(fd, old);
		return false;
	}
	s->stamp = node_at(fd, name, false);
	s->generation = text_join(a, s->dir, "/", name, NULL);
	return true;
}

/* Nobody waits at a prompt for a lock. */
static int
store_lock(int dirfd, bool wait)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = openat(dirfd, "lock",
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return -1;
	while (fcntl(fd, wait ? F_SETLKW : F_SETLK, &whole) != 0) {
		if (errno != EINTR || !wait) {
			close(fd);
			return -1;
		}
	}
	return fd;
}

static bool
store_edit(struct arena *a, const struct environ *e, struct store *s,
    void (*edit)(struct arena *, struct trust *, void *), void *context,
    bool wait)
{
	int fd = store_open(a, e, s), lock;
	bool done = false;

	if (s->dir == NULL)
		return store_fail(s, "HOME", "not set");
	if (fd < 0 && s->good && dirs_make(a, s->dir))
		fd = store_open(a, e, s);
	if (fd < 0)
		return s->good ? store_fail(s, s->dir, say_errno()) : false;
	lock = store_lock(fd, wait);
	if (lock < 0) {
		store_fail(s, s->dir, say_errno());
	} else {
		if (store_read(a, fd, s)) {
			edit(a, &s->trust, context);
			done = store_write(a, fd, s);
		}
		close(lock);
	}
	close(fd);
	return done;
}

bool
store_change(struct arena *a, const struct environ *e, struct store *s,
    void (*edit)(struct arena *, struct trust *, void *), void *context)
{
	return store_edit(a, e, s, edit, context, true);
}

static void
edit_nothing(struct arena *a, struct trust *trust, void *context)
{
	(void)a;
	(void)trust;
	(void)context;
}

bool
store_renew(struct arena *a, const struct environ *e, struct store *s)
{
	struct store renewed;

	if (!store_edit(a, e, &renewed, edit_nothing, NULL, false))
		return false;
	*s = renewed;
	return true;
}
