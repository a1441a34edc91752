#include "config.h"

#include "core/rule/decision.h"

#include "base/buf.h"

struct decision
because(struct arena *a, enum why why, const struct env *env,
    const char *subject, const char *detail)
{
	return (struct decision){
		.why = why,
		.env = whys[why].on ? env : NULL,
		.subject = subject,
		.reason = text_fill(a, whys[why].sentence, detail),
		.hint = whys[why].hint,
	};
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
