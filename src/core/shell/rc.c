#include "config.h"

#include "core/shell/rc.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/shell/shell.h"

static const struct str program_word = STR_INIT("venvhook");

/* The program may be quoted:  eval "$('/opt/my venvhook' init bash)" */
static const struct str calls[] = {
	STR_INIT("venvhook init "), STR_INIT("venvhook' init "),
	STR_INIT("venvhook\" init "),
};

static const struct str comment = STR_INIT("# added by 'venvhook setup'");

/* The file that whole names, in which a shell may expand the home alone. */
static const char *
whole_path(struct arena *a, const struct rc *rc, const char *whole,
    const char *home)
{
	static const char *const homes[] = { "$HOME/", "${HOME}/", "~/" };
	struct str rest = str_from(whole);

	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++)
		if (rc->expanded && str_starts(rest, str_from(homes[i])))
			whole = text_join(a, home, "/",
			    whole + strlen(homes[i]), NULL);
	if (whole[0] != '/' || (rc->expanded && strpbrk(whole, "$`") != NULL))
		return NULL;
	return whole;
}

const char *
rc_path(struct arena *a, const struct shell *shell, const char *home,
    const char *whole, const char *dir)
{
	const struct rc *rc = &shell->rc;

	if (whole != NULL && (whole[0] != '\0' || rc->expanded))
		return whole_path(a, rc, whole, home);
	if (dir != NULL && dir[0] == '/')
		return text_join(a, dir, "/", rc->file, NULL);
	return text_join(a, home, rc->dir + 1, "/", rc->file, NULL);
}

const char *
rc_line(struct arena *a, const struct shell *shell, const char *program)
{
	const char *at = strstr(shell->rc.line, program_word.p);
	struct buf b = buf_in(a);

	buf_str(&b, str_range(shell->rc.line, at));
	buf_text(&b, program);
	buf_text(&b, at + program_word.n);
	return buf_string(&b);
}

/* Does the line begin and end as the row's does, whatever program it names? */
static bool
is_written(struct str line, const struct shell *shell)
{
	const char *own = shell->rc.line;
	const char *at = strstr(own, program_word.p);

	return str_starts(line, str_range(own, at)) &&
	    str_ends(line, str_from(at + program_word.n));
}

/* The shell behind `venvhook init` in a line; NULL p if that is not called. */
static struct str
calls_init(struct str line)
{
	struct str word = { NULL, 0 };
	const char *at = NULL;

	line = str_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return word;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]) && at == NULL;
	    i++)
		if ((at = str_find(line, calls[i])) != NULL)
			at += calls[i].n;
	if (at == NULL)
		return word;
	word.p = at;
	while (at + word.n < line.p + line.n &&
	    strchr(" )|\t\"'`;", at[word.n]) == NULL)
		word.n++;
	return word;
}

struct rc_place
rc_find(struct str text, const struct shell *shell)
{
	struct rc_place place = { .line = 0 };
	struct str rest = text, line, before = { text.p, 0 };
	unsigned n = 0;

	while (str_line(&rest, &line)) {
		n++;
		place.shell = calls_init(line);
		if (place.shell.p != NULL) {
			bool noted = str_eq(before, comment);

			place.line = n;
			place.ours = is_written(line, shell);
			place.from = (size_t)((noted ? before : line).p -
			    text.p);
			place.to = text.n - rest.n;
			break;
		}
		before = line;
	}
	return place;
}

const char *
rc_addition(struct arena *a, struct str text, const char *line)
{
	bool open = text.n > 0 && text.p[text.n - 1] != '\n';

	return text_join(a, open ? "\n" : "", comment.p, "\n", line, "\n",
	    NULL);
}
