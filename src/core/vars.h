/*
 * The environment variables that matter: read once by sys/vars, handed to all
 * others.  NULL is a variable that is not set, "" is one that is set and empty.
 */
#ifndef CORE_VARS_H
#define CORE_VARS_H

#include <stdbool.h>

#include "base/pairs.h"
#include "core/facts.h"

struct vars {
	unsigned long user;		/* the effective one */
	const char *home;
	struct node home_node;		/* of the directory it names */
	const char *path;
	const char *pwd;
	const char *session;		/* VENVHOOK_SESSION */
	const char *hook;		/* VENVHOOK_HOOK: "bash 1 0.1.0" */
	const char *virtual_env;
	const char *virtual_env_prompt;
	const char *virtual_env_disable_prompt;
	const char *pythonhome;
	const char *manager;		/* set by `poetry shell` and the like */
	const char *workon_home;
	const char *xdg_config_home;
	const char *xdg_data_home;
	const char *xdg_state_home;
	const char *xdg_cache_home;
	const char *conda_prefix;
	const char *conda_default_env;
	const char *conda_shlvl;
	const char *pyenv_root;
	const char *pyenv_version;
	struct pairs names;		/* of all variables that are set */

	/* What a hook knows (cmd/export.c), false for anybody else. */
	bool put_back;		/* another tool has put VIRTUAL_ENV back, */
				/* of an env that we had left */
	bool taken;		/* if VIRTUAL_ENV is gone, another tool may */
				/* have taken it, as no prompt was between */
	bool taken_alone;	/* even if our entry is still in PATH, as */
				/* no `deactivate` was run */
};

#endif
