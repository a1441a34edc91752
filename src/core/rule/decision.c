#include "config.h"

#include "core/rule/decision.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

struct decision
because(struct arena *a, enum why why, const struct env *env,
    const char *subject, const char *detail)
{
	const char *sentence = whys[why].sentence;
	const char *at = strchr(sentence, '@');
	struct decision d = {
		.why = why,
		.env = whys[why].on ? env : NULL,
		.subject = subject,
		.reason = sentence,
		.hint = whys[why].hint,
	};

	if (at != NULL && detail != NULL)
		d.reason = text_join(a,
		    arena_copy(a, sentence, (size_t)(at - sentence)), detail,
		    at + 1, NULL);
	return d;
}

struct decision
decision_instead(struct decision d, enum why why)
{
	return (struct decision){
		.why = why,
		.subject = d.subject,
		.reason = whys[why].sentence,
		.hint = whys[why].hint,
	};
}
