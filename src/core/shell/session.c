#include "config.h"

#include "core/shell/session.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/facts.h"
#include "core/shell/pathlist.h"
#include "core/text/percent.h"
#include "core/vars.h"

static const char *const modes[] = {
	[SESSION_ON] = "on",
	[SESSION_HAND] = "hand",
	[SESSION_UNDER] = "under",
	[SESSION_OFF] = "off",
	[SESSION_GONE] = "gone",
};

enum {
	NMODES = sizeof(modes) / sizeof(modes[0]),
	SESSION_MAX = 64 << 10,
	COPIES_MAX = SESSION_MAX,
};

bool
session_is_on(const struct session *s)
{
	return s->mode != SESSION_OFF && s->mode != SESSION_GONE;
}

size_t
session_copies(const struct session *s)
{
	unsigned long long n = 0;

	if (s->path == NULL ||
	    !str_number(str_from(s->path), COPIES_MAX, &n))
		return 0;
	return (size_t)n;
}

/* "-" is absent, "=text" is text. */
static bool
value_take(struct arena *a, struct str *rest, const char **value)
{
	struct str word;

	if (!str_cut(rest, ':', &word))
		return false;
	*value = NULL;
	if (str_is(word, "-"))
		return true;
	if (word.n == 0 || word.p[0] != '=')
		return false;
	*value = percent_take(a, (struct str){ word.p + 1, word.n - 1 });
	return *value != NULL;
}

static void
value_put(struct buf *b, const char *value)
{
	buf_char(b, ':');
	buf_char(b, value == NULL ? '-' : '=');
	if (value != NULL)
		percent_put(b, value);
}

static bool
mode_take(struct str *rest, enum session_mode *mode)
{
	struct str word;

	if (!str_cut(rest, ':', &word))
		return false;
	for (int i = 0; i < NMODES; i++) {
		if (str_is(word, modes[i])) {
			*mode = (enum session_mode)i;
			return true;
		}
	}
	return false;
}

static bool
user_take(struct str *rest, unsigned long *user)
{
	struct str word;
	unsigned long long number;

	if (!str_cut(rest, ':', &word) ||
	    !str_number(word, ULONG_MAX, &number))
		return false;
	*user = (unsigned long)number;
	return true;
}

/* Is s->path one of the texts that session.h names? */
static bool
path_sound(const struct session *s)
{
	const char *path = s->path;

	return path == NULL || path[0] == '\0' || strcmp(path, "more") == 0 ||
	    (path[0] != '0' && session_copies(s) > 0);
}

/* The directories are absolute; only by hand there is no project. */
static bool
session_sound(const struct session *s)
{
	if (s->env == NULL || s->env[0] != '/' || s->project == NULL)
		return false;
	if (s->project[0] != (s->mode == SESSION_HAND ? '\0' : '/'))
		return false;
	if (strchr(s->env, ':') != NULL)
		return false;
	if (s->virtual_env != NULL && s->virtual_env[0] != '\0')
		return false;
	return path_sound(s);
}

/* The two values of conda at the end; without them the env is none of it. */
static bool
conda_take(struct arena *a, struct str *rest, struct session *s)
{
	s->conda = rest->p != NULL;
	return !s->conda || (value_take(a, rest, &s->conda_prefix) &&
	    value_take(a, rest, &s->conda_name) && rest->p == NULL);
}

bool
session_parse(struct arena *a, struct str text, struct session *s)
{
	struct str version;

	*s = (struct session){ .user = 0 };
	return text.n <= SESSION_MAX && str_cut(&text, ':', &version) &&
	    str_is(version, "1") && mode_take(&text, &s->mode) &&
	    user_take(&text, &s->user) &&
	    value_take(a, &text, &s->project) &&
	    value_take(a, &text, &s->env) &&
	    value_take(a, &text, &s->virtual_env) &&
	    value_take(a, &text, &s->prompt) &&
	    value_take(a, &text, &s->pythonhome) &&
	    value_take(a, &text, &s->path) && conda_take(a, &text, s) &&
	    session_sound(s);
}

const char *
session_print(struct arena *a, const struct session *s)
{
	struct buf b = buf_in(a);

	buf_texts(&b, "1:", modes[s->mode], ":", NULL);
	buf_number(&b, s->user);
	value_put(&b, s->project);
	value_put(&b, s->env);
	value_put(&b, s->virtual_env);
	value_put(&b, s->prompt);
	value_put(&b, s->pythonhome);
	value_put(&b, s->path);
	if (s->conda) {
		value_put(&b, s->conda_prefix);
		value_put(&b, s->conda_name);
	}
	return buf_string(&b);
}

bool
session_holds(const struct facts *facts)
{
	return facts->session != NULL && session_is_on(facts->session) &&
	    facts->vars->virtual_env != NULL &&
	    strcmp(facts->vars->virtual_env, facts->session->env) == 0;
}

bool
session_foreign(const struct facts *facts)
{
	const char *virtual_env = facts->vars->virtual_env;

	return virtual_env != NULL && virtual_env[0] != '\0' &&
	    !session_holds(facts) && !facts->vars->put_back;
}

bool
session_here(const struct facts *facts)
{
	return facts->session != NULL && facts->search->start != NULL &&
	    path_within(str_from(facts->search->start),
	    str_from(facts->session->project));
}

/*
 * VIRTUAL_ENV is gone: did another tool (direnv, mise) take it away that puts
 * the variables back as it found them, and not a deactivate?  That it did if
 * our entry has left PATH with it (vars->taken); or if VIRTUAL_ENV_PROMPT is
 * still there, which a deactivate takes as well (vars->taken_alone).
 */
static bool
is_taken(const struct facts *facts)
{
	const struct vars *v = facts->vars;

	return (v->taken_alone && v->virtual_env_prompt != NULL) ||
	    (v->taken && !pathlist_has_env(v->path, facts->session->env));
}

bool
session_off_here(const struct facts *facts)
{
	const char *virtual_env = facts->vars->virtual_env;

	return session_here(facts) && (facts->session->mode == SESSION_OFF ||
	    (facts->session->mode == SESSION_ON &&
	    (virtual_env == NULL || virtual_env[0] == '\0') &&
	    !is_taken(facts)));
}

bool
session_leaves(const struct session *s, const char *entry, const char *path,
    const char *without)
{
	size_t n = strlen(entry);

	return s->mode != SESSION_HAND && session_copies(s) == 0 &&
	    path != NULL && strncmp(path, entry, n) == 0 && path[n] == ':' &&
	    without != NULL && strcmp(path + n + 1, without) == 0;
}
