#include "config.h"

#include "look/git.h"

#include <sys/mman.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "sys/file.h"

enum { GITFILE_MAX = 8 << 10, INDEX_MAX = 512 << 20 };

/* Mapped and not read: an index may be larger than all of our memory. */
static enum git_answer
index_ask(int fd, struct str path)
{
	enum git_answer answer;
	struct stat st;
	void *p;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size <= 0 || st.st_size > INDEX_MAX)
		return GIT_UNKNOWN;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return GIT_UNKNOWN;
	answer = gitindex_tracks((struct str){ p, (size_t)st.st_size }, path);
	munmap(p, (size_t)st.st_size);
	return answer;
}

/*
 * A repository without an index tracks nothing yet; without HEAD it is none,
 * whatever its name (as git says), and *repository stays false.
 */
static enum git_answer
gitdir_ask(struct arena *a, const char *gitdir, struct str path,
    bool *repository)
{
	int fd = open(text_join(a, gitdir, "/index", NULL),
	    O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	enum git_answer answer;
	struct stat st;

	if (fd < 0) {
		*repository = errno != ENOENT ||
		    lstat(text_join(a, gitdir, "/HEAD", NULL), &st) == 0;
		return errno == ENOENT && *repository ? GIT_NO : GIT_UNKNOWN;
	}
	*repository = true;
	answer = index_ask(fd, path);
	close(fd);
	return answer;
}

/* "gitdir: ../.git/worktrees/w" in /p/w/.git; NULL when it is not that. */
static const char *
gitfile_target(struct arena *a, const char *dir, struct str text)
{
	struct str mark = STR("gitdir: "), to;

	while (text.n > 0 && (text.p[text.n - 1] == '\n' ||
	    text.p[text.n - 1] == '\r'))
		text.n--;
	if (!str_starts(text, mark) || text.n == mark.n ||
	    memchr(text.p, '\0', text.n) != NULL)
		return NULL;
	to = str_range(text.p + mark.n, text.p + text.n);
	return text_join(a, to.p[0] == '/' ? "" : dir,
	    to.p[0] == '/' ? "" : "/", str_copy(a, to), NULL);
}

/* The repository whose working tree dir is the top of; false if it is none. */
static bool
dir_ask(struct arena *a, const char *dir, struct str path,
    struct git_tracked *tracked)
{
	const char *name = text_join(a, dir, "/.git", NULL);
	struct file f = file_read(a, AT_FDCWD, name, GITFILE_MAX, false);
	bool is_file = f.state == FILE_READ, repository = true;
	const char *gitdir = is_file ? gitfile_target(a, dir, f.text) : name;

	if (f.state == FILE_ABSENT)
		return false;
	tracked->answer = GIT_UNKNOWN;
	if (gitdir != NULL && (is_file || S_ISDIR(f.st.st_mode)))
		tracked->answer = gitdir_ask(a, gitdir, path, &repository);
	if (!repository && !is_file)
		return false;
	tracked->repository = dir;
	return true;
}

/*
 * As git does, go no further than the file system goes.  So neither an
 * automounter above the home is asked for a ".git", nor "/".
 */
struct git_tracked
git_tracks(struct arena *a, const char *path)
{
	struct git_tracked tracked = { GIT_NO, NULL };
	struct str whole = str_from(path), dir = path_dir(whole);
	struct stat st;
	dev_t device = 0;

	if (path[0] != '/')
		return (struct git_tracked){ GIT_UNKNOWN, NULL };
	for (bool first = true; dir.n > 1; dir = path_dir(dir)) {
		const char *name = str_copy(a, dir);

		if (stat(name, &st) != 0)
			return (struct git_tracked){ GIT_UNKNOWN, NULL };
		if (!first && st.st_dev != device)
			break;
		if (dir_ask(a, name, str_range(path + dir.n + 1,
		    path + whole.n), &tracked))
			return tracked;
		device = st.st_dev;
		first = false;
	}
	return (struct git_tracked){ GIT_NO, NULL };
}
