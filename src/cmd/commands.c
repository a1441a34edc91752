/* All commands, in the order of help; and calling one of them. */
#include "config.h"

#include "cmd/activate.h"
#include "cmd/allow.h"
#include "cmd/command.h"
#include "cmd/complete.h"
#include "cmd/create.h"
#include "cmd/doctor.h"
#include "cmd/exec.h"
#include "cmd/export.h"
#include "cmd/help.h"
#include "cmd/init.h"
#include "cmd/list.h"
#include "cmd/prune.h"
#include "cmd/rcfile.h"
#include "cmd/remake.h"
#include "cmd/say.h"
#include "cmd/settings.h"
#include "cmd/setup.h"
#include "cmd/status.h"

const struct command *const commands[] = {
	&init_command,
	&setup_command,
	&export_command,
	&status_command,
	&allow_command,
	&deny_command,
	&revoke_command,
	&create_command,
	&recreate_command,
	&remove_command,
	&activate_command,
	&deactivate_command,
	&exec_command,
	&list_command,
	&prune_command,
	&doctor_command,
	&config_command,
	&completions_command,
	&complete_command,
	&help_command,
	&version_command,
	NULL,
};

int
run_call(struct run *run, int argc, char **argv)
{
	int status;

	run->command = help_choose(&argc, &argv);
	if (run->command == NULL)
		return help_unknown(run, argv[1]);
	if (run_parse(run, argc, argv) != 0)
		return EXIT_USAGE;
	status = run->command->run(run);
	if (status == EXIT_DONE && run->command->reminds)
		rcfile_remind(run);
	return status;
}
