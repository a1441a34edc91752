#include "config.h"

#include "core/text/redirect.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/term.h"

static void
clean_up(struct buf *b)
{
	while (b->n > 0 && b->p[b->n - 1] != '/')
		b->n--;
	if (b->n > 0)
		b->n--;
}

/*
 * Is the path clean already?  Most are, as they come from a shell or from us.
 */
static bool
is_clean(const char *path)
{
	if (path[0] != '/')
		return false;
	for (size_t i = 0; path[i] != '\0'; i++)
		if (path[i] == '/' && (path[i + 1] == '/' ||
		    path[i + 1] == '.' || path[i + 1] == '\0'))
			return false;
	return true;
}

const char *
path_clean(struct arena *a, const char *path)
{
	struct str rest = str_from(path), part;
	struct buf b = buf_in(a);

	if (is_clean(path))
		return path;
	buf_text(&b, "");
	while (str_cut(&rest, '/', &part)) {
		if (part.n == 0 || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			clean_up(&b);
			continue;
		}
		buf_char(&b, '/');
		buf_str(&b, part);
	}
	b.p[b.n] = '\0';
	return b.n == 0 ? "/" : b.p;
}

bool
redirect_named(const char *name)
{
	return strcmp(name, ".venv") == 0;
}

/* "TOKEN=x", "export TOKEN=x": a line of a dotenv file, not a path. */
static bool
is_assignment(struct str text)
{
	size_t i = 0;

	if (str_starts(text, STR("export ")))
		return true;
	while (i < text.n && (text.p[i] == '_' || str_is_alnum(text.p[i])))
		i++;
	return i > 0 && i < text.n && text.p[i] == '=';
}

/*
 * Could this be meant as a path?  It has to be one line of UTF-8 without
 * control characters, not empty, without a ':', which cannot be in an entry of
 * PATH.  Anything else ("token: x") may be a secret, and is never shown.
 */
static bool
redirect_sound(struct str text)
{
	if (text.n == 0 || text.n > REDIRECT_MAX || !utf8_valid(text) ||
	    is_assignment(text))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7f ||
		    text.p[i] == ':')
			return false;
	return true;
}

static struct redirect
redirect_to(struct arena *a, const char *text, const char *base,
    const char *rest)
{
	return (struct redirect){
		.kind = REDIRECT_PATH,
		.text = text,
		.path = path_clean(a, text_join(a, base, "/", rest, NULL)),
	};
}

struct redirect
redirect_parse(struct arena *a, struct str text, const char *dir,
    const char *home)
{
	struct redirect r = { .kind = REDIRECT_BAD };

	text = str_trim(text);
	if (!redirect_sound(text))
		return r;
	r.text = str_copy(a, text);
	if (r.text[0] == '/')
		return redirect_to(a, r.text, "", r.text);
	if (r.text[0] == '~') {
		if (home == NULL || r.text[1] != '/')
			return (struct redirect){ .kind = REDIRECT_BAD };
		return redirect_to(a, r.text, home, r.text + 1);
	}
	if (r.text[0] == '.' || strchr(r.text, '/') != NULL)
		return redirect_to(a, r.text, dir, r.text);
	r = redirect_to(a, r.text, dir, r.text);
	r.kind = REDIRECT_NAME;
	return r;
}
