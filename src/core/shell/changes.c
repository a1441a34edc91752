#include "config.h"

#include "core/shell/changes.h"

void
changes_add(struct changes *c, const char *name, const char *value)
{
	c->list[c->n++] = (struct change){ name, value, false };
}
