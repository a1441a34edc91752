/*
 * Any bytes as a file .venv.  What is understood is an absolute path without
 * ".", ".." and doubled slashes; a name stays beside the file; and cleaning a
 * path that is clean changes nothing.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/redirect.h"
#include "core/text/term.h"
#include "fuzz.h"

static char memory[1 << 20];

static void
is_clean(struct arena *a, const char *path)
{
	struct str rest, part;

	hold(path[0] == '/');
	hold(strcmp(path_clean(a, path), path) == 0);
	if (path[1] == '\0')
		return;
	rest = str_from(path + 1);
	while (str_cut(&rest, '/', &part))
		hold(part.n > 0 && !str_is(part, ".") && !str_is(part, ".."));
	hold(path[strlen(path) - 1] != '/');
}

static void
is_text(const char *text)
{
	hold(text[0] != '\0' && strlen(text) <= REDIRECT_MAX);
	hold(utf8_valid(str_from(text)));
	for (; *text != '\0'; text++)
		hold((unsigned char)*text >= 0x20 && *text != 0x7f);
}

static void
understood(struct arena *a, const struct redirect *r, const char *home)
{
	bool name = strchr(r->text, '/') == NULL && r->text[0] != '.';

	is_text(r->text);
	is_clean(a, r->path);
	hold(r->text[0] != '~' || (home != NULL && r->text[1] == '/'));
	hold((r->kind == REDIRECT_NAME) == name);
	if (name)
		hold(strcmp(r->path, text_join(a, "/p/q/", r->text,
		    NULL)) == 0);
	if (r->text[0] == '/')
		hold(strcmp(r->path, path_clean(a, r->text)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const homes[] = { NULL, "/h", "/h/../i//" };
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n };

	if (n > 8192)
		return 0;
	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++) {
		struct redirect r = redirect_parse(&a, text, "/p/q", homes[i]);

		if (r.kind != REDIRECT_BAD)
			understood(&a, &r, homes[i]);
	}
	is_clean(&a, path_clean(&a, arena_copy(&a, text.p, text.n)));
	return 0;
}
