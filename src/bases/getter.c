#include "config.h"

#include "bases/getter.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bases/found.h"
#include "bases/lookup.h"
#include "core/python/want.h"
#include "core/vars.h"
#include "sys/program.h"

static const struct { const char *program, *words; } getters[] = {
	{ "uv", "uv python install " },
	{ "pyenv", "pyenv install " },
	{ "mise", "mise install python@" },
	{ "asdf", "asdf install python " },
	{ "rye", "rye fetch " },
};

static bool
is_on_path(const struct lookup *h, const char *program)
{
	struct str rest = str_from(h->vars->path), dir;

	while (program_path_next(&rest, &dir))
		if (lookup_runnable(text_join(h->arena, str_copy(h->arena,
		    dir), "/", program, NULL)))
			return true;
	return false;
}

/* "3.13", "3.13t", "pypy3.10"; NULL: it has no name to be installed by. */
static const char *
name_for(const struct lookup *h, const struct want *want)
{
	struct buf b = buf_in(h->arena);
	struct version version;
	struct str text = str_from(want->text);

	if (want->kind == WANT_NAME && (str_starts(text, STR("pypy")) ||
	    str_starts(text, STR("graalpy"))))
		return want->text;
	if (!want_install(want, &version))
		return NULL;
	version_print(&b, &version);
	if (want->kind == WANT_VERSION && want->threaded)
		buf_char(&b, 't');
	return buf_string(&b);
}

/* "uv python install 3.13"; NULL: no such program, or no name for it. */
static const char *
command_for(const struct lookup *h, const struct want *want)
{
	const char *name = name_for(h, want);

	if (h->vars->path == NULL || name == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(getters) / sizeof(getters[0]); i++)
		if (is_on_path(h, getters[i].program))
			return text_join(h->arena, getters[i].words, name,
			    NULL);
	return NULL;
}

/* "3.13.0, 3.12.1": those that can be used; NULL: none can. */
static const char *
found_text(const struct lookup *h, bool *several)
{
	struct python_found *found;
	size_t n = found_list(h, &found);
	struct buf b = buf_in(h->arena);

	*several = false;
	for (size_t i = 0; i < n; i++) {
		struct version v;

		if (!found[i].usable)
			continue;
		v = python_version(&found[i].python);
		*several = b.n > 0;
		buf_text(&b, *several ? ", " : "");
		version_print(&b, &v);
	}
	return b.n == 0 ? NULL : buf_string(&b);
}

/*
 * "there are 3.13.0, 3.12.1: name one with --python", and what would get the
 * one that was wanted, if that is known.
 */
const char *
getter_hint(const struct lookup *h, const struct want *want)
{
	bool several;
	const char *found = found_text(h, &several);
	const char *get = want == NULL ? NULL :
	    command_for(h, want);

	if (found == NULL)
		return get == NULL ?
		    "install Python 3, or name one with --python PATH" :
		    text_join(h->arena, "'", get, "' installs one; or name one "
		    "with --python PATH", NULL);
	return text_join(h->arena, several ? "there are " : "there is ", found,
	    several ? ": name one of them" : ": name it", " with --python, or ",
	    get == NULL ? "install another" : "run '", get, get == NULL ?
	    NULL : "'", NULL);
}
