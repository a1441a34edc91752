#include "config.h"

#include "core/shell/shell.h"

#include <string.h>

#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/watch.h"
#include "core/shell/rows.h"
#include "core/text/term.h"

const struct shell *const shells[] = {
	&shell_bash,
	&shell_zsh,
	&shell_fish,
	&shell_pwsh,
	NULL,
};

const struct shell *
shell_find(const char *name)
{
	if (strcmp(name, "powershell") == 0)
		name = shell_pwsh.name;
	for (size_t i = 0; shells[i] != NULL; i++)
		if (strcmp(shells[i]->name, name) == 0)
			return shells[i];
	return NULL;
}

void
shell_print(const struct shell *shell, struct buf *b,
    const struct outcome *out, const struct watch *watch)
{
	for (size_t i = 0; i < out->changes.n; i++)
		shell->change(b, out->changes.list[i].name,
		    out->changes.list[i].value);
	if (watch == NULL)
		return;
	shell->assign(b, "__venvhook_env", out->env == NULL ? "" : out->env);
	shell->assign(b, "__venvhook_entry",
	    out->entry == NULL ? "" : out->entry);
	shell->assign(b, "__venvhook_name", out->name);
	if (out->left != NULL)
		shell->assign(b, "__venvhook_left", out->left);
	if (out->entry != NULL)
		shell->undo(b, &out->undo);
	shell->watch(b, watch);
}

bool
shell_carries(const struct shell *shell, struct str text)
{
	return !shell->utf8 || utf8_valid(text);
}
