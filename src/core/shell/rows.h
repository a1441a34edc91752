/* The rows of the table of shells; for core/shell/shell.c alone. */
#ifndef CORE_SHELL_ROWS_H
#define CORE_SHELL_ROWS_H

struct shell;

extern const struct shell shell_bash, shell_zsh, shell_fish, shell_pwsh;

#endif
