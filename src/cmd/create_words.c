#include "config.h"

#include "cmd/create_words.h"

#include "base/buf.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/names.h"
#include "cmd/say.h"
#include "core/python/want.h"
#include "core/vars.h"
#include "make/make.h"
#include "make/pip.h"
#include "sys/dirs.h"
#include "sys/node.h"

/* The first operand that looks like a Python and not like a directory; or -1 */
static int
version_word(const struct run *run)
{
	if (run_has(run, "--python"))
		return -1;
	for (int i = 0; i < run->nwords; i++)
		if (want_is_meant(run->arena, run->words[i]) &&
		    node_named(run->words[i]).kind == NODE_ABSENT)
			return i;
	return -1;
}

/* "create 3.11" makes no directory of that name unless it is meant. */
static int
create_version(struct run *run)
{
	struct arena *a = run->arena;
	int at = version_word(run);
	const char *word, *hint;
	struct question q = { .text = NULL };

	if (at < 0)
		return EXIT_DONE;
	word = run->words[at];
	hint = text_join(a, "'venvhook create ",
	    text_typed(a, text_join(a, "./", word, NULL)),
	    "' makes one in a directory of that name", NULL);
	q.text = text_join(a, word, " is a version: was --python ", word,
	    " meant", NULL);
	fault_set(&q.mute, word, "is a version, and no directory is there of "
	    "that name", text_join(a, "'venvhook create --python \"", word,
	    "\"' makes one with that Python; ", hint, NULL));
	fault_set(&q.no, word, "nothing was made", hint);
	if (ask(run, &q) != EXIT_DONE)
		return EXIT_REFUSED;
	run_set(run, "--python", word);
	run->nwords--;
	for (; at <= run->nwords; at++)
		run->words[at] = run->words[at + 1];
	return EXIT_DONE;
}

int
create_spec(struct run *run)
{
	const char *spec = run_option(run, "--python");
	struct want want;

	return spec == NULL ||
	    want_parse(run->arena, str_from(spec), &want) ? EXIT_DONE :
	    run_usage(run, spec, want_refusal);
}

int
create_words(struct run *run)
{
	const char *prompt = run_option(run, "--prompt"), *reason;
	const char *name = run_option(run, "--name");

	if (run_either(run, "--symlinks", "--copies") != EXIT_DONE ||
	    run_either(run, "--upgrade", "--clear") != EXIT_DONE ||
	    run_either(run, "--requirements", "--without-pip") != EXIT_DONE ||
	    create_spec(run) != EXIT_DONE)
		return EXIT_USAGE;
	if (run_has(run, "--foreign") && run_option(run, "--python") == NULL)
		return run_usage(run, "--foreign", "is about the Python that "
		    "--python names");
	if (prompt != NULL &&
	    (reason = make_prompt_refusal(prompt)) != NULL)
		return run_usage(run, "--prompt", reason);
	if (name != NULL && run->nwords > 0)
		return run_usage(run, run->words[0],
		    "not allowed with --name");
	if (name != NULL && !names_fits(run->arena, name))
		return run_usage(run, name, "is no name for an environment: it "
		    "holds a '/', begins with '.' or '-', or holds what a "
		    "terminal does not show");
	if (name != NULL && names_path(run, name) == NULL)
		return fail(run->arena, "HOME", dirs_homeless(run->vars));
	return create_version(run);
}

/* Not made normal: behind a link ".." leads elsewhere than it looks. */
bool
create_files(const struct run *run, const char *cwd,
    struct create_files *files, struct fault *fault)
{
	const char **list = run_options(run, "--requirements");
	size_t n = 0;

	for (; list[n] != NULL; n++) {
		if (list[n][0] != '/')
			list[n] = text_join(run->arena, cwd, "/", list[n],
			    NULL);
		if (!pip_readable(run->arena, run->vars, list[n], fault))
			return false;
	}
	*files = (struct create_files){ list, n };
	return true;
}

const struct option create_options[] = {
	{ .name = "--name", .arg = "NAME", .help = "make it in WORKON_HOME, "
	    "under this name" },
	{ .name = "--python", .letter = "-p", .arg = "SPEC",
	    .help = "the Python to make it from: 3.12, '>=3.10,<3.13', a "
	    "name or a path" },
	{ .name = "--requirements", .letter = "-r", .arg = "FILE",
	    .help = "let pip install what FILE names; may be given again" },
	{ .name = "--foreign", .help = "take that Python even if somebody "
	    "else could change it, or if it is inside the project" },
	/* empty, as python -m venv takes it */
	{ .name = "--prompt", .arg = "PROMPT", .blank = true,
	    .help = "what the prompt shows for it; '.' is the name of the "
	    "working directory" },
	{ .name = "--system-site-packages", .help = "let it see the packages "
	    "of its Python" },
	{ .name = "--symlinks", .help = "link to its Python (the default)" },
	{ .name = "--copies", .help = "copy its Python" },
	{ .name = "--clear", .help = "delete what is in ENV_DIR first" },
	{ .name = "--upgrade", .help = "adapt it to a Python that was upgraded "
	    "in place" },
	{ .name = "--without-pip", .help = "do not install pip" },
	{ .name = "--upgrade-deps", .help = "let pip upgrade itself, from the "
	    "network" },
	{ .name = "--without-scm-ignore-files", .help = "write no "
	    ".gitignore" },
	{ .name = "--dry-run", .help = "tell what would be made, and make "
	    "nothing" },
	{ .name = "--verbose", .letter = "-v", .help = "tell which Python was "
	    "chosen, and why" },
	{ .name = NULL },
};
