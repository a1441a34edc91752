/*
 * Which characters Python's repr() shows as they are, and since which minor
 * version of Python 3: Unicode grows, and each Python goes by its own.
 */
#ifndef CORE_PYTHON_PRINTABLE_H
#define CORE_PYTHON_PRINTABLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * In order of their points: first << 8 | since.  0: never; 1: since before
 * the oldest Python we make envs of.
 */
extern const uint32_t printable_runs[];
extern const size_t printable_nruns;

#endif
