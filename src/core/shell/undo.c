/*
 * What switches an env off again.  Only an answer with one on has it, so it is
 * apart from what every run needs (src/hot.ld).
 */
#include "config.h"

#include "base/buf.h"
#include "core/shell/diff.h"
#include "core/shell/left.h"
#include "core/shell/shell.h"

const char *
shell_left(struct arena *a, const struct answer *x)
{
	return left_add(a, x->out->left != NULL ? x->out->left : x->had_left,
	    x->out->entry, 0);
}

/* The end of __venvhook_undo, where that is not the hook's work. */
static void
undone_print(const struct shell *shell, struct buf *b, const char *env)
{
	static const char *const names[] = { "__venvhook_env",
	    "__venvhook_entry", "__venvhook_prefix" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		shell_assign(shell, b, names[i], "");
	buf_text(b, shell->undone);
	shell_tell(shell, b, "venvhook_deactivated", env);
}

void
shell_undo(const struct shell *shell, struct buf *b, const struct answer *x)
{
	const struct outcome *out = x->out;
	struct buf text = buf_in(b->arena);

	shell_changes(shell, &text, &out->undo);
	if (shell->undo_path)
		shell_change(shell, &text, "PATH", out->without);
	if (shell->undone != NULL)
		undone_print(shell, &text, out->env);
	buf_text(b, shell->undo[0]);
	if (shell->undo_word)
		shell->quote(b, buf_string(&text));
	else
		buf_str(b, buf_view(&text));
	buf_text(b, shell->undo[1]);
	if (shell->back[0] == NULL)
		return;
	if (out->ends)
		shell_assign(shell, b, "__venvhook_then",
		    shell_left(b->arena, x));
	else
		buf_text(b, "__venvhook_then=\n");
}
