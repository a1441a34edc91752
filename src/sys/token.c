#include "config.h"

#include "sys/token.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/text/sha256.h"

/* Without a random device: the time and the number of the process. */
const char *
token_new(struct arena *a)
{
	struct {
		unsigned char bytes[16];
		struct timespec now;
		pid_t pid;
	} seed = { .pid = getpid() };
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	struct buf b = buf_in(a);

	clock_gettime(CLOCK_REALTIME, &seed.now);
	if (fd >= 0 && read(fd, seed.bytes, sizeof(seed.bytes)) < 0)
		seed.bytes[0] = 0;
	if (fd >= 0)
		close(fd);
	sha256_hex(&b, (struct str){ (const char *)&seed, sizeof(seed) }, 16);
	return buf_string(&b);
}
