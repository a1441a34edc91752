#include "config.h"

#include "base/fault.h"

#include <stddef.h>

#include "base/buf.h"

bool
fault_set(struct fault *f, const char *subject, const char *reason,
    const char *hint)
{
	*f = (struct fault){ subject, reason, hint, NULL };
	return false;
}

const char *
fault_text(struct arena *a, const struct fault *f)
{
	return text_join(a, f->subject, ": ", f->reason, NULL);
}

const char *
fault_sentence(struct arena *a, const struct fault *f)
{
	return f->hint == NULL ? f->reason :
	    text_join(a, f->reason, "; ", f->hint, NULL);
}
