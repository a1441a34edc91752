#include "config.h"

#include "make/journal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/percent.h"
#include "core/text/sha256.h"
#include "sys/dirs.h"
#include "sys/error.h"
#include "sys/fd.h"
#include "sys/file.h"
#include "sys/name.h"
#include "sys/node.h"
#include "sys/token.h"
#include "sys/tree.h"

enum { JOURNAL_MAX = 32 << 10, FILE_DIGITS = 16 };

static const struct str head = STR_INIT("venvhook making 1");
static const struct str prefix = STR_INIT("making.");

/* The place with links resolved in its directory, not in its last name. */
static const char *
journal_place(struct arena *a, const char *place)
{
	struct str path = str_from(place);
	const char *dir = node_real(a, str_copy(a, path_dir(path)));

	if (dir == NULL)
		return NULL;
	return text_join(a, dir, strcmp(dir, "/") == 0 ? "" : "/",
	    path_base(path).p, NULL);
}

static const char *
journal_file(struct arena *a, const char *place)
{
	struct buf b = buf_in(a);

	buf_str(&b, prefix);
	sha256_hex(&b, str_from(place), FILE_DIGITS);
	return buf_string(&b);
}

/* "ID NAME" */
static bool
parse_aside(struct journal *j, struct str value, bool drop)
{
	struct str id;

	j->drop = drop;
	return str_cut(&value, ' ', &id) &&
	    identity_parse(j->arena, id, &j->old) &&
	    (j->aside = percent_take(j->arena, value)) != NULL;
}

static bool
parse_line(struct journal *j, struct str line)
{
	unsigned long long number;
	const char *place;
	struct str key;

	str_cut(&line, ' ', &key);
	if (str_is(key, "other"))
		return j->other = true;
	if (str_is(key, "place"))
		return (place = percent_take(j->arena, line)) != NULL &&
		    strcmp(place, j->place) == 0;
	if (str_is(key, "token"))
		return (j->token = str_copy(j->arena, line))[0] != '\0' &&
		    strchr(j->token, '/') == NULL;
	if (str_is(key, "made"))
		return identity_parse(j->arena, line, &j->made);
	if (str_is(key, "kept") && str_number(line, 255, &number)) {
		j->kept = (unsigned)number;
		return true;
	}
	if (str_is(key, "over"))
		return identity_parse(j->arena, line, &j->over);
	if (str_is(key, "aside") || str_is(key, "drop"))
		return parse_aside(j, line, str_is(key, "drop"));
	return false;
}

static bool
journal_parse(struct journal *j, struct str text)
{
	struct str line;

	if (!str_line(&text, &line) || !str_eq(line, head))
		return false;
	while (str_line(&text, &line))
		if (!parse_line(j, line))
			return false;
	return j->token != NULL;
}

bool
journal_read(struct journal *j, struct fault *f)
{
	struct file file;

	j->there = j->drop = j->other = false;
	j->token = j->aside = NULL;
	j->kept = 0;
	j->made = j->over = j->old = (struct identity){ .kind = IDENTITY_NONE };
	if (j->dir < 0)
		return true;
	file = file_read(j->arena, j->dir, j->file, JOURNAL_MAX, true);
	if (file.state == FILE_ABSENT)
		return true;
	if (file.state != FILE_READ)
		return fault_set(f, text_join(j->arena, j->path, "/", j->file,
		    NULL), file_reason(j->arena, &file), NULL);
	j->there = file_is_own(&file) && journal_parse(j, file.text);
	if (j->there)
		return true;
	/* cut short by a power failure, or not ours: it says nothing */
	j->token = j->aside = NULL;
	j->made.kind = j->over.kind = IDENTITY_NONE;
	j->there = true;
	return true;
}

static bool
journal_begin(struct journal *j, struct arena *a, const struct vars *v,
    const char *place, struct fault *f)
{
	*j = (struct journal){ .arena = a, .dir = -1,
	    .place = journal_place(a, place) };
	if (j->place == NULL)
		return fault_set(f, place, error_reason(a), NULL);
	j->file = journal_file(a, j->place);
	j->path = dirs_state(a, v);
	return true;
}

bool
journal_open(struct journal *j, struct arena *a, const struct vars *v,
    const char *place, struct fault *f)
{
	if (!journal_begin(j, a, v, place, f))
		return false;
	if (j->path != NULL) {
		j->dir = dirs_enter(a, v, j->path, &j->why);
		j->full = j->dir < 0 && error_last() == ERROR_FULL;
	}
	return journal_read(j, f);
}

bool
journal_look(struct journal *j, struct arena *a, const struct vars *v,
    const char *place, struct fault *f)
{
	if (!journal_begin(j, a, v, place, f))
		return false;
	if (j->path != NULL)
		j->dir = dirs_open(a, v, j->path, &j->why);
	return journal_read(j, f);
}

static void
print_identity(struct buf *b, const char *key, const struct identity *id,
    const char *name)
{
	buf_texts(b, key, " ", NULL);
	identity_print(b, id);
	if (name != NULL) {
		buf_char(b, ' ');
		percent_put(b, name);
	}
	buf_char(b, '\n');
}

static struct str
journal_text(const struct journal *j)
{
	struct buf b = buf_in(j->arena);

	buf_str(&b, head);
	buf_text(&b, "\nplace ");
	percent_put(&b, j->place);
	buf_texts(&b, "\ntoken ", j->token, "\n", NULL);
	if (j->made.kind != IDENTITY_NONE)
		print_identity(&b, "made", &j->made, NULL);
	if (j->over.kind != IDENTITY_NONE)
		print_identity(&b, "over", &j->over, NULL);
	if (j->kept != 0) {
		buf_text(&b, "kept ");
		buf_number(&b, j->kept);
		buf_char(&b, '\n');
	}
	if (j->other)
		buf_text(&b, "other\n");
	if (j->aside != NULL)
		print_identity(&b, j->drop ? "drop" : "aside", &j->old,
		    j->aside);
	return buf_view(&b);
}

/* Without syncing: a power failure may leave half an env behind. */
static bool
write_quickly(struct journal *j, struct str text)
{
	return file_create(j->dir, j->file, 0600, text) ||
	    (error_last() == ERROR_EXISTS &&
	    file_replace(j->arena, j->dir, j->file, text));
}

bool
journal_write(struct journal *j, bool synced, struct fault *f)
{
	if (j->token == NULL)
		j->token = token_new(j->arena);
	if (j->dir < 0 && j->path != NULL &&
	    (synced || j->over.kind != IDENTITY_NONE)) {
		*f = j->why;
		return false;
	}
	if (j->dir < 0)
		return true;
	if (synced ? file_replace(j->arena, j->dir, j->file, journal_text(j)) :
	    write_quickly(j, journal_text(j))) {
		j->there = true;
		return true;
	}
	j->full = error_last() == ERROR_FULL;
	fault_set(f, text_join(j->arena, j->path, "/", j->file, NULL),
	    error_reason(j->arena), NULL);
	if (!j->there)
		name_remove(j->dir, j->file);
	return false;
}

void
journal_end(struct journal *j)
{
	if (j->dir >= 0 && j->there)
		name_remove(j->dir, j->file);
	j->there = j->drop = j->other = false;
	j->aside = NULL;
	j->made = j->over = j->old = (struct identity){ .kind = IDENTITY_NONE };
}

void
journal_close(struct journal *j)
{
	fd_close(j->dir);
	j->dir = -1;
}

const char *
journal_beside(struct journal *j)
{
	if (j->token == NULL)
		j->token = token_new(j->arena);
	return text_join(j->arena, ".venvhook-", j->token, NULL);
}

/* The place that a file of the journal names, if it has a line "drop". */
static const char *
drop_place(struct arena *a, int dir, const char *name)
{
	static const struct str key = STR_INIT("place "),
	    drop = STR_INIT("\ndrop ");
	struct file f = file_read(a, dir, name, JOURNAL_MAX, true);
	struct str text = f.text, line;

	if (f.state != FILE_READ || str_find(text, drop) == NULL)
		return NULL;
	while (str_line(&text, &line))
		if (str_starts(line, key))
			return percent_take(a, (struct str){ line.p + key.n,
			    line.n - key.n });
	return NULL;
}

const char **
journal_drops(struct arena *a, const struct vars *v)
{
	const char *path = dirs_state(a, v), *name, *place;
	struct fault fault;
	int dir = path == NULL ? -1 : dirs_open(a, v, path, &fault);
	struct names *list = dir < 0 ? NULL : tree_list(dir);
	const char **places = arena_new(a, const char *, 1);
	size_t n = 0, room = 1;

	while (list != NULL && (name = tree_next(list)) != NULL) {
		if (!str_starts(str_from(name), prefix) ||
		    (place = drop_place(a, dir, name)) == NULL)
			continue;
		places[n++] = place;
		places = arena_more(a, places, n, &room, 8, sizeof(*places));
	}
	places[n] = NULL;
	tree_end(list);
	fd_close(dir);
	return places;
}
