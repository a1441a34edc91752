/* The rows of the table of shells; for core/shell/shell.c alone. */
#ifndef CORE_SHELL_ROWS_H
#define CORE_SHELL_ROWS_H

struct shell;

extern const struct shell shell_bash;
extern const struct shell shell_zsh;
extern const struct shell shell_fish;
extern const struct shell shell_pwsh;
extern const struct shell shell_nu;
extern const struct shell shell_xonsh;
extern const struct shell shell_tcsh;
extern const struct shell shell_elvish;
extern const struct shell shell_ksh;
extern const struct shell shell_mksh;
extern const struct shell shell_yash;
extern const struct shell shell_sh;
extern const struct shell shell_json;

#endif
