#include "config.h"

#include "sys/env.h"

#include <stdlib.h>

struct environ
env_read(void)
{
	return (struct environ){
		.home = getenv("HOME"),
		.path = getenv("PATH"),
		.pwd = getenv("PWD"),
		.session = getenv("VENVHOOK_SESSION"),
		.virtual_env = getenv("VIRTUAL_ENV"),
		.virtual_env_prompt = getenv("VIRTUAL_ENV_PROMPT"),
		.pythonhome = getenv("PYTHONHOME"),
		.workon_home = getenv("WORKON_HOME"),
		.xdg_config_home = getenv("XDG_CONFIG_HOME"),
		.xdg_data_home = getenv("XDG_DATA_HOME"),
		.xdg_state_home = getenv("XDG_STATE_HOME"),
		.xdg_cache_home = getenv("XDG_CACHE_HOME"),
		.pyenv_root = getenv("PYENV_ROOT"),
		.pyenv_version = getenv("PYENV_VERSION"),
		.conda_prefix = getenv("CONDA_PREFIX"),
	};
}
