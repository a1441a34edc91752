/*
 * Does a git repository track a file of an env?  Reads .git and the index as
 * files, runs nothing, and ignores GIT_* variables.
 */
#ifndef LOOK_GIT_H
#define LOOK_GIT_H

#include <stdbool.h>

struct repository;

/* Ask the repository whose working tree is at r->dir; false: there is none. */
bool git_ask(struct repository *);

#endif
