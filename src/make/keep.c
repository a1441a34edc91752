#include "config.h"

#include "make/keep.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/python/layout.h"
#include "core/python/moved.h"
#include "core/python/python.h"
#include "core/python/pyvenv.h"
#include "core/python/shebang.h"
#include "core/vars.h"
#include "make/aside.h"
#include "make/packages.h"
#include "make/pip.h"
#include "make/recipe.h"
#include "make/target.h"
#include "sys/climb.h"
#include "sys/copy.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/signals.h"
#include "sys/stamp.h"
#include "sys/tree.h"
#include "sys/walk.h"

enum { TEXT_MAX = 4 << 20, DATA_MAX = 64 << 10 };

static const struct str none = { NULL, 0 };

/* Files that have changed, as RECORD names them. */
struct scripts {
	struct script *list;
	size_t n, room;
};

/* The walk through the old env, and where its files go. */
struct keeping {
	const struct recipe *m;
	const struct target *target;
	int to;			/* the same directory in the new env */
	int depth;
	char top[16];		/* the first name of the way there: "bin" */
	struct copier copier;

	/* If the env was moved: how paths change (core/python/moved.h). */
	struct moved env;	/* of the env itself */
	struct moved around;	/* of what was moved with it */
	struct moved url;	/* the same as a URL */
};

/* --- paths that have changed */

/* Fill in what was moved: the env alone, or also what is around it. */
static void
moved_find(struct keeping *k)
{
	const struct recipe *m = k->m;
	const char *left;

	if (m->moved_from == NULL)
		return;
	k->env = (struct moved){ str_from(m->moved_from), str_from(m->env) };
	k->around = moved_whole(k->env);
	left = str_copy(m->arena, k->around.from);
	if (climb_wakes(m->arena, left, m->vars->home, m->project) ||
	    node_named(left).kind != NODE_ABSENT)
		k->around = moved_part(k->env);
	k->url = moved_url(m->arena, k->around);
}

/* How paths change in that file; scripts in bin name the env alone. */
static struct moved
moved_for(const struct keeping *k, const char *name)
{
	if (strcmp(k->top, "bin") == 0)
		return k->env;
	return strcmp(name, "direct_url.json") == 0 ? k->url : k->around;
}

/* The text of a script, with the python of the new env in its first line. */
static struct str
put_head(const struct keeping *k, struct arena *a, struct str text)
{
	const char *bin = text_join(a, k->m->moved_from, "/bin/", NULL), *at;
	struct str body, name, exe;
	struct buf b = buf_in(a);
	bool simple;
	size_t n = 0;

	if (!str_starts(text, STR("#!")))
		return text;
	body = shebang_body(text, &simple);
	at = str_find(str_range(text.p, body.p), str_from(bin));
	if (at == NULL)
		return text;
	name = str_range(at + strlen(bin), body.p);
	while (n < name.n && strchr("\"' \t\r\n", name.p[n]) == NULL)
		n++;
	name.n = n;
	exe = str_from(text_join(a, k->m->env, "/bin/", str_copy(a, name),
	    NULL));
	shebang_write(&b, exe, strcmp(k->m->python->platform, "darwin") == 0);
	buf_str(&b, body);
	return buf_view(&b);
}

/* Is it a kind of file in which a package has a path, perhaps of a project? */
static bool
leads_elsewhere(struct str name)
{
	return str_ends(name, STR(".pth")) ||
	    str_ends(name, STR(".egg-link")) ||
	    str_starts(name, STR("__editable__")) ||
	    str_is(name, "direct_url.json");
}

/*
 * May the file hold paths of the env?  Scripts may, data outside of lib, and in
 * lib the few kinds of files that lead elsewhere.
 */
static bool
has_paths(const struct keeping *k, const char *name, unsigned long long size)
{
	struct str s = str_from(name);

	if (k->m->moved_from == NULL || size > TEXT_MAX)
		return false;
	if (strcmp(k->top, "bin") == 0)
		return true;
	if (strcmp(k->top, "lib") != 0 && strcmp(k->top, "lib64") != 0)
		return size <= DATA_MAX;
	return leads_elsewhere(s);
}

/* The new text of the file; empty if it stays as it is. */
static struct str
put_text(const struct keeping *k, struct arena *a, const char *name,
    const struct file *f)
{
	struct str text = f->text;

	if (f->state != FILE_READ || memchr(text.p, '\0', text.n) != NULL)
		return STR("");
	if (strcmp(k->top, "bin") == 0)
		text = put_head(k, a, text);
	text = moved_text(a, text, moved_for(k, name));
	return str_eq(text, f->text) ? STR("") : text;
}

/* Write it with its paths changed; *as_is: it has none of them. */
static bool
keep_text(const struct keeping *k, int from, const char *name, bool *as_is)
{
	struct arena scratch = *k->m->arena;
	struct file f = file_read(&scratch, from, name, TEXT_MAX, true);
	struct str text = put_text(k, &scratch, name, &f);

	*as_is = text.n == 0;
	return *as_is ||
	    file_create_exact(k->to, name, f.node.mode, text);
}

/* --- one name after the other */

/* Link the file into the new env, or copy it. */
static bool
keep_bytes(struct keeping *k, int from, const char *name)
{
	struct stamp of;
	int in, out;
	bool done;

	if (name_link(from, name, k->to))
		return true;
	if (error_last() == ERROR_FULL || error_last() == ERROR_EXISTS)
		return false;
	in = fd_read(from, name);
	out = in < 0 ? -1 : fd_new(k->to, name, 0600);
	done = out >= 0 && stamp_open(in, &of) &&
	    copy_bytes(&k->copier, in, out, of.size) &&
	    fd_mode(out, of.node.mode) && fd_date(out, &of.node);
	fd_close(in);
	return out >= 0 && fd_close(out) && done;
}

/* Keep a link, but not one to a Python, as the new env has its own. */
static bool
keep_link(const struct keeping *k, int from, const char *name)
{
	struct arena scratch = *k->m->arena;
	const char *text = node_text_at(&scratch, from, name);
	struct str target;

	if (text == NULL)
		return false;
	target = str_from(text);
	if (strcmp(k->top, "bin") == 0 &&
	    str_starts(str_from(name), STR("python")))
		return true;
	if (k->m->moved_from != NULL)
		target = moved_text(&scratch, target, k->around);
	return name_symlink(str_copy(&scratch, target), k->to, name);
}

static bool
keep_file(struct keeping *k, int from, const char *name,
    const struct stamp *of)
{
	bool as_is = true;

	if (of->node.kind == NODE_LINK)
		return keep_link(k, from, name);
	/* packages install no FIFO, socket or device */
	if (of->node.kind != NODE_FILE)
		return true;
	if (has_paths(k, name, of->size) && !keep_text(k, from, name, &as_is))
		return false;
	return !as_is || keep_bytes(k, from, name);
}

/* lib64 may be a directory in one and a link in the other. */
static bool
keep_dir(const struct keeping *k, const char *name, const struct node *node,
    const struct node *there)
{
	if (there != NULL && there->kind == NODE_LINK &&
	    name_remove(k->to, name))
		there = NULL;
	return there != NULL ||
	    name_make_dir(k->to, name, node->mode | 0700);
}

static enum walk_step
keep_visit(struct walk *w, int from, const char *name)
{
	struct keeping *k = w->context;
	struct stamp of, there;
	bool is_there;

	if (signals_stop(k->m->progress) || !stamp_at(from, name, &of))
		return WALK_FAILED;
	is_there = stamp_at(k->to, name, &there);
	if (k->depth == 0 && (strcmp(name, PYVENV_CFG) == 0 ||
	    strcmp(name, "lost+found") == 0))
		return WALK_NEXT;
	if (of.node.kind == NODE_DIR) {
		if (is_there && there.node.kind != NODE_DIR &&
		    there.node.kind != NODE_LINK)
			return WALK_NEXT;
		return keep_dir(k, name, &of.node,
		    is_there ? &there.node : NULL) ?
		    WALK_ENTER : WALK_FAILED;
	}
	return is_there || keep_file(k, from, name, &of) ? WALK_NEXT :
	    WALK_FAILED;
}

static bool
keep_go(struct keeping *k, const char *name)
{
	int next = tree_enter(k->to, name);

	fd_drop(k->to);
	k->to = next;
	return next >= 0;
}

static bool
keep_enter(struct walk *w, int from, const char *name)
{
	struct keeping *k = w->context;
	size_t n = strlen(name);

	(void)from;
	if (k->depth++ == 0) {
		memset(k->top, 0, sizeof(k->top));
		memcpy(k->top, name, n < sizeof(k->top) ? n :
		    sizeof(k->top) - 1);
	}
	return keep_go(k, name);
}

/* A read-only directory gets its mode once it is filled. */
static bool
keep_leave(struct walk *w, int from, const char *name)
{
	struct keeping *k = w->context;
	struct node node;

	k->depth--;
	if (!keep_go(k, ".."))
		return false;
	node = node_at(from, name, false);
	if (node.kind == NODE_DIR && (node.mode & 0700) != 0700)
		name_mode(k->to, name, node.mode);
	return true;
}

/* --- the hashes of files that have changed */

/* May the file at path, as RECORD has it, hold paths that have changed? */
static bool
may_change(struct str path)
{
	static const struct str up = STR_INIT("../../../");
	struct str name = path_base(path);

	return str_starts(path, up) ? str_find(str_range(path.p + up.n,
	    path.p + path.n), STR("../")) == NULL : leads_elsewhere(name);
}

/* What the file of that path says now; p is NULL if that is as before. */
static struct str
changed_text(struct arena *a, int site, int old, const char *path)
{
	struct file now = file_read(a, site, path, TEXT_MAX, true);
	struct file before;

	if (now.state != FILE_READ)
		return none;
	before = file_read(a, old, path, TEXT_MAX, true);
	return before.state != FILE_READ || str_eq(now.text, before.text) ?
	    none : now.text;
}

static struct scripts
changed_files(struct arena *a, int site, int old, struct str record)
{
	struct scripts s = { .n = 0 };
	struct str line;

	while (str_line(&record, &line)) {
		struct str path = shebang_recorded(line), text;
		const char *name;

		if (!may_change(path))
			continue;
		name = str_copy(a, path);
		text = changed_text(a, site, old, name);
		if (text.p == NULL)
			continue;
		s.list = arena_more(a, s.list, s.n, &s.room, 32,
		    sizeof(*s.list));
		s.list[s.n++] = (struct script){ name, text };
	}
	return s;
}

/* Replace RECORD, not write to it: the old env has the same file. */
static bool
keep_record(const struct keeping *k, int site, int old, int info)
{
	static const char name[] = "RECORD";
	struct arena scratch = *k->m->arena;
	struct file f = file_read(&scratch, info, name, TEXT_MAX, true);
	struct scripts changed;
	struct buf text = buf_in(&scratch);

	if (f.state != FILE_READ)
		return true;
	changed = changed_files(&scratch, site, old, f.text);
	if (changed.n == 0)
		return true;
	shebang_record(&text, f.text, changed.list, changed.n);
	return name_remove(info, name) &&
	    file_create_exact(info, name, f.node.mode, buf_view(&text));
}

/* name is the .dist-info of a package; a link is left alone. */
static bool
keep_info(const struct keeping *k, int site, int old, const char *name)
{
	int info = tree_enter(site, name);
	bool done = info < 0 || keep_record(k, site, old, info);

	fd_close(info);
	return done;
}

/* Correct the RECORD of each package; old is what was put aside, open. */
static bool
keep_records(const struct keeping *k, int old)
{
	struct arena scratch = *k->m->arena;
	const char *path = layout_site(&scratch, k->m->python);
	int site = tree_follow(k->target->fd, path);
	int before = tree_follow(old, path);
	struct names *list = site < 0 ? NULL : tree_list(site);
	const char *name;
	bool done = true;

	while (done && list != NULL && (name = tree_next(list)) != NULL)
		if (str_ends(str_from(name), STR(".dist-info")))
			done = keep_info(k, site, before, name);
	tree_end(list);
	fd_close(site);
	fd_close(before);
	return done;
}

bool
keep_files(const struct recipe *m, struct target *target)
{
	struct aside old = { .journal = &target->journal,
	    .path = target->path, .fd = target->fd, .fault = m->fault };
	struct keeping k = { .m = m, .target = target,
	    .copier = { .arena = m->arena } };
	struct walk walk = { .arena = m->arena, .context = &k,
	    .visit = keep_visit, .enter = keep_enter, .leave = keep_leave };
	int aside = m->keep ? aside_enter(&old) : -1;
	bool done;

	if (aside < 0)
		return !m->keep || target_fail(target, "");
	progress_turn(m->progress, "keeping what is installed");
	moved_find(&k);
	k.to = tree_enter(target->fd, ".");
	done = k.to >= 0 && walk_run(&walk, aside);
	fd_close(k.to);
	progress_wipe(m->progress);
	done = done && (m->moved_from == NULL || keep_records(&k, aside));
	if (!done)
		target_fail(target, walk.failed == NULL ? "" : walk.failed);
	fd_close(aside);
	return done;
}

bool
keep_packages(const struct recipe *m, const struct layout *layout,
    const struct target *target)
{
	const char *site = layout_site(m->arena, m->python);
	struct packages there = { .n = 0 };
	const char *lack;

	if (m->packages == NULL || m->packages->n == 0)
		return true;
	progress_turn(m->progress, "installing the packages it had");
	if (!pip_add(m, layout, target, m->packages->list, m->packages->n))
		return false;
	if (!packages_read(m->arena, text_join(m->arena, m->env, "/", site,
	    NULL), true, &there))
		return target_fail(target, site);
	if ((lack = packages_lack(m->packages, &there)) == NULL)
		return true;
	return fault_set(m->fault, m->env, text_join(m->arena, "pip "
	    "reported success, but did not install ", lack, " in it",
	    NULL), NULL);
}
