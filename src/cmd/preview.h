/* create --dry-run: what would be made, told instead of done. */
#ifndef CMD_PREVIEW_H
#define CMD_PREVIEW_H

#include <stdbool.h>

struct arena;
struct buf;
struct create_plan;
struct fault;
struct recipe;

/* Add what this recipe would make; false with the fault that it would have. */
bool preview_add(struct arena *, struct buf *, const struct recipe *,
    const struct create_plan *);

#endif
