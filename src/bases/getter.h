/* What to do where no Python fits: those that there are, and how to get one. */
#ifndef BASES_GETTER_H
#define BASES_GETTER_H

struct lookup;
struct want;

/*
 * "there are 3.12.1, 3.11.7: name one of them with --python, or run 'uv
 * python install 3.13'": the program is named that is there to install it.
 */
const char *getter_hint(const struct lookup *, const struct want *);

#endif
