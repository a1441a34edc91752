#include "config.h"

#include "look/settings.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/vars.h"
#include "sys/dirs.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/owners.h"

enum { SETTINGS_SIZE_MAX = 64 << 10 };

/* Judge what was opened, and the path by which it was. */
static bool
file_believed(struct arena *a, const struct vars *v, const char *path,
    const struct file *f, struct fault *fault)
{
	if (f->state != FILE_READ)
		return fault_set(fault, path, file_reason(a, f), NULL);
	return owners_check_open(a, v, path, &f->node, fault);
}

/* Put what one file says over settings; false with the fault. */
static bool
file_add(struct arena *a, const struct vars *v, struct settings_files *files,
    const struct settings_source *like, struct settings *settings)
{
	struct settings_source source = *like;
	struct file f = file_named(a, source.path, SETTINGS_SIZE_MAX,
	    false);
	struct settings_error error;

	files->files[files->nfiles++] = (struct settings_file){
	    source.path, f.state != FILE_ABSENT, f.node };
	if (f.state == FILE_ABSENT)
		return true;
	if (!file_believed(a, v, source.path, &f, &files->fault))
		return false;
	source.text = f.text;
	return settings_add(a, settings, &source, &error) ||
	    fault_set(&files->fault, error.subject, error.reason,
	    error.hint);
}

/* After a bad file the other one is not read: nothing is in force then. */
const struct settings *
settings_load(struct arena *a, const struct vars *v, const char *dir,
    struct settings_files *files)
{
	struct settings *settings = arena_new(a, struct settings, 1);
	const char *user = dirs_config(a, v);
	struct settings_source source = {
		.path = DIRS_SYSTEM "/config", .home = dirs_home(a, v),
		.dir = dir, .system = true, .real = node_real,
	};

	*settings = settings_default;
	*files = (struct settings_files){ .nfiles = 0 };
	if (!file_add(a, v, files, &source, settings))
		return NULL;
	if (user == NULL)
		return settings;
	source.path = text_join(a, user, "/config", NULL);
	source.system = false;
	return file_add(a, v, files, &source, settings) ? settings : NULL;
}
