/* Where another file system begins, or the same one at another place. */
#ifndef SYS_MOUNT_H
#define SYS_MOUNT_H

#include <stdbool.h>

/*
 * Is something mounted at name below dirfd, be it a directory or a file?  A
 * bind mount has the device of what is around it, so only the kernel knows.
 */
bool mount_at(int dirfd, const char *name);

#endif
