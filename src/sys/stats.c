#include "config.h"

#include "sys/stats.h"

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#endif

#ifndef AT_EMPTY_PATH
#define AT_EMPTY_PATH 0x1000
#endif

#ifdef SYS_statx

/* As the kernel has it: musl 1.2.3 knows neither the call nor these. */
struct kernel_date {
	int64_t seconds;
	uint32_t nanoseconds;
	int32_t unused;
};

struct kernel_statx {
	uint32_t mask, blksize;
	uint64_t attributes;
	uint32_t nlink, uid, gid;
	uint16_t mode, unused;
	uint64_t ino, size, blocks, attributes_mask;
	struct kernel_date atime, btime, ctime, mtime;
	uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
	uint64_t later[14];
};

_Static_assert(sizeof(struct kernel_statx) == 256, "as large as the kernel's");

enum {
	BASIC = 0x7ff, BTIME = 0x800,
	MOUNT_ROOT = 0x2000,	/* an attribute */
};

static void
stats_fill(const struct kernel_statx *x, struct stats *s)
{
	*s = (struct stats){
		.mount_root = (x->attributes & MOUNT_ROOT) != 0,
		.mount_root_known = (x->attributes_mask & MOUNT_ROOT) != 0,
	};
	s->st.st_mode = x->mode;
	s->st.st_uid = x->uid;
	s->st.st_gid = x->gid;
	s->st.st_nlink = x->nlink;
	s->st.st_size = (off_t)x->size;
	s->st.st_dev = makedev(x->dev_major, x->dev_minor);
	s->st.st_ino = (ino_t)x->ino;
	s->st.st_mtim.tv_sec = (time_t)x->mtime.seconds;
	s->st.st_mtim.tv_nsec = (long)x->mtime.nanoseconds;
	if ((x->mask & BTIME) != 0 && x->btime.seconds > 0) {
		s->born = x->btime.seconds;
		s->born_nanoseconds = (long)x->btime.nanoseconds;
	}
}

static bool
stats_kernel(int dirfd, const char *name, int flags, struct stats *s)
{
	struct kernel_statx x = { .mask = 0 };

	if (syscall(SYS_statx, dirfd, name, flags, BASIC | BTIME, &x) != 0 ||
	    (x.mask & BASIC) != BASIC)
		return false;
	stats_fill(&x, s);
	return true;
}

#else

static bool
stats_kernel(int dirfd, const char *name, int flags, struct stats *s)
{
	(void)dirfd;
	(void)name;
	(void)flags;
	(void)s;
	return false;
}

#endif

static void
stats_birth(struct stats *s)
{
#ifdef HAVE_STRUCT_STAT_ST_BIRTHTIMESPEC
	if (s->st.st_birthtimespec.tv_sec > 0) {
		s->born = s->st.st_birthtimespec.tv_sec;
		s->born_nanoseconds = s->st.st_birthtimespec.tv_nsec;
	}
#else
	(void)s;
#endif
}

bool
stats_at(int dirfd, const char *name, bool follow, struct stats *s)
{
	int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
	bool open = name[0] == '\0';

	/* Old kernels, and sandboxes, have no statx: any error falls back. */
	if (stats_kernel(dirfd, name, open ? AT_EMPTY_PATH : flags, s))
		return true;
	*s = (struct stats){ .born = 0 };
	if ((open ? fstat(dirfd, &s->st) :
	    fstatat(dirfd, name, &s->st, flags)) != 0)
		return false;
	stats_birth(s);
	return true;
}
