#include "config.h"

#include "core/accounts.h"

#include <limits.h>

#include "base/arena.h"
#include "core/rule/settings.h"

/* A line of either file begins "name:x:1000:". */
struct account {
	struct str name;
	unsigned long number;
	struct str fourth;	/* the first group, or of a group the members */
	struct str rest;
};

static bool
account_parse(struct str line, struct account *out)
{
	struct str secret, number;
	unsigned long long n;

	if (!str_cut(&line, ':', &out->name) ||
	    !str_cut(&line, ':', &secret) || !str_cut(&line, ':', &number) ||
	    !str_cut(&line, ':', &out->fourth) ||
	    !str_number(number, ULONG_MAX, &n))
		return false;
	out->number = (unsigned long)n;
	out->rest = line;
	return true;
}

/* The next line that is an account, or a group. */
static bool
account_next(struct str *text, struct account *out)
{
	struct str line;

	while (str_line(text, &line))
		if (account_parse(line, out))
			return true;
	return false;
}

static bool
account_group(const struct account *account, unsigned long *group)
{
	unsigned long long n;

	if (!str_number(account->fourth, ULONG_MAX, &n))
		return false;
	*group = (unsigned long)n;
	return true;
}

/* Is this the first group of an account other than the user's own? */
static bool
group_shared(struct str passwd, unsigned long user, unsigned long group)
{
	struct account account;
	unsigned long first;

	while (account_next(&passwd, &account))
		if (account.number != user &&
		    account_group(&account, &first) && first == group)
			return true;
	return false;
}

/*
 * Has the group no members but the user?  The file may have several lines for
 * one number, and the members of each count.
 */
static bool
group_lonely(struct str groups, unsigned long group, struct str login)
{
	struct account line;
	bool found = false;

	while (account_next(&groups, &line)) {
		if (line.number != group)
			continue;
		found = true;
		if (!str_eq(line.name, login) ||
		    (line.fourth.n > 0 && !str_eq(line.fourth, login)))
			return false;
	}
	return found;
}

unsigned long
accounts_private(struct str passwd, struct str groups, unsigned long user)
{
	struct str rest = passwd;
	struct account account;
	unsigned long group;

	while (account_next(&rest, &account))
		if (account.number == user && account_group(&account, &group))
			return group_shared(passwd, user, group) ||
			    !group_lonely(groups, group, account.name) ?
			    NO_GROUP : group;
	return NO_GROUP;
}

const char *
accounts_home(struct arena *a, struct str passwd, unsigned long user)
{
	struct account account;
	struct str words, home;

	while (account_next(&passwd, &account)) {
		if (account.number != user ||
		    !str_cut(&account.rest, ':', &words) ||
		    !str_cut(&account.rest, ':', &home))
			continue;
		return home.n > 0 && home.p[0] == '/' ? str_copy(a, home) :
		    NULL;
	}
	return NULL;
}

bool
numbers_have(struct numbers numbers, unsigned long n)
{
	for (size_t i = 0; i < numbers.n; i++)
		if (numbers.p[i] == n)
			return true;
	return false;
}

/* A list of numbers that grows at its end. */
struct growing {
	struct arena *arena;
	unsigned long *p;
	size_t n, room;
};

static void
growing_add(struct growing *g, unsigned long number)
{
	g->p = arena_more(g->arena, g->p, g->n, &g->room, 4, sizeof(*g->p));
	g->p[g->n++] = number;
}

struct numbers
accounts_admins(struct arena *a, struct str groups)
{
	struct growing found = { .arena = a };
	struct account line;

	while (account_next(&groups, &line))
		if (str_is(line.name, "admin") || str_is(line.name, "wheel") ||
		    str_is(line.name, "sudo"))
			growing_add(&found, line.number);
	return (struct numbers){ found.p, found.n };
}

struct numbers
accounts_named(struct arena *a, struct str passwd, const struct words *names)
{
	struct growing found = { .arena = a };

	for (size_t i = 0; i < names->n; i++) {
		struct str rest = passwd, name = str_from(names->p[i]);
		struct account line;
		unsigned long long n;

		if (str_number(name, ULONG_MAX, &n))
			growing_add(&found, (unsigned long)n);
		while (account_next(&rest, &line))
			if (str_eq(line.name, name))
				growing_add(&found, line.number);
	}
	return (struct numbers){ found.p, found.n };
}
