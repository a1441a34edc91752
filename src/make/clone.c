#include "config.h"

#include "make/clone.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/shebang.h"
#include "sys/copy.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/progress.h"
#include "sys/signals.h"
#include "sys/stamp.h"
#include "sys/subtree.h"
#include "sys/tree.h"

enum { SCRIPTS_MAX = 32, TEXT_MAX = 4 << 20 };

/* A cloning in progress. */
struct cloning {
	struct clone *clone;
	struct subtree_size size;
	struct script scripts[SCRIPTS_MAX];
	size_t nscripts;
	struct copier copier;
};

/* Count a file as clone_manifest does. */
static void
count_file(struct cloning *p, unsigned long long size)
{
	p->size.files++;
	p->size.bytes += size;
}

/* Set its date, so that its .pyc stays valid, and the mode pip would set. */
static bool
finish_file(int fd, const struct node *node, unsigned mask)
{
	return (!(node->mode & mask) || fd_mode(fd, node->mode)) &&
	    fd_date(fd, node);
}

static bool
clone_file(struct cloning *p, int from, const struct stamp *of, int to,
    const char *name)
{
	int fd = fd_new(to, name, of->node.mode & 0777);
	bool done;

	if (fd < 0)
		return false;
	done = copy_bytes(&p->copier, from, fd, of->size) &&
	    finish_file(fd, &of->node, p->clone->umask);
	return fd_close(fd) && done;
}

static bool
clone_record(struct cloning *p, int from, int to, const char *name)
{
	struct arena scratch = *p->clone->arena;
	struct file f = file_read(&scratch, from, name, TEXT_MAX, true);
	struct buf text = buf_in(&scratch);

	if (f.state != FILE_READ)
		return false;
	shebang_record(&text, f.text, p->scripts, p->nscripts);
	return file_create_exact(to, name, f.node.mode, buf_view(&text));
}

static bool clone_tree(struct cloning *, int from, int to);

static bool
clone_dir(struct cloning *p, int from, int to, const char *name)
{
	int fd = -1;
	bool done = name_make_dir(to, name, 0777) &&
	    (fd = tree_enter(to, name)) >= 0 && clone_tree(p, from, fd);

	fd_close(fd);
	return done;
}

static bool
is_linkable(const struct cloning *p, const char *name)
{
	return p->clone->hardlink && strcmp(name, "RECORD") != 0;
}

static bool
clone_name(struct cloning *p, int from, int to, const char *name)
{
	struct stamp of;
	int fd = fd_read(from, name);
	bool done = false;

	if (fd < 0)
		return false;
	if (!stamp_open(fd, &of)) {
		fd_close(fd);
		return false;
	}
	if (of.node.kind == NODE_DIR) {
		done = clone_dir(p, fd, to, name);
	} else {
		count_file(p, of.size);
		if (strcmp(name, "RECORD") == 0)
			done = clone_record(p, from, to, name);
		else if (is_linkable(p, name) &&
		    name_link(from, name, to))
			done = true;
		else
			done = clone_file(p, fd, &of, to, name);
	}
	fd_close(fd);
	return done;
}

static bool
clone_tree(struct cloning *p, int from, int to)
{
	struct names *list = tree_list(from);
	const char *name;
	bool done = true;

	if (list == NULL)
		return false;
	while (done && (name = tree_next(list)) != NULL)
		done = !signals_stop(p->clone->progress) &&
		    clone_name(p, from, to, name);
	done = done && error_last() == ERROR_NONE;
	tree_end(list);
	return done;
}

/* The script for its new place; no text if it is no script. */
static struct str
remake_script(struct clone *c, struct str script)
{
	struct buf text = buf_in(c->arena);
	struct str body, exe = str_from(c->python);
	bool simple;

	if (!str_starts(script, STR("#!")))
		return STR("");
	body = shebang_body(script, &simple);
	if (str_starts(body, STR("\n")))
		body = (struct str){ body.p + 1, body.n - 1 };
	shebang_write(&text, exe, c->darwin);
	if (c->blank && shebang_simple(exe, c->darwin))
		buf_char(&text, '\n');
	buf_str(&text, body);
	return body.n > 0 ? buf_view(&text) : STR("");
}

/* Links and what is no script are left out; an error for the unreadable. */
static bool
clone_script(struct cloning *p, const char *name)
{
	struct clone *c = p->clone;
	struct file f = file_read(c->arena, c->from_bin, name, TEXT_MAX, true);
	struct str text = remake_script(c, f.text);

	if (f.state == FILE_UNREADABLE || f.state == FILE_ABSENT)
		return false;
	if (f.state == FILE_READ || f.state == FILE_TOO_LARGE)
		count_file(p, f.size);
	if (text.n == 0 || p->nscripts == SCRIPTS_MAX)
		return true;
	p->scripts[p->nscripts++] = (struct script){
	    text_join(c->arena, "../../../bin/", name, NULL), text };
	return subtree_remove(c->arena, c->to_bin, name, NULL) &&
	    file_create_exact(c->to_bin, name, f.node.mode, text);
}

static bool
clone_scripts(struct cloning *p)
{
	struct names *list = tree_list(p->clone->from_bin);
	const char *name;
	bool done = list != NULL;

	while (done && (name = tree_next(list)) != NULL)
		done = clone_script(p, name);
	done = done && error_last() == ERROR_NONE;
	tree_end(list);
	return done;
}

/* Remove from the site-packages of the env each name that the seed has. */
static void
take_back(struct clone *c)
{
	struct names *list = tree_list(c->from_site);
	const char *name;

	while (list != NULL && (name = tree_next(list)) != NULL)
		subtree_remove(c->arena, c->to_site, name, NULL);
	tree_end(list);
}

static const char *
manifest_text(struct arena *a, const struct subtree_size *size)
{
	struct buf b = buf_in(a);

	buf_text(&b, "files ");
	buf_number(&b, size->files);
	buf_text(&b, "\nbytes ");
	buf_number(&b, size->bytes);
	buf_char(&b, '\n');
	return buf_string(&b);
}

const char *
clone_manifest(struct arena *a, int site, int bin)
{
	struct subtree_size size = { .files = 0 };

	if (!subtree_measure(a, site, &size) || !subtree_measure(a, bin, &size))
		return NULL;
	return manifest_text(a, &size);
}

enum clone_state
clone_pip(struct clone *c)
{
	struct cloning p = { .clone = c, .copier = { .arena = c->arena } };
	bool done = clone_scripts(&p) &&
	    clone_tree(&p, c->from_site, c->to_site);
	int saved;

	progress_wipe(c->progress);
	if (done && p.nscripts > 0 && strcmp(c->manifest,
	    manifest_text(c->arena, &p.size)) == 0)
		return CLONE_DONE;
	saved = error_keep();
	take_back(c);
	error_again(saved);
	/* absent: a name was deleted after it was listed */
	return error_last() == ERROR_NONE || error_last() == ERROR_ABSENT ?
	    CLONE_STALE : CLONE_FAILED;
}

enum clone_place
clone_place(int from_site, int to_site)
{
	struct names *list = tree_list(from_site);
	const char *name;
	bool any = false, all = true;

	if (list == NULL)
		return PLACE_MIXED;
	while ((name = tree_next(list)) != NULL) {
		bool there = node_there(to_site, name);

		any = any || there;
		if (str_ends(str_from(name), STR(".dist-info")))
			all = all && there;
	}
	tree_end(list);
	if (!any)
		return PLACE_FREE;
	return all ? PLACE_FILLED : PLACE_MIXED;
}
