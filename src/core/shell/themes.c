#include "config.h"

#include "core/shell/themes.h"

#include "base/buf.h"
#include "core/shell/shell.h"

/* There is no quote in any of these, so each is a word in all shells. */
static const struct theme {
	const char *functions;	/* NULL: in no POSIX shell */
	const char *text;	/* NULL: its prompt is no function */
} themes[] = {
	{ NULL, "virtual_?env|virtualfish" },	/* written by the user */
	{ "starship_precmd prompt_starship_precmd", "starship" },
	{ "_omp_hook _omp_precmd", "oh-my-posh|_omp_" },
	{ "_powerline_set_prompt powerline_precmd _update_ps1", "powerline" },
	{ "_lp_set_prompt __lp_set_prompt", NULL },	/* liquidprompt */
	{ "p10k", NULL },				/* powerlevel10k */
	{ "prompt_pure_precmd", "_pure_" },
	{ "prompt_spaceship_precmd", "__sf_" },
	{ "prompt_agkozak_precmd", NULL },
	{ "tw_get_virtual_env", NULL },			/* typewritten */
	{ "prompt_virtualenv", NULL },			/* agnoster */
	{ "setGitPrompt", NULL },			/* bash-git-prompt */
	{ NULL, "_tide_" },
};

void
themes_print(struct buf *b, const struct shell *shell)
{
	const char *between = shell->prompt_function ? "(?i)" : "";

	for (size_t i = 0; i < sizeof(themes) / sizeof(themes[0]); i++) {
		const char *sign = shell->prompt_function ? themes[i].text :
		    themes[i].functions;

		if (sign == NULL)
			continue;
		buf_texts(b, between, sign, NULL);
		between = shell->prompt_function ? "|" : " ";
	}
}
