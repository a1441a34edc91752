/*
 * Which directory is the project: the nearest one above that has a marker, such
 * as "pyproject.toml"; the settings name them.
 */
#ifndef LOOK_PROJECT_H
#define LOOK_PROJECT_H

#include <stdbool.h>

struct arena;
struct settings;

/* Is a marker in dir, a regular file? */
bool project_marked(struct arena *, const struct settings *, const char *dir);

/*
 * The project of dir, which is canonical; dir itself where there is none.
 * The user's home, which may be NULL, is no project.
 */
const char *project_around(struct arena *, const struct settings *,
    const char *dir, const char *home);

/* ".project" in env, where virtualenvwrapper and pipenv write the project. */
const char *project_file(struct arena *, const char *env);

/*
 * The absolute path that this file says, whether anything is there or not;
 * else NULL with the reason.
 */
const char *project_said(struct arena *, const char *env,
    const char **reason);

#endif
