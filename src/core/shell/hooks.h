/*
 * The scripts of shell/ and completions/, as tools/embed.awk puts them into
 * hooks.c at build time: without comment lines and blank lines.
 */
#ifndef CORE_SHELL_HOOKS_H
#define CORE_SHELL_HOOKS_H

extern const char hook_bash[], hook_zsh[], hook_fish[], hook_pwsh[],
    hook_nu[], hook_xonsh[], hook_tcsh[], hook_elvish[];
extern const char hook_posix[], hook_korn[], hook_ksh[], hook_mksh[],
    hook_yash[];

extern const char doctor_bash[], doctor_zsh[], doctor_fish[], doctor_pwsh[],
    doctor_korn[], doctor_nu[], doctor_xonsh[];

extern const char completion_bash[], completion_zsh[], completion_fish[],
    completion_pwsh[], completion_nu[], completion_xonsh[],
    completion_tcsh[], completion_elvish[], completion_yash[];

#endif
