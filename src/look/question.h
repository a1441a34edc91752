/*
 * What a manager's row asks for (core/manager), found out within bounds.  All
 * that is looked at is kept for the watch.
 */
#ifndef LOOK_QUESTION_H
#define LOOK_QUESTION_H

#include <stdbool.h>

#include "core/facts.h"
#include "core/manager/manager.h"

struct keepers;

/* This was seen there; read: its text, or the names in it. */
void question_saw(struct keepers *, const char *path, struct node, bool read);

/*
 * Could a file of the project have named it (steered), and would looking it up
 * wake an automounter?
 */
bool question_asleep(struct keepers *, const char *project, const char *path,
    bool steered);

/*
 * Find it out, and add it to the facts; false once there were too many.  *odd:
 * what is there and cannot be read.
 */
bool question_answer(struct keepers *, const char *project,
    struct manager_fact, const char **odd);

#endif
