/* The rows of the table of managers; for core/manager/manager.c alone. */
#ifndef CORE_MANAGER_ROWS_H
#define CORE_MANAGER_ROWS_H

struct manager;

extern const struct manager manager_uv, manager_poetry, manager_pipenv,
    manager_pyenv, manager_wrapper, manager_hatch, manager_pdm, manager_pixi,
    manager_conda;

#endif
