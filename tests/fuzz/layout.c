/*
 * A base and options made from any bytes.  Every piece stays inside the env,
 * has what its kind needs, and pyvenv.cfg has one line for each key.
 */
#include "config.h"

#include <setjmp.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/layout.h"
#include "core/python/python.h"
#include "fuzz.h"

static char memory[16 << 20];
static jmp_buf begin;

/*
 * A value that has the places of others in it grows with each of these: the
 * program then says that there is too little memory.
 */
static void
full(void)
{
	longjmp(begin, 1);
}

/* The next line of the input, as a string without a newline. */
static const char *
next(struct arena *a, struct str *rest)
{
	struct str line;

	if (rest->n == 0 || !str_line(rest, &line))
		return "x";
	return str_copy(a, line);
}

static void
check_pieces(const struct layout *layout)
{
	for (size_t i = 0; i < layout->npieces; i++) {
		const struct piece *p = &layout->pieces[i];

		hold(p->path[0] != '/' && strstr(p->path, "/../") == NULL);
		hold(!str_ends(str_from(p->path), STR("/..")));
		hold((p->kind == PIECE_LINK || p->kind == PIECE_COPY) ==
		    (p->target != NULL));
		hold(p->kind != PIECE_FILE || p->mode != 0);
	}
}

static void
check_cfg(struct str cfg, unsigned minor)
{
	unsigned lines = 0;

	for (size_t i = 0; i < cfg.n; i++)
		lines += cfg.p[i] == '\n';
	hold(lines >= 3 && lines <= (minor >= 11 ? 6 : minor >= 8 ? 4 : 3));
	hold(cfg.p[cfg.n - 1] == '\n');
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), full);
	struct str rest = { (const char *)bytes + 3, n - 3 };
	struct layout_options o = { .cwd = "/w" };
	struct python python = { .platlibdir = "lib", .abiflags = "" };
	struct template t = { .name = "activate", .mode = 0644 };
	struct layout layout;
	const char *env;

	if (n < 3 || n > 8192 || memchr(bytes + 3, 0, n - 3) != NULL ||
	    setjmp(begin) != 0)
		return 0;
	python.version[0] = 3;
	python.version[1] = bytes[0] % 18;
	python.bits64 = bytes[0] & 32;
	python.utf8 = bytes[0] & 64;
	python.quotes = bytes[1] & 32;
	o.copies = bytes[1] & 1;
	o.system_site_packages = bytes[1] & 2;
	o.upgrade = bytes[1] & 4;
	o.without_scm_ignore_files = bytes[1] & 8;
	python.executable = text_join(&a, "/b/", next(&a, &rest), NULL);
	python.real = python.executable;
	python.platform = next(&a, &rest);
	python.implementation = next(&a, &rest);
	env = text_join(&a, "/e/", next(&a, &rest), NULL);
	o.prompt = bytes[1] & 16 ? next(&a, &rest) : NULL;
	t.text = rest.p == NULL ? STR("") : rest;
	layout_knows(&python);
	layout = layout_make(&a, &python, &o,
	    &(struct templates){ &t, 1 }, env);
	check_pieces(&layout);
	check_cfg(layout.cfg, python.version[1]);
	return 0;
}
