/* Copying bytes, most often a few of them. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stddef.h>

/*
 * memcpy, but quick for a few bytes, where that of a libc is not.  The two must
 * not overlap.
 */
void bytes_copy(char *to, const char *from, size_t n);

#endif
