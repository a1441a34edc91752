#include "config.h"

#include "core/shell/shell.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/conda.h"
#include "core/shell/diff.h"
#include "core/shell/pathlist.h"
#include "core/shell/region.h"
#include "core/shell/rows.h"
#include "core/shell/variables.h"
#include "core/shell/watch.h"
#include "core/text/term.h"

const struct shell *const shells[] = {
	&shell_bash,
	&shell_zsh,
	&shell_fish,
	&shell_pwsh,
	&shell_nu,
	&shell_xonsh,
	&shell_tcsh,
	&shell_elvish,
	&shell_ksh,
	&shell_mksh,
	&shell_yash,
	&shell_sh,
	&shell_json,
	NULL,
};

static bool
shell_is(const struct shell *shell, const char *name)
{
	if (strcmp(shell->name, name) == 0)
		return true;
	for (int i = 0; i < SHELL_ALIASES && shell->aliases[i] != NULL; i++)
		if (strcmp(shell->aliases[i], name) == 0)
			return true;
	return false;
}

const struct shell *
shell_find(const char *name)
{
	for (size_t i = 0; shells[i] != NULL; i++)
		if (shell_is(shells[i], name))
			return shells[i];
	return NULL;
}

const char *
shell_names(struct arena *a, bool hooked)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; shells[i] != NULL; i++)
		if (!hooked || shells[i]->hook != NULL)
			buf_texts(&b, b.n == 0 ? "" : ", ", shells[i]->name,
			    NULL);
	return buf_string(&b);
}

static void
value_print(const struct shell *shell, struct buf *b, const char *name,
    const char *value)
{
	if (shell->list != NULL && name != NULL && strcmp(name, "PATH") == 0)
		shell->list(b, value);
	else
		shell->quote(b, value);
}

static void
template_print(const struct shell *shell, struct buf *b, const char *template,
    const char *name, const char *value)
{
	for (const char *p = template, *at; *p != '\0'; p = at + 2) {
		at = p + strcspn(p, "%");
		buf_str(b, str_range(p, at));
		if (*at == '\0')
			break;
		if (at[1] == '%')
			buf_char(b, '%');
		else if (at[1] == 'n')
			buf_text(b, name);
		else if (at[1] == 'b')
			buf_text(b, name + strlen("__venvhook_"));
		else
			value_print(shell, b, name, value);
	}
}

void
shell_assign(const struct shell *shell, struct buf *b, const char *name,
    const char *value)
{
	template_print(shell, b, shell->assign, name, value);
}

void
shell_declare(const struct shell *shell, struct buf *b, const char *name,
    const char *value)
{
	template_print(shell, b, shell->declare != NULL ? shell->declare :
	    shell->assign, name, value);
}

void
shell_say(const struct shell *shell, struct buf *b, const char *text)
{
	template_print(shell, b, shell->say, NULL, text);
}

void
shell_repeat(const struct shell *shell, struct buf *b, size_t words)
{
	template_print(shell, b, shell->hidden, text_number(b->arena, words),
	    NULL);
}

void
shell_examine(const struct shell *shell, struct buf *b, char *const *words)
{
	buf_texts(b, "(\n", shell->doctor, ") | ", shell->examine[0], NULL);
	for (; *words != NULL; words++) {
		buf_char(b, ' ');
		shell->quote(b, *words);
	}
	buf_text(b, shell->examine[1]);
}

void
shell_read(const struct shell *shell, struct buf *b, const char *name)
{
	template_print(shell, b, shell->read, name, NULL);
}

static void
reads_print(const struct shell *shell, struct buf *b,
    const char *(*name_of)(size_t))
{
	const char *name;

	for (size_t i = 0; (name = name_of(i)) != NULL; i++) {
		if (i > 0)
			buf_text(b, shell->between);
		shell_read(shell, b, name);
	}
}

void
shell_key(const struct shell *shell, struct buf *b)
{
	reads_print(shell, b, variables_key);
}

void
shell_variables(const struct shell *shell, struct buf *b)
{
	reads_print(shell, b, variables_name);
}

void
shell_change(const struct shell *shell, struct buf *b, const char *name,
    const char *value)
{
	template_print(shell, b, value == NULL ? shell->unset : shell->set,
	    name, value);
}

void
shell_front(const struct shell *shell, struct buf *b, const char *entry)
{
	template_print(shell, b, shell->front, NULL, entry);
}

static bool
is_reset(const struct shell *shell, const struct change *change)
{
	return change->exported && change->value != NULL &&
	    shell->reset != NULL;
}

static bool
is_shown(const struct change *change)
{
	return strcmp(change->name, CONDA_SHOWN) == 0;
}

/*
 * Is the change not set or unset like others?  What conda shows in a prompt
 * that is a variable, and that we cannot change, stays until conda changes it.
 */
static bool
is_left(const struct shell *shell, const struct change *change)
{
	return is_reset(shell, change) || (shell->shown == NULL &&
	    !shell->prompt_function && is_shown(change));
}

/*
 * A long PATH by what has changed in it, if that is all: an entry is new in
 * front, or the first one is gone.  path is PATH before.
 */
static bool
path_print(const struct shell *shell, struct buf *b,
    const struct change *change, const char *path)
{
	struct str now = str_from(text_or_empty(path)), first;
	struct str then = str_from(text_or_empty(change->value));

	if (path == NULL || shell->front == NULL || change->value == NULL ||
	    strcmp(change->name, "PATH") != 0)
		return false;
	if (then.n > now.n && then.p[then.n - now.n - 1] == ':' &&
	    strcmp(then.p + (then.n - now.n), path) == 0) {
		shell_front(shell, b, str_copy(b->arena,
		    (struct str){ then.p, then.n - now.n - 1 }));
		return true;
	}
	if (!str_cut(&now, ':', &first) || now.p == NULL ||
	    !str_eq(now, then))
		return false;
	buf_text(b, shell->rest);
	return true;
}

/* Changes with statements of their own, before the others. */
static void
resets_print(const struct shell *shell, struct buf *b,
    const struct changes *c, const char *path)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct change *each = &c->list[i];

		if (is_reset(shell, each)) {
			if (!path_print(shell, b, each, path))
				template_print(shell, b, shell->reset,
				    each->name, each->value);
		} else if (shell->shown != NULL && is_shown(each)) {
			template_print(shell, b, shell->shown, NULL,
			    each->value);
		}
	}
}

/* One more variable for the statement that the line before ends with. */
static void
change_join(const struct shell *shell, struct buf *b,
    const struct change *change)
{
	const char *all = change->value == NULL ? shell->unset : shell->set;

	b->p[b->n - 1] = ' ';	/* it was a newline */
	template_print(shell, b, strchr(all, '%'), change->name,
	    change->value);
}

/*
 * In few statements, as each of them costs a shell more than a name does.  path
 * is PATH when the shell evaluates this; NULL: it is not known.
 */
static void
changes_print(const struct shell *shell, struct buf *b,
    const struct changes *c, const char *path)
{
	const struct change *last = NULL;

	resets_print(shell, b, c, path);
	for (size_t i = 0; i < c->n; i++) {
		const struct change *each = &c->list[i];

		if (is_left(shell, each))
			continue;
		if (shell->joins && last != NULL &&
		    (each->value == NULL) == (last->value == NULL))
			change_join(shell, b, each);
		else
			shell_change(shell, b, each->name, each->value);
		last = each;
	}
}

void
shell_changes(const struct shell *shell, struct buf *b,
    const struct changes *c)
{
	changes_print(shell, b, c, NULL);
}

/* Call the function that the user may have defined to be told. */
void
shell_tell(const struct shell *shell, struct buf *b, const char *name,
    const char *env)
{
	if (shell->tell != NULL && env != NULL)
		template_print(shell, b, shell->tell, name, env);
}

/* The tests of the region, unless the hook has the same from before. */
static void
tests_print(const struct shell *shell, struct buf *b, struct region r,
    const struct answer *x)
{
	const char *tests, *had = x->tests;

	if (shell->region_vars)
		r.vars = variables_read(b->arena, r.environ, &x->out->changes,
		    &r.nvars);
	tests = had == NULL ? "" : region_tests(b->arena, &r);
	r.tested = had != NULL && strcmp(tests, had) == 0;
	if (had != NULL && !r.tested)
		shell_assign(shell, b, "__venvhook_tests", tests);
	if (!r.tested || shell->region_alone)
		shell->region(b, &r);
}

/* What the shell cannot read it cannot compare. */
bool
shell_region(const struct shell *shell, struct buf *b, const struct answer *x)
{
	const struct region *r = &x->watch->region;

	if (shell->region == NULL || r->top == NULL ||
	    !shell_carries(shell, str_from(r->base)))
		return false;
	tests_print(shell, b, *r, x);
	return true;
}

/* For how long the answer holds, and where else. */
static void
holds_print(const struct shell *shell, struct buf *b, const struct answer *x)
{
	const struct region *r = &x->watch->region;
	bool known = shell_region(shell, b, x);
	bool back = known && shell->back[0] != NULL && x->out->plain &&
	    !x->tells;

	if (back)
		buf_text(b, shell->back[0]);
	if (shell->watch != NULL)
		shell->watch(b, x->watch);
	if (shell->region != NULL)
		shell_assign(shell, b, "__venvhook_top", known ? r->top : "");
	if (known) {
		buf_text(b, "__venvhook_base=");
		shell->quote(b, r->base);
		buf_text(b, "/\n");
	}
	if (back)
		buf_text(b, shell->back[1]);
}

void
shell_notes(const struct shell *shell, struct buf *b, const struct answer *x)
{
	if (x->out->left != NULL)
		shell_assign(shell, b, "__venvhook_left", x->out->left);
	if (x->notices != NULL)
		shell_assign(shell, b, "__venvhook_notices", x->notices);
	if (x->go != NULL && shell->go == NULL)
		shell_assign(shell, b, "__venvhook_go", x->go);
}

/* The variables of the hook that say what is on. */
static void
state_print(const struct shell *shell, struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;

	shell_assign(shell, b, "__venvhook_env", text_or_empty(out->env));
	shell_assign(shell, b, "__venvhook_entry", text_or_empty(out->entry));
	if (shell->prefix)
		shell_assign(shell, b, "__venvhook_prefix",
		    text_or_empty(out->prefix));
	else
		shell_assign(shell, b, "__venvhook_name", out->name);
	shell_notes(shell, b, x);
}

void
shell_calls(const struct shell *shell, struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;

	if (shell->leaves != NULL && out->was != NULL &&
	    !text_same(out->was, out->env))
		template_print(shell, b, shell->leaves, NULL,
		    pathlist_entry(b->arena, out->was));
	buf_text(b, text_or_empty(shell->settle));
	if (!text_same(out->was, out->env)) {
		shell_tell(shell, b, "venvhook_deactivated", out->was);
		shell_tell(shell, b, "venvhook_activated", out->env);
	}
	if (x->go != NULL && shell->go != NULL)
		template_print(shell, b, shell->go, NULL, x->go);
}

static void
hook_print(const struct shell *shell, struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;

	state_print(shell, b, x);
	if (shell->adopt != NULL && out->known)
		buf_text(b, shell->adopt);
	if (out->entry != NULL)
		shell_undo(shell, b, x);
	else if (shell->undone != NULL)
		buf_text(b, shell->undone);
	holds_print(shell, b, x);
	shell_calls(shell, b, x);
}

void
shell_line(struct buf *b)
{
	const struct str all = buf_view(b);
	const char *at = all.p;

	while (all.n > 0 && (at = memchr(at, '\n',
	    (size_t)(all.p + all.n - 1 - at))) != NULL)
		b->p[at - all.p] = ' ';
}

void
shell_print(const struct shell *shell, struct buf *b, const struct answer *x)
{
	if (shell->data != NULL) {
		shell->data(b, x);
		return;
	}
	if (x->watch == NULL) {
		shell_show(shell, b, &x->out->changes);
		return;
	}
	if (shell->answer != NULL) {
		shell->answer(b, x);
	} else {
		if (x->replaced)
			buf_text(b, text_or_empty(shell->replaced));
		if (shell->kept != NULL && x->out->kept)
			buf_text(b, shell->kept);
		changes_print(shell, b, &x->out->changes,
		    x->out->kept ? NULL : x->path);
		hook_print(shell, b, x);
	}
	if (shell->one_line)
		shell_line(b);
}

void
shell_show(const struct shell *shell, struct buf *b,
    const struct changes *all)
{
	struct changes c = *all;
	size_t n = 0;

	for (size_t i = 0; i < c.n; i++) {
		const struct change *each = &c.list[i];

		if (shell->unseen != NULL && !each->exported &&
		    each->value != NULL && strcmp(each->name, "PATH") == 0)
			template_print(shell, b, shell->unseen, NULL,
			    each->value);
		else
			c.list[n++] = *each;
	}
	c.n = n;
	shell_changes(shell, b, &c);
}

void
shell_noted(const struct shell *shell, struct buf *b, const char *notices)
{
	if (shell->noted != NULL)
		shell->noted(b, notices);
	else
		shell_assign(shell, b, "__venvhook_notices", notices);
}

bool
shell_keeps(const struct shell *shell, const char *entry)
{
	for (int i = 0; i < SHELL_EXPANDS && shell->expands[i] != NULL; i++)
		if (strstr(entry, shell->expands[i]) != NULL)
			return false;
	return true;
}

bool
shell_carries(const struct shell *shell, struct str text)
{
	return !shell->utf8 || utf8_valid(text);
}
