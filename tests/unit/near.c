#include "config.h"

#include "core/text/near.h"

#include <string.h>

#include "fresh.h"
#include "tap.h"

static const char *const words[] = { "create", "recreate", "remove", "revoke",
	"status", "setup", "list", "allow", "activate", "deactivate", "--json",
	"--yes", "--null", "trust", NULL };

static const struct { const char *word, *meant; } rows[] = {
	{ "crate", "create" },
	{ "craete", "create" },
	{ "creat", "create" },
	{ "recrete", "recreate" },
	{ "remvoe", "remove" },
	{ "stauts", "status" },
	{ "st", NULL },
	{ "stat", "status" },
	{ "lst", "list" },
	{ "lisst", "list" },
	{ "alow", "allow" },
	{ "deactivat", "deactivate" },
	{ "--jsn", "--json" },
	{ "--jason", "--json" },
	{ "json", "--json" },
	{ "--status", "status" },
	{ "--stauts", "status" },
	{ "--nil", NULL },
	{ "fish", NULL },
	{ "--mull", "--null" },
	{ "tust", "trust" },
	{ "xyzzy", NULL },
	{ "", NULL },
	{ "x", NULL },
	{ "installpackages", NULL },
	{ "createcreatecreatecreatecreatecreatecreate", NULL },
};

int
main(void)
{
	struct arena a = arena_fresh();
	struct near near = near_to("crate");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		near = near_to(rows[i].word);
		for (size_t k = 0; words[k] != NULL; k++)
			near_offer(&near, words[k]);
		ok(rows[i].meant == NULL ? near.best == NULL :
		    near.best != NULL && strcmp(near.best, rows[i].meant) == 0,
		    "'%s' is taken for '%s'", rows[i].word,
		    rows[i].meant == NULL ? "nothing" : rows[i].meant);
	}
	near = near_to("crate");
	is_str(near_question(&a, &near), "", "nothing near is not asked about");
	near_offer(&near, "create");
	is_str(near_question(&a, &near), "; did you mean create?",
	    "what is near is asked about");
	return done_testing();
}
