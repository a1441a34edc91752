#include "config.h"

#include "core/shell/diff.h"
#include "core/shell/name.h"

#include "base/buf.h"
#include "core/rule/decide.h"
#include "core/vars.h"
#include "core/facts.h"
#include "core/shell/session.h"
#include "core/rule/settings.h"
#include "fresh.h"
#include "tap.h"

/*
 * A shell in a small world: the five variables, where it is, and the envs
 * /p/.venv, /q/.venv and, by name, /w/e.  Each step does what export would
 * and leaves the variables as the shell would have them then.
 */
struct sh {
	struct arena *arena;
	struct vars e;
	struct settings settings;
	struct outcome last;
	const char *slot, *kept;	/* of conda */
	const char *shown;
};

static struct sh
sh_new(struct arena *a, struct vars e)
{
	return (struct sh){ .arena = a, .e = e,
	    .settings = settings_default };
}

static const char **
sh_variable(struct sh *sh, const char *name)
{
	if (strcmp(name, "VIRTUAL_ENV") == 0)
		return &sh->e.virtual_env;
	if (strcmp(name, "VIRTUAL_ENV_PROMPT") == 0)
		return &sh->e.virtual_env_prompt;
	if (strcmp(name, "PYTHONHOME") == 0)
		return &sh->e.pythonhome;
	if (strcmp(name, "PATH") == 0)
		return &sh->e.path;
	if (strcmp(name, "CONDA_PREFIX") == 0)
		return &sh->e.conda_prefix;
	if (strcmp(name, "CONDA_DEFAULT_ENV") == 0)
		return &sh->e.conda_default_env;
	if (strcmp(name, "CONDA_PREFIX_1") == 0)
		return &sh->kept;
	if (strcmp(name, "CONDA_PROMPT_MODIFIER") == 0)
		return &sh->shown;
	if (strcmp(name, "VENVHOOK_SESSION") != 0)
		bail("a change of %s", name);
	return &sh->e.session;
}

static void
sh_change(struct sh *sh, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		*sh_variable(sh, c->list[i].name) = c->list[i].value;
}

/* What the program knows when it is run in this shell. */
static struct facts
sh_facts(struct sh *sh, struct session *s, struct search *search)
{
	struct facts f = { .accounts = { .user = 1000 }, .vars = &sh->e, .search = search,
	    .settings = &sh->settings };

	if (sh->e.session != NULL && session_parse(sh->arena,
	    str_from(sh->e.session), s))
		f.session = s;
	f.conda_slot = sh->slot;
	f.conda_shown = sh->shown;
	return f;
}

static void
sh_step(struct sh *sh, const char *dir, const struct env *env, enum why why,
    bool start)
{
	struct session s;
	struct search search = { .start = dir };
	struct facts f = sh_facts(sh, &s, &search);
	struct decision d = { .why = why, .env = env };

	sh->last = diff(sh->arena, &f, &d, (struct caller){ .start = start });
	sh_change(sh, &sh->last.changes);
}

static void
sh_off(struct sh *sh)
{
	struct session s;
	struct search search = { .start = "/p" };
	struct facts f = sh_facts(sh, &s, &search);

	sh->last = diff_off(sh->arena, &f, (struct caller){ .start = false });
	sh_change(sh, &sh->last.changes);
}

static struct env
env_at(const char *path, const char *project)
{
	return (struct env){ .where = { .found = path, .name = ".venv",
	    .path = path, .project = project } };
}

static void
enter(struct sh *sh, const char *project)
{
	struct env env = env_at(text_join(sh->arena, project, "/.venv", NULL),
	    project);

	sh_step(sh, project, &env, WHY_ALLOWED, false);
}

static void
leave(struct sh *sh)
{
	sh_step(sh, "/", NULL, WHY_NOTHING, false);
}

static void
is_state(const struct sh *sh, struct vars want, const char *title)
{
	is_str(sh->e.path, want.path, "%s: PATH", title);
	is_str(sh->e.virtual_env, want.virtual_env, "%s: VIRTUAL_ENV", title);
	is_str(sh->e.virtual_env_prompt, want.virtual_env_prompt,
	    "%s: VIRTUAL_ENV_PROMPT", title);
	is_str(sh->e.pythonhome, want.pythonhome, "%s: PYTHONHOME", title);
}

/* Where a shell begins; entering and leaving leads back to each. */
static const struct { const char *what; struct vars e; } begins[] = {
	{ "plain", { .path = "/bin:/usr/bin" } },
	{ "no PATH", { .path = NULL } },
	{ "an empty PATH", { .path = "" } },
	{ "a PATH of one colon", { .path = ":" } },
	{ "a PATH of two", { .path = "::" } },
	{ "a colon at the end", { .path = "/bin:" } },
	{ "a colon at the start", { .path = ":/bin" } },
	{ "an entry like ours", { .path = "/bin:/p/.venv/bin" } },
	{ "one like ours in front", { .path = "/p/.venv/bin:/bin" } },
	{ "only one like ours", { .path = "/p/.venv/bin" } },
	{ "two like ours", { .path = "/p/.venv/bin:/p/.venv/bin" } },
	{ "a PYTHONHOME", { .path = "/bin", .pythonhome = "/opt/py" } },
	{ "an empty PYTHONHOME", { .path = "/bin", .pythonhome = "" } },
	{ "an empty VIRTUAL_ENV", { .path = "/bin", .virtual_env = "" } },
	{ "a prompt", { .path = "/bin", .virtual_env_prompt = "(x) " } },
	{ "an empty prompt", { .path = "/bin", .virtual_env_prompt = "" } },
	{ "odd bytes", { .path = "/a b:/c\n%:/\xff", .pythonhome = "%:\n",
	    .virtual_env_prompt = "\033[1m" } },
	{ "all at once", { .path = "", .pythonhome = "/h", .virtual_env = "",
	    .virtual_env_prompt = "" } },
};

static void
test_round_trips(struct arena *a)
{
	for (size_t i = 0; i < ROWS(begins); i++) {
		struct sh sh = sh_new(a, begins[i].e);

		enter(&sh, "/p");
		is_str(sh.e.virtual_env, "/p/.venv", "%s: on",
		    begins[i].what);
		is_str(sh.e.pythonhome, NULL, "%s: without PYTHONHOME",
		    begins[i].what);
		enter(&sh, "/q");
		is_str(sh.e.virtual_env, "/q/.venv", "%s: switched",
		    begins[i].what);
		enter(&sh, "/q");
		is_int(sh.last.changes.n, 0, "%s: and then settled",
		    begins[i].what);
		leave(&sh);
		is_state(&sh, begins[i].e, begins[i].what);
		is_str(sh.e.session, NULL, "%s: no session is left",
		    begins[i].what);
		leave(&sh);
		is_int(sh.last.changes.n, 0, "%s: and nothing to do",
		    begins[i].what);
	}
}

static void
test_enter(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin",
	    .pythonhome = "/h" });

	enter(&sh, "/p");
	is_int(sh.last.changes.n, 5, "entering changes five variables");
	is_str(sh.e.path, "/p/.venv/bin:/bin", "our entry leads PATH");
	is_str(sh.e.virtual_env_prompt, "p", "the name is the project's");
	is_str(sh.e.session, "1:on:1000:=/p:=/p/.venv:-:-:=/h:=more",
	    "the session says what was there");
	is_str(sh.last.env, "/p/.venv", "the hook is told the env");
	is_str(sh.last.entry, "/p/.venv/bin", "the hook is told its directory");
	is_str(sh.last.name, "p", "the hook is told its name");
	is_int(sh.last.undo.n, 4, "the hook is told how to undo all but PATH");
	leave(&sh);
	is_str(sh.last.env, NULL, "outside, the hook is told of none");
	is_str(sh.last.name, "", "outside, the hook is told no name");
}

/* What a user may do to PATH meanwhile, and what is left of it then. */
static const struct { const char *edit, *left, *kept; } edits[] = {
	{ "/p/.venv/bin:/bin", "/bin", "/p/.venv/bin:/bin" },
	{ "/mine:/p/.venv/bin:/bin", "/mine:/bin",
	    "/mine:/p/.venv/bin:/bin" },
	{ "/p/.venv/bin:/bin:/mine", "/bin:/mine",
	    "/p/.venv/bin:/bin:/mine" },
	{ "/p/.venv/bin", "", "/p/.venv/bin" },
	{ "/bin", "/bin", "/p/.venv/bin:/bin" },
	{ "/other", "/other", "/p/.venv/bin:/other" },
	{ "", "", "/p/.venv/bin" },
	{ NULL, NULL, "/p/.venv/bin" },
	{ "/p/.venv/bin:/bin:/p/.venv/bin", "/bin", "/p/.venv/bin:/bin" },
};

static void
test_edits(struct arena *a)
{
	for (size_t i = 0; i < ROWS(edits); i++) {
		const char *edit = edits[i].edit;
		const char *title = edit == NULL ? "(unset)" : edit;
		struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

		enter(&sh, "/p");
		sh.e.path = edit;
		leave(&sh);
		is_str(sh.e.path, edits[i].left, "PATH=%s, left", title);
		enter(&sh, "/p");
		sh.e.path = edit;
		enter(&sh, "/p");
		is_str(sh.e.path, edits[i].kept, "PATH=%s, kept or mended",
		    title);
	}
}

/* A child shell whose rc file has been at PATH. */
static const struct { const char *path, *healed; } heals[] = {
	{ "/p/.venv/bin:/bin", "/p/.venv/bin:/bin" },
	{ "/bin", "/p/.venv/bin:/bin" },
	{ "/rc:/p/.venv/bin:/bin", "/p/.venv/bin:/rc:/bin" },
	{ "/bin:/p/.venv/bin", "/p/.venv/bin:/bin" },
	{ "/p/.venv/bin:/rc:/p/.venv/bin", "/p/.venv/bin:/rc" },
	{ "", "/p/.venv/bin" },
	{ NULL, "/p/.venv/bin" },
};

static void
test_heals(struct arena *a)
{
	struct env env = env_at("/p/.venv", "/p");

	for (size_t i = 0; i < ROWS(heals); i++) {
		const char *title = heals[i].path == NULL ? "(unset)" :
		    heals[i].path;
		struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

		enter(&sh, "/p");
		sh.e.path = heals[i].path;
		sh_step(&sh, "/p", &env, WHY_ALLOWED, true);
		is_str(sh.e.path, heals[i].healed, "PATH=%s in a new shell",
		    title);
		sh_step(&sh, "/p", &env, WHY_ALLOWED, true);
		is_int(sh.last.changes.n, 0, "PATH=%s: healed once", title);
	}
}

static void
test_adopt(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	enter(&sh, "/p");
	enter(&sh, "/p");
	is_int(sh.last.changes.n, 0, "a child shell inside changes nothing");
	is_str(sh.last.env, "/p/.venv", "a child shell is told what is on");
	is_int(sh.last.undo.n, 3, "a child shell is told how to undo it");
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/bin" },
	    "a child shell leaves");
}

static void
test_off(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin",
	    .pythonhome = "/h" });
	struct vars before = sh.e;

	enter(&sh, "/p");
	sh_off(&sh);
	is_state(&sh, before, "deactivate");
	is_str(sh.e.session, "1:off:1000:=/p:=/p/.venv:-:-:-:-",
	    "deactivate is remembered");
	sh_step(&sh, "/p/sub", NULL, WHY_OFF, false);
	is_int(sh.last.changes.n, 0, "a deactivate holds below the project");
	sh_step(&sh, "/p", NULL, WHY_OFF, false);
	is_int(sh.last.changes.n, 0, "a deactivate holds in the project");
	sh_step(&sh, "/pq", NULL, WHY_NOTHING, false);
	is_str(sh.e.session, NULL, "beside it, it is forgotten");
	enter(&sh, "/p");
	sh_off(&sh);
	enter(&sh, "/q");
	is_str(sh.e.virtual_env, "/q/.venv", "another project is entered");
	leave(&sh);
	is_state(&sh, before, "another project is left");
}

/* The hook's own deactivate: the undo, and PATH by its own means. */
static void
test_undo(struct arena *a)
{
	for (size_t i = 0; i < ROWS(begins); i++) {
		struct sh sh = sh_new(a, begins[i].e);

		if (begins[i].e.path == NULL)
			continue;	/* the hook leaves it empty */
		enter(&sh, "/p");
		sh_change(&sh, &sh.last.undo);
		sh.e.path = begins[i].e.path;
		is_state(&sh, begins[i].e, begins[i].what);
		ok(sh.e.session != NULL && strncmp(sh.e.session, "1:off:", 6)
		    == 0, "%s: it is remembered", begins[i].what);
	}
}

static void
test_hand(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });
	struct env named = env_at("/w/e", NULL);

	enter(&sh, "/p");
	sh_step(&sh, "/p", &named, WHY_HAND, false);
	is_str(sh.e.path, "/w/e/bin:/bin", "an env by name takes the place");
	is_str(sh.e.session, "1:hand:1000:=:=/w/e:-:-:-:=more",
	    "an env by name belongs to no project");
	is_str(sh.e.virtual_env_prompt, "e", "its name is its own");
	sh_step(&sh, "/", &named, WHY_HAND, false);
	is_int(sh.last.changes.n, 0, "it stays everywhere");
	sh_off(&sh);
	is_state(&sh, (struct vars){ .path = "/bin" }, "deactivate it");
	is_str(sh.e.session, "1:hand:1000:=:=/w/e:-:-:-:-",
	    "deactivate leaves behind what it was");
	leave(&sh);
	is_str(sh.e.session, NULL, "the next question leaves nothing");
	is_str(sh.last.left, "0:/w/e/bin",
	    "the next question tells what was left");
}

static void
hands_off(struct sh *sh, const char *title)
{
	struct session s;
	struct search search = { .start = "/p" };
	struct facts f = sh_facts(sh, &s, &search);
	struct decision d = { .why = WHY_MANUAL, .hands_off = true };

	sh->last = diff(sh->arena, &f, &d, (struct caller){ .start = true });
	is_int(sh->last.changes.n, 0, "%s: nothing changes", title);
}

static void
test_hands_off(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/m/bin:/bin",
	    .virtual_env = "/m", .virtual_env_prompt = "m" });

	hands_off(&sh, "an env by hand");
	is_str(sh.last.env, NULL, "it is none of ours");
	is_str(sh.last.entry, "/m/bin", "what is on is known all the same");
	is_int(sh.last.undo.n, 2, "how it would go off is known");
	sh.e.virtual_env = "m:/m";
	hands_off(&sh, "VIRTUAL_ENV that is no directory");
	is_str(sh.last.entry, NULL, "there is nothing to take off");
	sh.e = (struct vars){ .path = "/bin" };
	enter(&sh, "/p");
	hands_off(&sh, "bad settings");
	is_str(sh.last.env, "/p/.venv", "ours stays described");
	is_str(sh.last.name, "p", "with its name");
}

/* What was left is back, and what is on is not ours. */
static void
under(struct sh *sh, const char *dir, const char *left, const char *want,
    const char *title)
{
	struct session s;
	struct search search = { .start = dir };
	struct facts f = sh_facts(sh, &s, &search);
	struct decision d = { .why = WHY_MANUAL, .hands_off = true };

	sh->last = diff(sh->arena, &f, &d, (struct caller){ .left = left });
	sh_change(sh, &sh->last.changes);
	is_str(sh->e.path, want, "under another: %s", title);
}

static void
test_under(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	enter(&sh, "/p");
	sh.e.virtual_env = "/m";
	sh.e.path = text_join(a, "/m/bin:", sh.e.path, NULL);
	under(&sh, "/p", NULL, "/m/bin:/p/.venv/bin:/bin", "ours stays");
	under(&sh, "/q", NULL, "/m/bin:/bin", "ours goes outside its project");
	under(&sh, "/p", NULL, "/m/bin:/bin", "ours is not put back there");
	sh.e.virtual_env = sh.e.virtual_env_prompt = NULL;
	sh.e.path = "/p/.venv/bin:/bin";
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/bin" },
	    "what another tool activates is not put back");
	sh.e = (struct vars){ .path = "/m/bin:/p/.venv/bin:/bin",
	    .virtual_env = "/m" };
	under(&sh, "/q", "now:0:/p/.venv/bin", "/m/bin:/bin",
	    "what came back goes");
	under(&sh, "/q", "0:/m/bin", "/m/bin:/bin", "what is typed stays");
	sh.e.put_back = true;
	leave(&sh);
	is_str(sh.e.virtual_env, NULL, "a VIRTUAL_ENV that came back goes");
}

/* Somebody else's deactivate has been here. */
static void
test_stranger(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin",
	    .pythonhome = "/h" });

	enter(&sh, "/p");
	sh.e.virtual_env = NULL;
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/bin", .pythonhome = "/h" },
	    "VIRTUAL_ENV unset by another");
	is_str(sh.e.session, NULL, "unset by another, no session is left");
	enter(&sh, "/p");
	sh.e.virtual_env = "";
	leave(&sh);
	is_str(sh.e.path, "/bin", "VIRTUAL_ENV emptied by another: PATH");
	is_str(sh.e.virtual_env, "", "emptied by another, it stays empty");
	enter(&sh, "/p");
	sh.e.pythonhome = "/new";
	leave(&sh);
	is_str(sh.e.pythonhome, "/new", "a PYTHONHOME set meanwhile stays");
}

/* What PATH had of ours when we entered is left, and no more. */
static void
test_copies(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){
	    .path = "/x:/p/.venv/bin:/y:/p/.venv/bin" });
	const char *first = sh.e.path;

	enter(&sh, "/p");
	is_str(sh.e.session, "1:on:1000:=/p:=/p/.venv:-:-:-:=2",
	    "the session says how often PATH held the entry");
	sh.e.path = text_join(a, "/p/.venv/bin:/z:", sh.e.path, NULL);
	enter(&sh, "/p");
	is_str(sh.e.path, text_join(a, "/p/.venv/bin:/z:", first, NULL),
	    "one copy is ours");
	sh.e.path = text_join(a, "/p/.venv/bin:", sh.e.path, NULL);
	leave(&sh);
	is_str(sh.e.path, text_join(a, "/z:", first, NULL),
	    "the copies that were there before stay");
	enter(&sh, "/p");
	sh.e.path = "/bin";
	enter(&sh, "/p");
	is_str(sh.e.session, "1:on:1000:=/p:=/p/.venv:-:-:-:=2",
	    "they are remembered where PATH is another for a while");
	sh_off(&sh);
	is_str(sh.e.session, "1:off:1000:=/p:=/p/.venv:-:-:-:=2",
	    "they are remembered when switched off");
}

/* Switched on by its own activate, by an editor or by a parent. */
static void
test_takes_over(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .virtual_env = "/p/.venv",
	    .virtual_env_prompt = ".venv",
	    .path = "/rc:/p/.venv/bin:/p/.venv/bin:/bin" });

	enter(&sh, "/p");
	is_str(sh.e.virtual_env_prompt, "p", "taken over, it has our name");
	is_str(sh.e.path, "/p/.venv/bin:/rc:/bin",
	    "taken over, our entry is there once");
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/rc:/bin" },
	    "what was taken over is left");
	enter(&sh, "/q");
	sh.e.virtual_env = "/p/.venv";
	sh.e.path = text_join(a, "/p/.venv/bin:", sh.e.path, NULL);
	enter(&sh, "/p");
	is_str(sh.e.path, "/p/.venv/bin:/rc:/bin", "taken over from on top");
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/rc:/bin" },
	    "taken over from on top, it is left");
	sh = sh_new(a, (struct vars){ .virtual_env = "/link/.venv",
	    .path = "/link/.venv/bin:/p/.venv/bin/:/p/.venv/bin:/bin" });
	enter(&sh, "/p");
	is_str(sh.e.path, "/p/.venv/bin:/bin", "however it was spelled");
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/bin" }, "it is left");
}

/* The deactivate of the env's own activate. */
static void
test_dropped(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	enter(&sh, "/p");
	sh.e.virtual_env = NULL;
	sh_step(&sh, "/p", NULL, WHY_OFF, false);
	is_state(&sh, (struct vars){ .path = "/bin" }, "switched off by it");
	is_str(sh.e.session, "1:off:1000:=/p:=/p/.venv:-:-:-:-",
	    "it holds like ours");
}

/* What removed the env holds where it would be made again. */
static void
test_gone(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	enter(&sh, "/p");
	sh_step(&sh, "/p", NULL, WHY_CREATE_GONE, false);
	is_state(&sh, (struct vars){ .path = "/bin" }, "removed");
	is_str(sh.e.session, "1:gone:1000:=/p:=/p/.venv:-:-:-:-",
	    "what was here is remembered");
	sh_step(&sh, "/p", NULL, WHY_CREATE_GONE, false);
	is_int(sh.last.changes.n, 0, "it is remembered while the shell stays");
	leave(&sh);
	is_str(sh.e.session, NULL, "it is forgotten when the shell has left");
}

/*
 * Its own activate was on top of ours, and its deactivate, which runs before
 * what we change, has put back what that kept.
 */
static void
test_kept(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });
	struct session s;
	struct search search = { .start = "/p" };
	struct env env = env_at("/p/.venv", "/p");
	struct decision d = { .why = WHY_ALLOWED, .env = &env };
	struct facts f;

	enter(&sh, "/p");
	sh.e.path = text_join(a, "/p/.venv/bin:", sh.e.path, NULL);
	sh.e.pythonhome = "/odd";	/* as it is told where it was kept */
	f = sh_facts(&sh, &s, &search);
	sh.last = diff(a, &f, &d, (struct caller){ .kept = true });
	is_int(sh.last.kept, true, "what is ours it has kept");
	sh.e.virtual_env = sh.e.virtual_env_prompt = NULL;
	sh.e.path = "/old";
	sh_change(&sh, &sh.last.changes);
	is_state(&sh, (struct vars){ .path = "/p/.venv/bin:/bin",
	    .virtual_env = "/p/.venv", .virtual_env_prompt = "p" },
	    "behind what it kept, ours is on");
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/bin", .pythonhome = "/odd" },
	    "behind what it kept, ours goes, PYTHONHOME too");
	sh.e.virtual_env = "/m";
	f = sh_facts(&sh, &s, &search);
	d = (struct decision){ .why = WHY_MANUAL, .hands_off = true };
	sh.last = diff(a, &f, &d, (struct caller){ .kept = true });
	is_int(sh.last.kept, false, "of another's it is the user's");
	is_int(sh.last.changes.n, 0, "of another's nothing is changed");
}

static void
left_is(struct sh *sh, const char *left, const char *want, const char *title)
{
	struct session s;
	struct search search = { .start = "/" };
	struct facts f = sh_facts(sh, &s, &search);
	struct decision d = { .why = WHY_NOTHING };

	sh->last = diff(sh->arena, &f, &d, (struct caller){ .left = left });
	sh_change(sh, &sh->last.changes);
	is_str(sh->e.path, want, "%s", title);
}

/* Another tool puts a PATH of earlier back. */
static void
test_left(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	enter(&sh, "/p");
	leave(&sh);
	is_str(sh.last.left, "0:/p/.venv/bin", "what was left is said");
	sh.e.path = "/p/.venv/bin:/bin";
	left_is(&sh, "0:/p/.venv/bin", "/p/.venv/bin:/bin",
	    "after the next prompt, PATH is the user's");
	is_str(sh.last.left, "", "the user's is no entry of ours any more");
	left_is(&sh, "0:/q/.venv/bin:0:/p/.venv/bin:1:/r/bin",
	    "/p/.venv/bin:/bin", "of three, one is the user's");
	is_str(sh.last.left, "0:/q/.venv/bin:1:/r/bin",
	    "of three, two are ours still");
	left_is(&sh, "0:/q/.venv/bin", "/p/.venv/bin:/bin",
	    "an entry of others is the user's");
	is_str(sh.last.left, NULL, "of an entry of others nothing is said");
	left_is(&sh, "now:0:/p/.venv/bin", "/bin", "before it, it goes");
	is_str(sh.last.left, NULL,
	    "before the next prompt, nothing more is left");
	sh.e.path = "/p/.venv/bin:/q/.venv/bin:/bin:/q/.venv/bin";
	left_is(&sh, "now:1:/q/.venv/bin:0:/p/.venv/bin",
	    "/bin:/q/.venv/bin", "each as often as it was there");
	sh.e.path = "/p/.venv/bin:/bin";
	left_is(&sh, "now:", "/p/.venv/bin:/bin", "a list of none");
	left_is(&sh, "now:x:/p/.venv/bin", "/p/.venv/bin:/bin",
	    "a list that is none");
	left_is(&sh, "now:0", "/p/.venv/bin:/bin", "half a list");
}

static void
enter_from(struct sh *sh, const char *project, const char *left)
{
	struct session s;
	struct search search = { .start = project };
	struct facts f = sh_facts(sh, &s, &search);
	struct env env = env_at(text_join(sh->arena, project, "/.venv", NULL),
	    project);
	struct decision d = { .why = WHY_ALLOWED, .env = &env };

	sh->last = diff(sh->arena, &f, &d, (struct caller){ .left = left });
	sh_change(sh, &sh->last.changes);
}

/* Another tool puts a VIRTUAL_ENV_PROMPT of earlier back, or sets one. */
static void
test_left_name(struct arena *a)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	enter_from(&sh, "/p 1", "");
	is_str(sh.last.left, "0:=p%201", "the name of what goes on is noted");
	enter_from(&sh, "/p 1", "0:=p%201");
	is_str(sh.last.left, NULL, "once");
	sh.e.virtual_env_prompt = "foo";
	enter_from(&sh, "/p 1", "now:0:=p%201");
	is_str(sh.e.virtual_env_prompt, "foo", "what another has set stays");
	is_str(sh.last.name, "p 1", "and the prompt has ours");
	sh.e.virtual_env_prompt = "q";
	enter_from(&sh, "/p 1", "0:=q:0:=p%201");
	is_str(sh.e.virtual_env_prompt, "p 1", "an older one of ours does not");
	leave(&sh);
	sh.e.virtual_env_prompt = "p 1";
	left_is(&sh, "0:=q:0:/p 1/.venv/bin:0:=p%201", "/bin", "once it is off");
	is_str(sh.e.virtual_env_prompt, NULL, "a name that comes back goes");
	sh.e.virtual_env_prompt = "r";
	left_is(&sh, "now:0:=q:0:=p%201", "/bin", "and so again");
	is_str(sh.e.virtual_env_prompt, "r", "but not that of others");
	sh.e.path = "=q:/bin";
	left_is(&sh, "now:0:=q", "=q:/bin", "an entry with such a name stays");
	sh = sh_new(a, (struct vars){ .path = "/bin",
	    .virtual_env_prompt = "p" });
	enter_from(&sh, "/p", "");
	is_str(sh.last.left, NULL, "a name that was there before is not ours");
}

static const struct {
	const char *path;
	struct str prompt;	/* NULL p: none */
	const char *name, *shown;
} names[] = {
	{ "/p/.venv", { NULL, 0 }, "p", "p" },
	{ "/p/venv", { NULL, 0 }, "p", "p" },
	{ "/p/env", { NULL, 0 }, "env", "env" },
	{ "/.venv", { NULL, 0 }, "", "" },
	{ "/p/.venv", { "'my env'", 8 }, "my env", "my env" },
	{ "/p/.venv", { "", 0 }, "p", "p" },
	{ "/p/.venv", { "''", 2 }, "p", "p" },
	{ "/p/.venv", { "'a\\x1b[1m'", 10 }, "a?[1m", "a?[1m" },
	{ "/p/.venv", { "$(id)`id`", 9 }, "_(id)_id_", "_(id)_id_" },
	{ "/p/.venv", { "%n!\\u", 5 }, "_n__u", "_n__u" },
	{ "/a\nb/.venv", { NULL, 0 }, "a?b", "a?b" },
	{ "/\xff/.venv", { NULL, 0 }, "?", "?" },
};

static void
test_names(struct arena *a)
{
	for (size_t i = 0; i < ROWS(names); i++) {
		struct env env = env_at(names[i].path, "/p");
		struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

		env.contents.pyvenv.prompt = names[i].prompt;
		is_str(name_env(a, &env), names[i].name, "name %zu", i);
		sh_step(&sh, "/p", &env, WHY_ALLOWED, false);
		is_str(sh.last.name, names[i].shown, "name %zu in a prompt",
		    i);
		sh = sh_new(a, (struct vars){ .path = "/bin" });
		sh.settings.prompt = 0;
		sh_step(&sh, "/p", &env, WHY_ALLOWED, false);
		is_str(sh.last.name, "", "name %zu, prompt = no", i);
	}
}

static void
is_conda(const struct sh *sh, const char *prefix, const char *name,
    const char *title)
{
	is_str(sh->e.conda_prefix, prefix, "%s: CONDA_PREFIX", title);
	is_str(sh->e.conda_default_env, name, "%s: CONDA_DEFAULT_ENV", title);
}

/* conda has put another over ours, or itself off. */
static void
test_conda_over(struct arena *a, const struct env *env)
{
	struct sh sh = sh_new(a, (struct vars){ .path = "/c/bin:/bin",
	    .conda_prefix = "/c", .conda_default_env = "base",
	    .conda_shlvl = "1" });

	sh_step(&sh, "/p", env, WHY_ALLOWED, false);
	sh.e.path = "/m/envs/foo/bin:/c/bin:/bin";
	sh.e.conda_prefix = "/m/envs/foo";
	sh.e.conda_default_env = "foo";
	sh.e.conda_shlvl = "2";
	sh.slot = "CONDA_PREFIX_1";
	leave(&sh);
	is_conda(&sh, "/m/envs/foo", "foo", "under another");
	is_str(sh.kept, "/c", "conda goes back to what was before");
	is_str(sh.e.path, "/m/envs/foo/bin:/bin", "which is off until then");

	sh = sh_new(a, (struct vars){ .path = "/c/bin:/bin",
	    .conda_prefix = "/c", .conda_default_env = "base",
	    .conda_shlvl = "1" });
	sh_step(&sh, "/p", env, WHY_ALLOWED, false);
	sh.shown = "(/p/.conda) ";
	leave(&sh);
	is_str(sh.shown, "(base) ", "its name in the prompt");
	is_str(sh.e.path, "/c/bin:/bin", "no conda has been there");
}

static void
test_conda(struct arena *a)
{
	struct env env = env_at("/p/.conda", "/p");
	struct env named = env_at("/m/envs/foo", "/q");
	struct sh sh = sh_new(a, (struct vars){ .path = "/bin" });

	env.contents.conda = named.contents.conda = true;
	sh_step(&sh, "/p", &env, WHY_ALLOWED, false);
	is_conda(&sh, "/p/.conda", "/p/.conda", "an env of conda");
	is_str(sh.e.path, "/p/.conda/bin:/bin",
	    "an env of conda stands on PATH");
	is_str(sh.last.name, "p", "an env of conda shows its project");
	sh_step(&sh, "/q", &named, WHY_ALLOWED, false);
	is_conda(&sh, "/m/envs/foo", "foo", "one with a name");
	is_str(sh.last.name, "foo", "shows that");
	enter(&sh, "/p");
	is_conda(&sh, NULL, NULL, "a venv");
	leave(&sh);
	is_state(&sh, (struct vars){ .path = "/bin" }, "left");

	sh = sh_new(a, (struct vars){ .path = "/c/bin:/bin",
	    .conda_prefix = "/c", .conda_default_env = "base" });
	sh_step(&sh, "/p", &env, WHY_ALLOWED, false);
	sh_change(&sh, &sh.last.undo);
	is_conda(&sh, "/c", "base", "deactivate gives base back");
	sh.e.virtual_env = NULL;
	sh.e.session = NULL;
	sh_step(&sh, "/p", &env, WHY_ALLOWED, false);
	leave(&sh);
	is_conda(&sh, "/c", "base", "leaving gives base back");
	sh_step(&sh, "/p", &env, WHY_ALLOWED, false);
	sh.e.conda_prefix = "/m/envs/foo";
	sh.e.conda_default_env = "foo";
	leave(&sh);
	is_conda(&sh, "/m/envs/foo", "foo", "what conda set since stays");
	test_conda_over(a, &env);
}

int
main(void)
{
	struct arena a = arena_fresh();

	test_round_trips(&a);
	test_enter(&a);
	test_edits(&a);
	test_heals(&a);
	test_adopt(&a);
	test_off(&a);
	test_undo(&a);
	test_hand(&a);
	test_hands_off(&a);
	test_under(&a);
	test_stranger(&a);
	test_copies(&a);
	test_takes_over(&a);
	test_dropped(&a);
	test_gone(&a);
	test_kept(&a);
	test_left(&a);
	test_left_name(&a);
	test_names(&a);
	test_conda(&a);
	return done_testing();
}
