/* The programs that started this one. */
#ifndef SYS_PARENT_H
#define SYS_PARENT_H

struct arena;

/*
 * The name of the program that started this one, of the one that started that
 * at level 1, and so on; NULL where it cannot be told, as on systems without
 * /proc.
 */
const char *parent_name(struct arena *, unsigned level);

#endif
