/*
 * Finding out, within bounds, what a manager's row asks for (core/manager).
 * All that is looked at is noted for the watch.
 */
#ifndef LOOK_QUESTION_H
#define LOOK_QUESTION_H

#include <stdbool.h>

#include "core/facts.h"
#include "core/manager/manager.h"

struct keepers;

/* Note that this was seen; read: its text, or the names in it, was read. */
void question_saw(struct keepers *, const char *path, struct node, bool read);

/*
 * Would looking it up wake an automounter, and could a file of the project have
 * chosen it (steered)?
 */
bool question_asleep(struct keepers *, const char *project, const char *path,
    bool steered);

/*
 * Find out the fact that is asked for, and add it to the facts; false once
 * there are too many.  *odd is set if a file is there that cannot be read.
 */
bool question_answer(struct keepers *, const char *project,
    struct manager_fact, const char **odd);

#endif
