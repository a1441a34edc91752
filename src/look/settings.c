#include "config.h"

#include "look/settings.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "sys/dirs.h"
#include "sys/file.h"
#include "sys/owners.h"

#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif

enum { SETTINGS_SIZE_MAX = 64 << 10 };

/* The file has been opened by now: the way is the one it was read by. */
static bool
file_believed(struct arena *a, const struct vars *v,
    struct settings_files *files, const struct file *f)
{
	struct fault fault;

	if (f->state != FILE_READ)
		files->reason = file_reason(a, f);
	else if (owners_check_open(a, v, files->subject, &f->st, OWNERS_OWN,
	    &fault))
		return true;
	else
		files->reason = text_join(a, fault.reason,
		    fault.hint == NULL ? "" : "; ", fault.hint, NULL);
	return false;
}

/* Lay one file over what is in force; false with subject and reason. */
static bool
file_add(struct arena *a, const struct vars *v, struct settings_files *files,
    const char *path, const char *dir)
{
	const char *home = dirs_home(a, v);
	struct file f = file_read(a, AT_FDCWD, path, SETTINGS_SIZE_MAX, false);
	struct settings_error error;

	files->files[files->nfiles++] = (struct settings_file){
	    path, f.state != FILE_ABSENT, f.st.st_mtim };
	if (f.state == FILE_ABSENT)
		return true;
	files->subject = path;
	if (!file_believed(a, v, files, &f))
		return false;
	if (settings_add(a, &files->in_force, path, f.text, home, dir, &error))
		return true;
	files->subject = error.subject;
	files->reason = error.reason;
	return false;
}

/* A bad file ends it: what another one says cannot make that good. */
void
settings_load(struct arena *a, const struct vars *v, const char *dir,
    struct settings_files *files)
{
	const char *user = dirs_config(a, v);

	*files = (struct settings_files){ .in_force = settings_default };
	files->good = file_add(a, v, files, SYSCONFDIR "/venvhook/config",
	    dir) && (user == NULL || file_add(a, v, files,
	    text_join(a, user, "/config", NULL), dir));
	if (!files->good)
		files->in_force = settings_default;
}
