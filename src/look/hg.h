/*
 * Does a mercurial repository track a file of an env?  Reads .hg/dirstate, in
 * both its forms, and runs nothing.
 */
#ifndef LOOK_HG_H
#define LOOK_HG_H

#include <stdbool.h>

struct repository;

/* Ask the repository whose working tree is at r->dir; false: there is none. */
bool hg_ask(struct repository *);

#endif
