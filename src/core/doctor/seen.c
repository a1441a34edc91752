#include "config.h"

#include "core/doctor/seen.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/doctor/finding.h"
#include "core/shell/shell.h"

enum { IDLE_MAX = 10000000, IDLE_SLOW = 50000, SHOWN_MAX = 60 };

/* Other tools that activate envs, by a function that only they define. */
static const struct activator {
	const char *function, *name, *todo;
} activators[] = {
	{ "_pyenv_virtualenv_hook", "pyenv-virtualenv", "take the line "
	    "'eval \"$(pyenv virtualenv-init -)\"' out of the file that your "
	    "shell reads at its start; 'pyenv init' can stay" },
	{ "_maybeworkon", "zsh-autoswitch-virtualenv", "take it out of your "
	    "plugins" },
	{ "_autovenv_maybeworkon", "autovenv", "take it out of your plugins" },
	{ "auto_vrun", "the plugin 'python' of oh-my-zsh", "take "
	    "PYTHON_AUTO_VRUN=true out of .zshrc" },
	{ "workon_cwd", "the plugin 'virtualenvwrapper' of oh-my-zsh", "put "
	    "DISABLE_VENV_CD=1 into .zshrc, before oh-my-zsh is loaded" },
	{ "_togglePipenvShell", "the plugin 'pipenv' of oh-my-zsh", "put "
	    "\"zstyle ':omz:plugins:pipenv' auto-shell no\" into .zshrc, "
	    "before oh-my-zsh is loaded" },
	{ "__vfsupport_auto_activate", "virtualfish", "run 'vf delplugins "
	    "auto_activation'" },
	{ "autoenv_init", "autoenv", "take it out of the file that your shell "
	    "reads at its start, or activate nothing in its .env files" },
};

/* The next value of that key. */
static bool
seen_next(struct str *rest, struct str key, struct str *value)
{
	struct str fact;

	while (str_cut(rest, '\0', &fact)) {
		if (!str_starts(fact, key) || fact.n == key.n ||
		    fact.p[key.n] != '=')
			continue;
		*value = str_range(fact.p + key.n + 1, fact.p + fact.n);
		return true;
	}
	return false;
}

bool
seen_first(const struct seen *s, const char *key, struct str *value)
{
	struct str rest = s->text;

	return seen_next(&rest, str_from(key), value);
}

bool
seen_has(const struct seen *s, const char *key, const char *value)
{
	struct str rest = s->text, each;

	while (seen_next(&rest, str_from(key), &each))
		if (str_is(each, value))
			return true;
	return false;
}

unsigned long long
seen_idle(const struct seen *s)
{
	struct str text;
	unsigned long long n;

	return seen_first(s, "idle", &text) &&
	    str_number(text, IDLE_MAX, &n) ? n : 0;
}

/* Is the body of a function known, and without this word? */
static bool
body_without(const struct seen *s, const char *key, const char *word)
{
	struct str body;

	return seen_first(s, key, &body) &&
	    str_find(body, str_from(word)) == NULL;
}

/* The next occurrence of call in statements, outside of quotes; or NULL. */
static const char *
call_find(struct str text, struct str call)
{
	bool quoted = false;

	for (; text.n > 0; text.p++, text.n--) {
		if (text.p[0] == '\'')
			quoted = !quoted;
		else if (!quoted && text.p[0] == '\\' && text.n > 1)
			text.p++, text.n--;
		else if (!quoted && str_starts(text, call))
			return text.p;
	}
	return NULL;
}

/* How often the prompt calls our hook, and what it runs before that. */
struct called {
	size_t times;
	struct str before;
};

static struct called
prompt_calls(const struct seen *s)
{
	struct str calls = str_from(s->shell->calls), rest = s->text, each;
	struct called c = { .times = 0 };
	const char *at;

	while (seen_next(&rest, STR("prompt"), &each)) {
		struct str more = each;

		if (c.times == 0 && c.before.n == 0)
			c.before = (at = call_find(each, calls)) == NULL ?
			    each : str_range(each.p, at);
		while ((at = call_find(more, calls)) != NULL) {
			c.times++;
			more = str_range(at + calls.n, more.p + more.n);
		}
	}
	c.before = str_trim(c.before);
	while (c.before.n > 0 && strchr("; ", c.before.p[c.before.n - 1]) !=
	    NULL)
		c.before.n--;
	return c;
}

static void
examine_prompt(const struct seen *s, struct findings *f)
{
	struct called c = prompt_calls(s);

	if (c.times == 0)
		found_todo(f, FOUND_NOT_CALLED, s->shell->called_in,
		    text_fill(f->arena, found_rows[FOUND_NOT_CALLED].todo,
		    s->rc));
	else if (c.times > 1)
		found(f, FOUND_TWICE, text_number(f->arena, c.times),
		    s->shell->called_in);
	else if (c.before.n > 0)
		found(f, FOUND_LATE, str_copy(f->arena,
		    c.before.n > SHOWN_MAX ? str_range(c.before.p,
		    c.before.p + SHOWN_MAX) : c.before), s->shell->called_in);
}

/* Functions and aliases that have taken the place of cd or `deactivate`. */
static void
examine_functions(const struct seen *s, struct findings *f)
{
	struct str text;

	if (seen_first(s, "alias cd", &text))
		found(f, FOUND_CD, "an alias", NULL);
	else if (body_without(s, "body cd", "__venvhook_moved") &&
	    (!seen_first(s, "body __zoxide_cd", &text) ||
	    str_find(text, STR("__venvhook_moved")) == NULL))
		found(f, FOUND_CD, "a function", NULL);
	if (s->env != NULL && body_without(s, "body deactivate",
	    "__venvhook_off"))
		found(f, FOUND_DEACTIVATE, NULL, NULL);
	for (size_t i = 0; i < sizeof(activators) / sizeof(*activators); i++)
		if (seen_has(s, "function", activators[i].function))
			found(f, FOUND_OTHER_HOOK, activators[i].name,
			    activators[i].todo);
}

/*
 * Does an alias run something else than what the env has?  "noglob pip" and
 * "python3 -I" do not, as they go by PATH.
 */
static bool
leads_past(struct str text, const char *env)
{
	static const char *const good[] = { "python", "python3", "pip",
		"pip3", "uv", NULL };
	static const char *const before[] = { "noglob", "nocorrect",
		"command", "env", "\\command", NULL };
	struct str word;

	while (str_cut(&text, ' ', &word)) {
		bool passed = word.n == 0;

		if (word.p != NULL && word.n > 0 && (word.p[0] == '\'' ||
		    word.p[0] == '"' || word.p[0] == '\\'))
			word = str_range(word.p + 1, word.p + word.n);
		for (size_t i = 0; before[i] != NULL; i++)
			passed = passed || str_is(word, before[i]);
		if (passed)
			continue;
		for (size_t i = 0; good[i] != NULL; i++)
			if (str_starts(word, str_from(good[i])) &&
			    word.n - str_from(good[i]).n <= 1)
				return false;
		return env == NULL || !path_within(word, str_from(env));
	}
	return false;
}

static void
examine_pythons(const struct seen *s, struct findings *f)
{
	static const char *const names[] = { "python", "python3", "pip",
		"pip3", NULL };
	struct arena *a = f->arena;
	struct str text;

	for (size_t i = 0; names[i] != NULL; i++) {
		if (seen_first(s, text_join(a, "alias ", names[i], NULL),
		    &text) && leads_past(text, s->env))
			found(f, FOUND_ALIAS, text_join(a, names[i], " is ",
			    str_copy(a, text), NULL), names[i]);
		if (seen_first(s, text_join(a, "body ", names[i], NULL),
		    &text))
			found(f, FOUND_FUNCTION, names[i], NULL);
	}
}

void
seen_examine(const struct seen *s, struct findings *f)
{
	if (s->text.n == 0)
		return;
	examine_prompt(s, f);
	examine_functions(s, f);
	examine_pythons(s, f);
	if (seen_idle(s) >= IDLE_SLOW)
		found(f, FOUND_SLOW_PROMPT, text_number(f->arena, seen_idle(s)),
		    NULL);
}
