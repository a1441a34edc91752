#include "config.h"

#include "make/recipe.h"

struct program_rules
recipe_rules(const struct recipe *m)
{
	return (struct program_rules){ .arena = m->arena, .vars = m->vars,
	    .project = m->project, .foreign = m->foreign };
}
