#include "config.h"

#include "sys/node.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/file.h"

enum { LINKS_MAX = 40, ACCOUNTS_MAX = 1 << 20 };

static enum node_kind
kind_of(mode_t mode)
{
	if (S_ISDIR(mode))
		return NODE_DIR;
	if (S_ISREG(mode))
		return NODE_FILE;
	return S_ISLNK(mode) ? NODE_LINK : NODE_OTHER;
}

struct node
node_of(const struct stat *st)
{
	return (struct node){
		.kind = kind_of(st->st_mode),
		.mode = (unsigned)(st->st_mode & 07777),
		.owner = st->st_uid,
		.group = st->st_gid,
		.dev = (unsigned long long)st->st_dev,
		.ino = (unsigned long long)st->st_ino,
		.seconds = st->st_mtim.tv_sec,
		.nanoseconds = st->st_mtim.tv_nsec,
	};
}

struct node
node_at(int dirfd, const char *name, bool follow)
{
	struct stat st;

	if (fstatat(dirfd, name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0)
		return node_of(&st);
	return (struct node){
		.kind = errno == ENOENT || errno == ENOTDIR ||
		    errno == ENAMETOOLONG ? NODE_ABSENT : NODE_UNREADABLE,
	};
}

struct node
node_named(const char *path)
{
	return node_at(AT_FDCWD, path, false);
}

const char *
node_real(struct arena *a, const char *path)
{
	char room[PATH_MAX + 1];

	return realpath(path, room) == NULL ? NULL : arena_string(a, room);
}

const char *
node_link(struct arena *a, const char *path)
{
	char few[256], *text = few;
	ssize_t n = readlink(path, few, sizeof(few) - 1);
	struct str dir = path_dir(str_from(path));

	if (n == sizeof(few) - 1) {
		text = arena_alloc(a, PATH_MAX + 1, 1);
		n = readlink(path, text, PATH_MAX);
	}
	if (n <= 0)
		return NULL;
	text[n] = '\0';
	if (text[0] == '/')
		return arena_copy(a, text, (size_t)n);
	return text_join(a, arena_copy(a, dir.p, dir.n), "/", text, NULL);
}

const char *
node_end(struct arena *a, const char *path)
{
	for (int i = 0; i < LINKS_MAX; i++) {
		const char *next = node_link(a, path);

		if (next == NULL)
			break;
		path = next;
	}
	return path;
}

bool
node_same(const struct node *x, const struct node *y)
{
	return x->kind != NODE_ABSENT && x->kind != NODE_UNREADABLE &&
	    x->kind == y->kind && x->dev == y->dev && x->ino == y->ino;
}

/* The fields of "name:x:1000:1000:..." up to the fourth. */
static bool
account_fields(struct str line, struct str fields[4])
{
	for (int i = 0; i < 4; i++)
		if (!str_cut(&line, ':', &fields[i]))
			return false;
	return true;
}

/* Has an account other than the user's own this group as its first one? */
static bool
group_shared(struct str passwd, unsigned long user, unsigned long group,
    struct str *login)
{
	unsigned long long uid, gid;
	struct str line, f[4];
	bool shared = false;

	while (str_line(&passwd, &line)) {
		if (!account_fields(line, f) ||
		    !str_number(f[2], ULONG_MAX, &uid) ||
		    !str_number(f[3], ULONG_MAX, &gid))
			continue;
		if (uid == user)
			*login = f[0];
		else if (gid == group)
			shared = true;
	}
	return shared;
}

/* Is the group known, and has it no member but the one named login? */
static bool
group_lonely(struct str groups, unsigned long group, struct str login)
{
	unsigned long long gid;
	struct str line, f[4];

	while (str_line(&groups, &line)) {
		if (!account_fields(line, f) ||
		    !str_number(f[2], ULONG_MAX, &gid) || gid != group)
			continue;
		return f[3].n == 0 || (login.n > 0 && str_eq(f[3], login));
	}
	return false;
}

unsigned long
node_private_group(struct arena *a)
{
	unsigned long user = geteuid(), group = getegid();
	struct str login = { NULL, 0 };
	struct file passwd = file_read(a, AT_FDCWD, "/etc/passwd",
	    ACCOUNTS_MAX, false);
	struct file groups = file_read(a, AT_FDCWD, "/etc/group",
	    ACCOUNTS_MAX, false);

	if (passwd.state != FILE_READ || groups.state != FILE_READ)
		return NO_GROUP;
	if (group_shared(passwd.text, user, group, &login) ||
	    !group_lonely(groups.text, group, login))
		return NO_GROUP;
	return group;
}
