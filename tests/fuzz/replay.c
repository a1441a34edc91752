/*
 * The main of a fuzz target without a fuzzer: one TAP case for each file of
 * the corpus named like the program.  A case passes by coming back.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

enum { INPUT_MAX = 1 << 20 };

static int
is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
replay(const char *dir, const char *name, int number)
{
	static uint8_t input[INPUT_MAX];
	char path[4096];
	FILE *file;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "rb");
	if (file == NULL) {
		printf("not ok %d - %s can be read\n", number, path);
		return;
	}
	n = fread(input, 1, sizeof(input), file);
	fclose(file);
	LLVMFuzzerTestOneInput(input, n);
	printf("ok %d - %s comes back\n", number, name);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	const char *slash = strrchr(argv[0], '/');
	struct dirent **entries;
	char dir[2048];
	int n;

	snprintf(dir, sizeof(dir), "%s/tests/fuzz/corpus/%s",
	    top == NULL ? "." : top, slash == NULL ? argv[0] : slash + 1);
	n = scandir(argc > 1 ? argv[1] : dir, &entries, is_input, alphasort);
	if (n < 1) {
		printf("1..1\nnot ok 1 - %s holds a corpus\n", dir);
		return 1;
	}
	printf("1..%d\n", n);
	for (int i = 0; i < n; i++) {
		replay(argc > 1 ? argv[1] : dir, entries[i]->d_name, i + 1);
		free(entries[i]);
	}
	free(entries);
	return 0;
}
