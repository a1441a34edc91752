#include "config.h"

#include "base/bytes.h"

#include <string.h>

enum { MANY = 128 };

/*
 * A memcpy of a constant size is compiled to a load and a store.  Two of them,
 * from the beginning and up to the end, may overlap in the middle, and so copy
 * any length between one size and twice that.
 */
void
bytes_copy(char *to, const char *from, size_t n)
{
	if (n > MANY) {
		memcpy(to, from, n);
	} else if (n >= 16) {
		for (size_t i = 0; i + 16 < n; i += 16)
			memcpy(to + i, from + i, 16);
		memcpy(to + n - 16, from + n - 16, 16);
	} else if (n >= 8) {
		memcpy(to, from, 8);
		memcpy(to + n - 8, from + n - 8, 8);
	} else if (n >= 4) {
		memcpy(to, from, 4);
		memcpy(to + n - 4, from + n - 4, 4);
	} else {
		for (size_t i = 0; i < n; i++)
			to[i] = from[i];
	}
}
