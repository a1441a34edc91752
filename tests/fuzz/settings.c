/*
 * Any bytes as a file of settings.  What is understood is understood in the
 * same way when it is shown and read again; what is not leaves all as it was.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/rule/settings.h"
#include "fuzz.h"

static char memory[1 << 24];

static bool
add(struct arena *a, struct settings *s, const char *path, struct str text,
    struct settings_error *e)
{
	struct settings_source source = { .path = path, .text = text,
	    .home = "/h", .dir = "/h/w", .system = true };

	return settings_add(a, s, &source, e);
}

static void
shown_again(struct arena *a, const struct settings *s)
{
	struct settings t = settings_default;
	struct settings_error error;
	struct buf b = buf_in(a);

	for (int row = 0; row < SETTINGS; row++)
		buf_texts(&b, setting_table[row].key, " = ",
		    setting_value(a, s, row), "\n", NULL);
	hold(add(a, &t, "again", buf_view(&b), &error));
	for (int row = 0; row < SETTINGS; row++)
		hold(strcmp(setting_value(a, s, row),
		    setting_value(a, &t, row)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct settings s = settings_default, before = s;
	struct settings_error error = { NULL, NULL, NULL };
	struct str text = { (const char *)bytes, n };

	if (n > 65536)
		return 0;
	if (!add(&a, &s, "file", text, &error)) {
		hold(memcmp(&s, &before, sizeof(s)) == 0);
		hold(strncmp(error.subject, "file:", 5) == 0);
		hold(error.reason[0] != '\0');
		return 0;
	}
	hold(s.names.n >= 1 && s.names.n <= SETTINGS_NAMES_MAX);
	for (size_t i = 0; i < s.names.n; i++)
		hold(s.names.p[i][0] != '\0' &&
		    strchr(s.names.p[i], '/') == NULL);
	for (size_t i = 0; i < s.ceiling.n; i++)
		hold(s.ceiling.p[i][0] == '/');
	shown_again(&a, &s);
	return 0;
}
