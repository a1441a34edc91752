#include "config.h"

#include "core/shell/notices.h"

#include <string.h>

#include "base/buf.h"
#include "core/rule/decision.h"

enum { KEY_LENGTH = 16, NOTICES_MAX = 64 * (KEY_LENGTH + 1) };

/* All that a collision could do is to hide one notice. */
const char *
notices_key(struct arena *a, const struct decision *d)
{
	uint64_t h = text_hash(0, whys[d->why].name);
	struct buf b = buf_in(a);

	h = text_hash(h, text_or_empty(d->subject));
	buf_hex(&b, h, KEY_LENGTH);
	return buf_string(&b);
}

bool
notices_has(const char *notices, const char *key)
{
	struct str rest = str_from(notices), one;

	while (str_cut(&rest, ',', &one))
		if (str_is(one, key))
			return true;
	return false;
}

const char *
notices_add(struct arena *a, const char *notices, const char *key)
{
	if (strlen(notices) >= NOTICES_MAX)
		notices += KEY_LENGTH + 1;
	if (notices[0] == '\0')
		return key;
	return text_join(a, notices, ",", key, NULL);
}
