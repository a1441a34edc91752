/* What `allow --list` prints: the grants, a line each. */
#ifndef CMD_GRANTS_H
#define CMD_GRANTS_H

struct run;

int grants_list(struct run *);

#endif
