/*
 * Any bytes as an answer and as a record.  What is read as a record prints
 * the very same bytes; what is an answer makes a record that is read back.
 */
#include "config.h"

#include "base/arena.h"
#include "base/buf.h"
#include "core/python/python.h"
#include "core/python/want.h"
#include "fuzz.h"

static char memory[1 << 22];

static void
answer(struct arena *a, struct str text)
{
	struct python p, q;
	struct python_stamp stamp = { 1, 2, 3, 4, 5, 6, 7 }, again;
	struct buf b = buf_in(a);

	if (!python_answer(a, text, &p))
		return;
	p.real = p.executable;
	python_record(&b, &p, &stamp);
	hold(python_recall(a, buf_view(&b), &q, &again));
	hold(again.venv_size == 7);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = arena_over(memory, sizeof(memory), abort);
	struct str text = { (const char *)bytes, n };
	struct buf b = buf_in(&a);
	struct python_stamp stamp;
	struct version v;
	struct python p;
	bool threaded;

	if (n > 65536)
		return 0;
	answer(&a, text);
	if (python_recall(&a, text, &p, &stamp)) {
		python_record(&b, &p, &stamp);
		hold(str_eq(buf_view(&b), text));
	}
	want_hint(text, &v, &threaded);
	return 0;
}
