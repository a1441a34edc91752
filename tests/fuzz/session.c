/*
 * Any bytes as a session.  What is understood is sound, and is the same
 * session when it is written and read again; and the values of any sound
 * session come back, whatever bytes they hold.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "core/shell/session.h"
#include "fuzz.h"

static char memory[1 << 24];

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void
sound(const struct session *s)
{
	bool hand = s->mode == SESSION_HAND;

	hold(s->env[0] == '/' && strchr(s->env, ':') == NULL);
	hold(hand ? s->project[0] == '\0' : s->project[0] == '/');
	hold(s->virtual_env == NULL || s->virtual_env[0] == '\0');
	hold(s->path == NULL || s->path[0] == '\0' ||
	    same(s->path, "more") || session_copies(s) > 0);
}

static void
comes_back(struct arena *a, const struct session *s)
{
	const char *text = session_print(a, s);
	struct session t;

	for (const char *p = text; *p != '\0'; p++)
		hold(*p > ' ' && *p < 0x7f && *p != '\'' && *p != '$');
	hold(session_parse(a, str_from(text), &t));
	hold(t.mode == s->mode && t.user == s->user);
	hold(same(t.project, s->project) && same(t.env, s->env));
	hold(same(t.virtual_env, s->virtual_env));
	hold(same(t.prompt, s->prompt) && same(t.path, s->path));
	hold(same(t.pythonhome, s->pythonhome));
	hold(same(session_print(a, &t), text));
}

/* The next line as a value behind prefix; no line is no value. */
static const char *
value(struct arena *a, struct str *rest, const char *prefix)
{
	struct str line;
	char *text;

	if (!str_cut(rest, '\n', &line))
		return NULL;
	text = arena_alloc(a, strlen(prefix) + line.n + 1, 1);
	memcpy(text, prefix, strlen(prefix));
	memcpy(text + strlen(prefix), line.p, line.n);
	return text;
}

static void
made_of(struct arena *a, struct str rest)
{
	struct session s = { .mode = SESSION_ON, .user = rest.n };
	char *colon;

	s.project = value(a, &rest, "/");
	s.env = value(a, &rest, "/");
	if (s.env == NULL)
		return;
	s.prompt = value(a, &rest, "");
	s.pythonhome = value(a, &rest, "");
	s.path = rest.n % 2 == 0 ? NULL : "more";
	while ((colon = strchr(s.env, ':')) != NULL)
		*colon = ';';
	comes_back(a, &s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n };
	struct session s;

	if (n > 8192)
		return 0;
	made_of(&a, text);
	if (!session_parse(&a, text, &s))
		return 0;
	sound(&s);
	comes_back(&a, &s);
	return 0;
}
