#include "config.h"

#include "sys/clock.h"

#include <time.h>

long long
clock_read(void)
{
	struct timespec t;

	return clock_gettime(CLOCK_MONOTONIC, &t) < 0 ? -1 :
	    t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}
