/*
 * Which directory is the project: the nearest one above that has a marker, such
 * as "pyproject.toml"; the settings name them.
 */
#ifndef LOOK_PROJECT_H
#define LOOK_PROJECT_H

struct arena;
struct settings;

/* The marker that is in dir, a regular file; NULL: none is. */
const char *project_marker(struct arena *, const struct settings *,
    const char *dir);

/*
 * The project of dir, which is canonical; dir itself where there is none.
 * The user's home, which may be NULL, is no project.
 */
const char *project_around(struct arena *, const struct settings *,
    const char *dir, const char *home);

#endif
