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
node_none(void)
{
	return (struct node){
		.kind = errno == ENOENT || errno == ENOTDIR ||
		    errno == ENAMETOOLONG ? NODE_ABSENT : NODE_UNREADABLE,
	};
}

struct node
node_at(int dirfd, const char *name, bool follow)
{
	struct stat st;

	if (fstatat(dirfd, name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0)
		return node_of(&st);
	return node_none();
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
	return text_join(a, str_copy(a, dir), "/", text, NULL);
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

/* The next account: its name, user and first group. */
static bool
account_next(struct str *passwd, struct str *login, unsigned long long *uid,
    unsigned long long *gid)
{
	struct str line, f[4];

	while (str_line(passwd, &line)) {
		*login = line;
		if (!account_fields(line, f) ||
		    !str_number(f[2], ULONG_MAX, uid) ||
		    !str_number(f[3], ULONG_MAX, gid))
			continue;
		*login = f[0];
		return true;
	}
	return false;
}

/* Has an account other than the user's own this group as its first one? */
static bool
group_shared(struct str passwd, unsigned long user, unsigned long group)
{
	unsigned long long uid, gid;
	struct str login;

	while (account_next(&passwd, &login, &uid, &gid))
		if (uid != user && gid == group)
			return true;
	return false;
}

/* Is the group called like the user, and has it no other member? */
static bool
group_lonely(struct str groups, unsigned long group, struct str login)
{
	unsigned long long gid;
	struct str line, f[4];

	while (str_line(&groups, &line)) {
		if (!account_fields(line, f) ||
		    !str_number(f[2], ULONG_MAX, &gid) || gid != group)
			continue;
		return str_eq(f[0], login) &&
		    (f[3].n == 0 || str_eq(f[3], login));
	}
	return false;
}

unsigned long
node_private_group(struct arena *a)
{
	unsigned long long uid, gid;
	unsigned long user = geteuid(), group;
	struct str login, accounts;
	struct file passwd = file_read(a, AT_FDCWD, "/etc/passwd",
	    ACCOUNTS_MAX, false);
	struct file groups = file_read(a, AT_FDCWD, "/etc/group",
	    ACCOUNTS_MAX, false);

	if (passwd.state != FILE_READ || groups.state != FILE_READ)
		return NO_GROUP;
	accounts = passwd.text;
	while (account_next(&accounts, &login, &uid, &gid)) {
		group = (unsigned long)gid;
		if (uid == user)
			return group_shared(passwd.text, user, group) ||
			    !group_lonely(groups.text, group, login) ?
			    NO_GROUP : group;
	}
	return NO_GROUP;
}
