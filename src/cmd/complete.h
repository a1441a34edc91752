/*
 * complete: what may stand where a shell is asked to complete a word.  The
 * scripts of completions/ ask at each TAB, so the tables of commands, options,
 * shells and settings are the only list there is.
 */
#ifndef CMD_COMPLETE_H
#define CMD_COMPLETE_H

extern const struct command complete_command;

#endif
