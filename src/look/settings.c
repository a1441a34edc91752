#include "config.h"

#include "look/settings.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "sys/file.h"

#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif

enum { SETTINGS_SIZE_MAX = 64 << 10 };

/* Why what st describes could be somebody else's word; NULL: it could not. */
static const char *
unsafe_reason(const struct stat *st)
{
	if (st->st_uid != 0 && st->st_uid != geteuid())
		return "belongs to another user";
	if ((st->st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return "others can write to it; 'chmod go-w' ends that";
	return NULL;
}

/* The file has been opened by now: its directory is the one it was read in. */
static bool
file_believed(struct arena *a, struct settings_files *files,
    const struct file *f)
{
	struct str dir = path_dir(str_from(files->subject));
	struct stat st;

	files->reason = f->state == FILE_READ ? unsafe_reason(&f->st) :
	    file_reason(a, f);
	if (files->reason != NULL)
		return false;
	files->subject = str_copy(a, dir);
	files->reason = "cannot be examined";
	if (stat(files->subject, &st) == 0)
		files->reason = unsafe_reason(&st);
	return files->reason == NULL;
}

/* Lay one file over what is in force; false with subject and reason. */
static bool
file_add(struct arena *a, struct settings_files *files, const char *path,
    const char *home, const char *dir)
{
	struct file f = file_read(a, AT_FDCWD, path, SETTINGS_SIZE_MAX, false);
	struct settings_error error;

	files->files[files->nfiles++] = (struct settings_file){
	    path, f.state != FILE_ABSENT, f.st.st_mtim };
	if (f.state == FILE_ABSENT)
		return true;
	files->subject = path;
	if (!file_believed(a, files, &f))
		return false;
	if (settings_add(a, &files->in_force, path, f.text, home, dir, &error))
		return true;
	files->subject = error.subject;
	files->reason = error.reason;
	return false;
}

/* A relative directory is none (XDG base directories, "must be absolute"). */
static const char *
user_path(struct arena *a, const struct vars *v)
{
	if (v->xdg_config_home != NULL && v->xdg_config_home[0] == '/')
		return text_join(a, v->xdg_config_home, "/venvhook/config",
		    NULL);
	if (v->home != NULL && v->home[0] == '/')
		return text_join(a, v->home, "/.config/venvhook/config", NULL);
	return NULL;
}

/* A bad file ends it: what another one says cannot make that good. */
void
settings_load(struct arena *a, const struct vars *v, const char *dir,
    struct settings_files *files)
{
	const char *user = user_path(a, v);

	*files = (struct settings_files){ .in_force = settings_default };
	files->good = file_add(a, files, SYSCONFDIR "/venvhook/config",
	    v->home, dir) &&
	    (user == NULL || file_add(a, files, user, v->home, dir));
	if (!files->good)
		files->in_force = settings_default;
}
