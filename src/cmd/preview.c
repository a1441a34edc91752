#include "config.h"

#include "cmd/preview.h"

#include "base/buf.h"
#include "cmd/create.h"
#include "core/python/python.h"
#include "core/rule/settings.h"
#include "core/text/report.h"
#include "make/make.h"
#include "make/recipe.h"

static const char *
preview_place(const struct recipe *m, const struct make_ahead *ahead)
{
	if (ahead->begun)
		return "what another run has begun there is finished, or "
		    "taken away";
	if (ahead->fresh)
		return NULL;
	return m->clear ? "what is there is deleted, once the new one stands" :
	    "the environment that is there is made over";
}

static const char *
preview_maker(struct arena *a, const struct recipe *m,
    const struct make_ahead *ahead)
{
	if (ahead->creator == NULL)
		return "venvhook itself";
	if (m->creator == CREATOR_VENVHOOK)
		return "the venv module of that Python";
	return text_join(a, ahead->creator, ", the creator of your settings",
	    NULL);
}

static const char *
preview_pip(const struct recipe *m, const struct make_ahead *ahead)
{
	if (m->options.without_pip)
		return "none";
	if (ahead->creator != NULL)
		return "by the same";
	return ahead->seed ? "a copy of the one that is kept for this Python" :
	    "installed by that Python, which takes seconds, and kept for the "
	    "next time";
}

static const char *
preview_packages(struct arena *a, const struct recipe *m)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < m->nrequirements; i++)
		buf_texts(&b, i > 0 ? " and " : "pip installs what is in ",
		    m->requirements[i], NULL);
	return b.n == 0 ? NULL : buf_string(&b);
}

bool
preview_add(struct arena *a, struct buf *b, const struct recipe *m,
    const struct create_plan *plan)
{
	struct report r = { .n = 0 };
	struct make_ahead ahead;

	if (!make_look(m, &ahead))
		return false;
	report_text(&r, NULL, "would make", m->env);
	report_text(&r, NULL, "first", preview_place(m, &ahead));
	report_text(&r, NULL, "from", text_join(a,
	    m->python->executable, ", ", python_name(a, m->python), NULL));
	report_text(&r, NULL, "because", plan->choice.reason);
	report_text(&r, NULL, "made by", preview_maker(a, m, &ahead));
	report_text(&r, NULL, "pip", preview_pip(m, &ahead));
	report_text(&r, NULL, "upgrade", m->options.upgrade_deps ?
	    "pip upgrades itself, from the network" : NULL);
	report_text(&r, NULL, "packages", preview_packages(a, m));
	report_text(&r, NULL, "but", ahead.unrecorded == NULL ? NULL :
	    text_join(a, "it could not be remembered: ", ahead.unrecorded,
	    NULL));
	if (b->n > 0)
		buf_char(b, '\n');
	report_table(b, &r);
	return true;
}
