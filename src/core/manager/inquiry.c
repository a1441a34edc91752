#include "config.h"

#include "core/manager/inquiry.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/keyval.h"
#include "core/text/redirect.h"
#include "core/text/sha256.h"
#include "core/text/toml.h"

enum { NAME_MAX_CHARS = 42, HASH_CHARS = 8 };

const char *
inquiry_var(struct inquiry *q, const char *name)
{
	const char *const *vars = q->row->vars;

	for (size_t i = 0; i < MANAGER_VARS_MAX && vars[i] != NULL; i++) {
		const char *value = q->at->values[i];

		if (strcmp(vars[i], name) == 0)
			return value == NULL || value[0] == '\0' ? NULL : value;
	}
	return NULL;
}

int
inquiry_flag(struct inquiry *q, const char *name)
{
	static const char *const no[] = { "0", "false", "no", "off" };
	const char *value = inquiry_var(q, name);

	if (value == NULL)
		return -1;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (key_is(str_from(value), no[i]))
			return 0;
	return 1;
}

static const struct manager_fact *
fact_among(const struct manager_fact *facts, size_t n,
    const struct manager_fact *wanted)
{
	for (size_t i = 0; i < n; i++)
		if (facts[i].ask == wanted->ask &&
		    strcmp(facts[i].path, wanted->path) == 0 &&
		    strcmp(facts[i].prefix, wanted->prefix) == 0)
			return &facts[i];
	return NULL;
}

/* The fact, if it is known; else it is asked for, once. */
static const struct manager_fact *
inquiry_fact(struct inquiry *q, enum manager_ask ask, const char *path,
    const char *prefix)
{
	struct manager_fact wanted = { .ask = ask, .prefix = prefix,
	    .path = path_clean(q->a, path), .steered = q->steered };
	struct manager_answer *out = q->out;
	const struct manager_fact *known = fact_among(q->at->facts,
	    q->at->n_facts, &wanted);

	if (known != NULL || fact_among(out->asked, out->n_asked, &wanted))
		return known;
	out->asked = arena_more(q->a, out->asked, out->n_asked,
	    &out->asked_room, 4, sizeof(*out->asked));
	out->asked[out->n_asked++] = wanted;
	return NULL;
}

const struct manager_fact *
inquiry_here(struct inquiry *q, const char *name)
{
	static const struct manager_fact nothing = { .path = "" };
	const char *const *files = q->row->files;

	for (size_t i = 0; i < MANAGER_FILES_MAX && files[i] != NULL; i++)
		if (strcmp(files[i], name) == 0)
			return inquiry_text(q, text_join(q->a, q->at->project,
			    "/", name, NULL));
	return &nothing;
}

const struct manager_fact *
inquiry_text(struct inquiry *q, const char *path)
{
	return inquiry_fact(q, MANAGER_TEXT, path, "");
}

const struct manager_fact *
inquiry_there(struct inquiry *q, const char *path)
{
	return inquiry_fact(q, MANAGER_THERE, path, "");
}

const struct manager_fact *
inquiry_names(struct inquiry *q, const char *dir, const char *prefix)
{
	return inquiry_fact(q, MANAGER_NAMES, dir, prefix);
}

static bool
inquiry_garbled(struct inquiry *q, const struct manager_fact *f)
{
	return inquiry_unsure(q, text_join(q->a, f->path,
	    " is not understood", NULL), NULL);
}

/* The value or table at path; false, and said in the answer: bad TOML. */
static bool
inquiry_find(struct inquiry *q, const struct manager_fact *f,
    const char *path, enum toml_state *state, struct str *value)
{
	*state = f->there ? toml_find(f->text, path, value) : TOML_SILENT;
	return *state != TOML_BAD || inquiry_garbled(q, f);
}

/* The value at path; value->p is NULL if there is none, or it is a table. */
static bool
inquiry_value(struct inquiry *q, const struct manager_fact *f,
    const char *path, struct str *value)
{
	enum toml_state state;

	if (!inquiry_find(q, f, path, &state, value))
		return false;
	if (state == TOML_SILENT)
		*value = (struct str){ NULL, 0 };
	return state != TOML_TABLE || inquiry_garbled(q, f);
}

bool
inquiry_string(struct inquiry *q, const struct manager_fact *f,
    const char *path, struct str *out)
{
	struct str value;

	*out = (struct str){ NULL, 0 };
	if (!inquiry_value(q, f, path, &value))
		return false;
	if (value.p != NULL && !toml_string(q->a, value, out))
		return inquiry_garbled(q, f);
	if (out->n == 0)
		out->p = NULL;
	return true;
}

bool
inquiry_truth(struct inquiry *q, const struct manager_fact *f,
    const char *path, int *truth)
{
	struct str value;

	*truth = -1;
	if (!inquiry_value(q, f, path, &value))
		return false;
	if (str_is(value, "true"))
		*truth = 1;
	else if (str_is(value, "false"))
		*truth = 0;
	return *truth >= 0 || value.p == NULL || inquiry_garbled(q, f);
}

bool
inquiry_has(struct inquiry *q, const struct manager_fact *f,
    const char *path, bool *there)
{
	enum toml_state state;
	struct str value;

	if (!inquiry_find(q, f, path, &state, &value))
		return false;
	*there = state != TOML_SILENT;
	return true;
}

void
inquiry_answer(struct inquiry *q, const char *env)
{
	struct manager_answer *out = q->out;

	if (env == NULL || out->n_envs == MANAGER_ENVS_MAX)
		return;
	out->says = MANAGER_ENVS;
	out->envs[out->n_envs++] = path_clean(q->a, env);
}

bool
inquiry_unsure(struct inquiry *q, const char *reason, const char *hint)
{
	q->out->says = MANAGER_UNSURE;
	q->out->reason = reason;
	q->out->hint = hint;
	return false;
}

const char *
inquiry_path(struct inquiry *q, struct str text, const char *dir)
{
	const char *home = inquiry_var(q, "HOME");

	if (text.n == 0 || str_has_control(text) || memchr(text.p, '$', text.n))
		return NULL;
	if (text.p[0] == '/')
		return str_copy(q->a, text);
	if (text.p[0] == '~') {
		if (home == NULL || home[0] != '/' ||
		    (text.n > 1 && text.p[1] != '/'))
			return NULL;
		return text_join(q->a, home, str_copy(q->a, text) + 1, NULL);
	}
	return dir == NULL ? NULL :
	    text_join(q->a, dir, "/", str_copy(q->a, text), NULL);
}

const char *
inquiry_dir(struct inquiry *q, const char *var, const char *below)
{
	const char *value = inquiry_var(q, var), *home;

	if (value != NULL && value[0] == '/')
		return value;
	home = inquiry_var(q, "HOME");
	return home == NULL || home[0] != '/' ? NULL :
	    text_join(q->a, home, "/", below, NULL);
}

const char *
inquiry_below(struct inquiry *q, const char *dir, const char *name)
{
	return dir == NULL ? NULL : text_join(q->a, dir, "/", name, NULL);
}

const char *
inquiry_own(struct inquiry *q, const char *var, const char *below,
    const char *name)
{
	return inquiry_below(q, q->at->mac ?
	    inquiry_dir(q, "", "Library/Application Support") :
	    inquiry_dir(q, var, below), name);
}

bool
name_is_plain(struct str name)
{
	return name.n > 0 && name.n <= 255 && !str_has_control(name) &&
	    memchr(name.p, '/', name.n) == NULL && !str_is(name, ".") &&
	    !str_is(name, "..");
}

struct str
name_canonical(struct arena *a, struct str name)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c == '_' || c == '.' || c == '-') {
			if (b.n == 0 || b.p[b.n - 1] != '-')
				buf_char(&b, '-');
		} else {
			buf_char(&b, str_lower(c));
		}
	}
	return buf_view(&b);
}

struct str
name_safe(struct arena *a, struct str name, const char *bad)
{
	struct buf b = buf_in(a);
	size_t chars = 0;

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (((unsigned char)c & 0xc0) != 0x80 &&
		    chars++ == NAME_MAX_CHARS)
			break;
		buf_char(&b, c == '\0' || strchr(bad, c) ? '_' : c);
	}
	return buf_view(&b);
}

struct str
name_hash(struct arena *a, const char *path)
{
	struct buf b = buf_in(a);

	sha256_base64(&b, str_from(path));
	return (struct str){ b.p, HASH_CHARS };
}
