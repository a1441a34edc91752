#include "config.h"

#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/say.h"
#include "sys/vars.h"

/* The kernel gives a page only when it is first written to. */
enum { MEMORY = 32 << 20 };

/* A common symbol lands after libc's .bss, so libc's pages stay together. */
char memory[MEMORY] __attribute__((common, aligned(16)));

int
main(int argc, char **argv)
{
	struct arena arena = arena_over(memory, sizeof(memory), say_full);
	struct vars vars = vars_read();
	struct run run = { .arena = &arena, .vars = &vars };

	if (argc < 1)
		return EXIT_USAGE;
	run.program = argv[0];
	return run_call(&run, argc, argv);
}
