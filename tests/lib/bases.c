/*
 * The search for a base, from the command line of a test.
 *
 *	bases choose [--python SPEC] [--project DIR] [--setting SPEC]
 *		key=value lines of the choice; or "subject: reason" and a hint
 *		on stderr, and status 1
 *	bases list [DIR]	where, path and version, or why not; by tabs
 *	bases fits		reads lines "SET<TAB>VERSION", says yes, no or
 *				bad for each
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/version.h"
#include "sys/vars.h"
#include "bases/found.h"
#include "bases/lookup.h"
#include "bases/python.h"

static char memory[32 << 20];

static void
print_python(const struct python *p)
{
	printf("executable=%s\nreal=%s\nversion=%u.%u.%u\n", p->executable,
	    p->real, p->version[0], p->version[1], p->version[2]);
	printf("stdlib=%s\nimplementation=%s\nplatlibdir=%s\nplatform=%s\n",
	    p->stdlib, p->implementation, p->platlibdir, p->platform);
	printf("abiflags=%s\nbits64=%d\nutf8=%d\nframework=%d\n"
	    "quotes=%d\ntemplates=%s\nensurepip=%d\n", p->abiflags,
	    p->bits64, p->utf8, p->framework, p->quotes, p->templates,
	    p->ensurepip);
}

static int
choose(struct arena *a, const struct vars *e, char **argv)
{
	struct python_request request = { 0 };
	struct python_choice choice;

	for (; argv[0] != NULL && argv[1] != NULL; argv += 2) {
		if (strcmp(argv[0], "--python") == 0)
			request.spec = argv[1];
		else if (strcmp(argv[0], "--project") == 0)
			request.project = argv[1];
		else if (strcmp(argv[0], "--setting") == 0)
			request.setting = argv[1];
		else
			return 2;
	}
	if (!python_choose(a, e, &request, &choice)) {
		fprintf(stderr, "venvhook: %s: %s\n", choice.fault.subject,
		    choice.fault.reason);
		if (choice.fault.hint != NULL)
			fprintf(stderr, "venvhook: %s\n", choice.fault.hint);
		return EXIT_FAILURE;
	}
	printf("reason=%s\nasked=%s\n", choice.reason, choice.asked);
	print_python(&choice.python);
	return EXIT_SUCCESS;
}

static int
list(struct arena *a, const struct vars *e, const char *dir)
{
	struct lookup h = lookup_from(a, e, dir, NULL);
	struct python_found *found;
	size_t n = found_list(&h, &found);

	for (size_t i = 0; i < n; i++) {
		const struct python_found *it = &found[i];

		if (it->usable)
			printf("%s\t%s\t%u.%u.%u\n", it->where, it->path,
			    it->python.version[0], it->python.version[1],
			    it->python.version[2]);
		else
			printf("%s\t%s\t%s: %s\n", it->where, it->path,
			    it->fault.subject, it->fault.reason);
	}
	return EXIT_SUCCESS;
}

static int
fits(void)
{
	char line[4096], *tab;
	struct specifiers set;
	struct version v;

	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if ((tab = strchr(line, '\t')) == NULL)
			return 2;
		*tab++ = '\0';
		if (!specifiers_parse(str_from(line), &set) ||
		    !version_parse(str_from(tab), &v))
			puts("bad");
		else
			puts(specifiers_fit(&set, &v) ? "yes" : "no");
	}
	return EXIT_SUCCESS;
}

static void
full(void)
{
	exit(EXIT_FAILURE);
}

int
main(int argc, char **argv)
{
	struct arena a = arena_over(memory, sizeof(memory), full);
	struct vars e = vars_read();

	if (argc > 1 && strcmp(argv[1], "choose") == 0)
		return choose(&a, &e, argv + 2);
	if (argc > 1 && strcmp(argv[1], "list") == 0)
		return list(&a, &e, argv[2]);
	if (argc > 1 && strcmp(argv[1], "fits") == 0)
		return fits();
	return 2;
}
