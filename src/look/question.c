#include "config.h"

#include "look/question.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/rule/settings.h"
#include "core/vars.h"
#include "look/keepers.h"
#include "sys/climb.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/node.h"
#include "sys/tree.h"

enum {
	TEXT_MAX = 256 << 10,	/* one file */
	BYTES_MAX = 1 << 20,	/* all of them */
	FACTS_MAX = 600,
	NAMES_MAX = 256,	/* that are given on */
	ENTRIES_MAX = 1 << 15,	/* that are looked through for them */
};

void
question_saw(struct keepers *k, const char *path, struct node node, bool read)
{
	k->looked = arena_more(k->arena, k->looked, k->nlooked,
	    &k->looked_room, 16, sizeof(*k->looked));
	k->looked[k->nlooked++] = (struct looked){ path, node, read };
}

/* The last directory upward in which the walk looks. */
static const char *
keepers_top(struct keepers *k, const char *project)
{
	struct climb c;

	if (k->top_of != NULL && strcmp(k->top_of, project) == 0)
		return k->top;
	c = climb_from(k->arena, project, k->vars->home);
	c.ceiling = &k->settings->ceiling;
	c.searched = true;
	k->top = k->top_of = project;
	if (climb_here(&c))
		while (climb_up(&c))
			k->top = c.dir;
	return k->top;
}

/* Is path above the project, in a directory that the walk does not reach? */
static bool
is_beyond(struct keepers *k, const char *project, const char *path)
{
	struct str dir = path_dir(str_from(path));

	return !str_is(dir, project) &&
	    path_within(str_from(project), dir) &&
	    !path_within(dir, str_from(keepers_top(k, project)));
}

bool
question_asleep(struct keepers *k, const char *project, const char *path,
    bool steered)
{
	return steered && climb_wakes(k->arena, path, k->vars->home, project);
}

/*
 * Note for the watch what the tests of a shell see, which follow links; nothing
 * if they would wake an automounter.
 */
static void
keepers_watch(struct keepers *k, const char *project, const char *path,
    struct node node, bool read)
{
	if (node.kind == NODE_LINK && question_asleep(k, project, path, true))
		return;
	question_saw(k, path, node.kind == NODE_LINK ? node_followed(path) :
	    node, read);
}

/* A link is followed to a regular file, which is looked at before. */
static struct file
text_read(struct keepers *k, const char *project, const char *path)
{
	struct file f = file_named(k->arena, path, TEXT_MAX, true);
	struct node named = f.node;

	if (f.state != FILE_ABSENT && f.node.kind == NODE_ABSENT)
		named = node_named(path);
	keepers_watch(k, project, path, named, true);
	if (named.kind == NODE_LINK &&
	    !question_asleep(k, project, path, true) &&
	    node_followed(path).kind == NODE_FILE)
		f = file_named(k->arena, path, TEXT_MAX, false);
	return f;
}

static void
find_text(struct keepers *k, const char *project, struct manager_fact *fact,
    const char **odd)
{
	struct file f = text_read(k, project, fact->path);
	bool there = f.state != FILE_ABSENT;

	fact->there = f.state == FILE_READ && k->bytes + f.text.n <= BYTES_MAX;
	if (fact->there) {
		fact->text = f.text;
		k->bytes += f.text.n;
	} else if (there) {
		*odd = text_join(k->arena, fact->path, ": ",
		    f.state == FILE_READ ? "not read, too much was" :
		    file_reason(k->arena, &f), NULL);
	}
}

static void
names_list(struct buf *b, int fd, struct str prefix)
{
	struct names *list = tree_list(fd);
	const char *name;
	size_t n = 0;

	for (size_t i = 0; list != NULL && i < ENTRIES_MAX && n < NAMES_MAX &&
	    (name = tree_next(list)) != NULL; i++) {
		if (!str_starts(str_from(name), prefix) ||
		    strchr(name, '\n') != NULL)
			continue;
		buf_texts(b, name, "\n", NULL);
		n++;
	}
	tree_end(list);
}

static void
find_names(struct keepers *k, struct manager_fact *fact)
{
	int fd = tree_open_followed(fact->path);
	struct buf b = buf_in(k->arena);

	question_saw(k, fact->path, node_followed(fact->path), true);
	if (fd < 0)
		return;
	names_list(&b, fd, str_from(fact->prefix));
	fd_close(fd);
	fact->there = true;
	fact->text = buf_view(&b);
}

bool
question_answer(struct keepers *k, const char *project,
    struct manager_fact fact, const char **odd)
{
	if (k->nfacts == FACTS_MAX)
		return false;
	k->facts = arena_more(k->arena, k->facts, k->nfacts, &k->facts_room,
	    8, sizeof(*k->facts));
	fact.there = false;
	fact.text = (struct str){ NULL, 0 };
	if (!is_beyond(k, project, fact.path) &&
	    !question_asleep(k, project, fact.path, fact.steered)) {
		if (fact.ask == MANAGER_TEXT) {
			find_text(k, project, &fact, odd);
		} else if (fact.ask == MANAGER_NAMES) {
			find_names(k, &fact);
		} else {
			struct node node = node_named(fact.path);

			keepers_watch(k, project, fact.path, node, false);
			fact.there = node.kind != NODE_ABSENT;
		}
	}
	k->facts[k->nfacts++] = fact;
	return true;
}
