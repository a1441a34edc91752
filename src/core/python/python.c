#include "config.h"

#include "core/python/python.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum {
	VALUE_MAX = 4096,
	SETUPTOOLS_UNTIL = 12,	/* the first minor version without it */
};

/* One row a line, in the order of the script and of the record. */
enum kind { KIND_PATH, KIND_TEXT, KIND_NUMBER, KIND_FLAG };

static const struct field {
	const char *key;
	enum kind kind;
	size_t at;
} fields[] = {
	{ "executable", KIND_PATH, offsetof(struct python, executable) },
	{ "major", KIND_NUMBER, offsetof(struct python, version[0]) },
	{ "minor", KIND_NUMBER, offsetof(struct python, version[1]) },
	{ "micro", KIND_NUMBER, offsetof(struct python, version[2]) },
	{ "serial", KIND_NUMBER, offsetof(struct python, pre_number) },
	{ "implementation", KIND_TEXT,
	    offsetof(struct python, implementation) },
	{ "stdlib", KIND_PATH, offsetof(struct python, stdlib) },
	{ "platlibdir", KIND_TEXT, offsetof(struct python, platlibdir) },
	{ "platform", KIND_TEXT, offsetof(struct python, platform) },
	{ "abiflags", KIND_TEXT, offsetof(struct python, abiflags) },
	{ "bits64", KIND_FLAG, offsetof(struct python, bits64) },
	{ "utf8", KIND_FLAG, offsetof(struct python, utf8) },
	{ "framework", KIND_FLAG, offsetof(struct python, framework) },
	{ "quotes", KIND_FLAG, offsetof(struct python, quotes) },
	{ "templates", KIND_TEXT, offsetof(struct python, templates) },
};

enum { NFIELDS = sizeof(fields) / sizeof(fields[0]) };

static const struct level {
	const char *name;
	char pre;
} levels[] = {
	{ "final", 0 }, { "candidate", 'c' }, { "beta", 'b' }, { "alpha", 'a' },
};

/*
 * sys.platlibdir came with 3.9; os.__file__ names the library even under -S.
 * Whether venv quotes what it writes (CVE-2024-9287) cannot be told from the
 * version, as distributions patched it: so its source is asked.
 */
const char python_script[] =
    "import os, sys\n"
    "def line(key, value):\n"
    "    value = os.fsencode(str(value))\n"
    "    sys.stdout.buffer.write(key.encode() + b' ' + value + b'\\n')\n"
    "lib = os.path.dirname(os.__file__)\n"
    "venv = os.path.join(lib, 'venv')\n"
    "scripts = []\n"
    "text = b''\n"
    "try:\n"
    "    text = open(os.path.join(venv, '__init__.py'), 'rb').read()\n"
    "    for d in 'common', 'posix':\n"
    "        for name in os.listdir(os.path.join(venv, 'scripts', d)):\n"
    "            scripts.append(d + '/' + name)\n"
    "except OSError:\n"
    "    pass\n"
    "v = sys.version_info\n"
    "line('executable', sys.executable)\n"
    "line('major', v[0])\n"
    "line('minor', v[1])\n"
    "line('micro', v[2])\n"
    "line('serial', v[4])\n"
    "line('implementation', sys.implementation.name)\n"
    "line('stdlib', lib)\n"
    "line('platlibdir', getattr(sys, 'platlibdir', 'lib'))\n"
    "line('platform', sys.platform)\n"
    "line('abiflags', getattr(sys, 'abiflags', ''))\n"
    "line('bits64', int(sys.maxsize > 2 ** 32))\n"
    "line('utf8', int(sys.getfilesystemencoding() == 'utf-8'))\n"
    "line('framework', int(bool(getattr(sys, '_framework', ''))))\n"
    "line('quotes', int(b'\\nimport shlex' in text))\n"
    "line('templates', ' '.join(sorted(scripts)))\n"
    "line('level', v[3])\n";

/* The value of the line "key value", which has to be the next one. */
static bool
take_line(struct str *rest, const char *key, struct str *value)
{
	struct str line, word;

	if (memchr(rest->p, '\n', rest->n) == NULL)
		return false;
	str_cut(rest, '\n', &line);
	if (line.n > VALUE_MAX || memchr(line.p, '\0', line.n) != NULL)
		return false;
	*value = line;
	return str_cut(value, ' ', &word) && value->p != NULL &&
	    str_is(word, key);
}

static bool
take_field(struct arena *a, const struct field *field, struct str value,
    struct python *python)
{
	void *at = (char *)python + field->at;
	unsigned long long number;
	char *text;

	if (field->kind == KIND_NUMBER || field->kind == KIND_FLAG) {
		if (!str_number(value, field->kind == KIND_FLAG ? 1 : 9999,
		    &number))
			return false;
		if (field->kind == KIND_FLAG)
			*(bool *)at = number != 0;
		else
			*(unsigned *)at = (unsigned)number;
		return true;
	}
	if (field->kind == KIND_PATH && !str_starts(value, STR("/")))
		return false;
	text = str_copy(a, value);
	memcpy(at, &text, sizeof(text));
	return true;
}

static bool
take_level(struct str *rest, struct python *python)
{
	struct str value;

	if (!take_line(rest, "level", &value))
		return false;
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (str_is(value, levels[i].name)) {
			python->pre = levels[i].pre;
			return true;
		}
	return false;
}

static bool
take_fields(struct arena *a, struct str *rest, struct python *python)
{
	struct str value;

	*python = (struct python){ 0 };
	for (size_t i = 0; i < NFIELDS; i++)
		if (!take_line(rest, fields[i].key, &value) ||
		    !take_field(a, &fields[i], value, python))
			return false;
	return take_level(rest, python) && python->version[0] == 3 &&
	    python->implementation[0] != '\0' && python->platlibdir[0] != '\0';
}

bool
python_answer(struct arena *a, struct str text, struct python *python)
{
	return text.n > 0 && take_fields(a, &text, python) && text.n == 0;
}

static void
put_field(struct buf *b, const struct field *field,
    const struct python *python)
{
	const void *at = (const char *)python + field->at;
	const char *text;

	buf_texts(b, field->key, " ", NULL);
	if (field->kind == KIND_NUMBER) {
		buf_number(b, *(const unsigned *)at);
	} else if (field->kind == KIND_FLAG) {
		buf_number(b, *(const bool *)at);
	} else {
		memcpy(&text, at, sizeof(text));
		buf_text(b, text);
	}
	buf_char(b, '\n');
}

static const char *
level_name(char pre)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (levels[i].pre == pre)
			return levels[i].name;
	return "final";
}

static const size_t stamps[] = {
	offsetof(struct python_stamp, dev),
	offsetof(struct python_stamp, ino),
	offsetof(struct python_stamp, size),
	offsetof(struct python_stamp, mtime),
	offsetof(struct python_stamp, ctime),
	offsetof(struct python_stamp, venv_mtime),
	offsetof(struct python_stamp, venv_size),
};

enum { NSTAMPS = sizeof(stamps) / sizeof(stamps[0]) };

/* FNV-1a: detects bytes that a disk lost, not what somebody forged. */
static unsigned long long
sum_of(struct str s)
{
	unsigned long long sum = 0xcbf29ce484222325ull;

	for (size_t i = 0; i < s.n; i++)
		sum = (sum ^ (unsigned char)s.p[i]) * 0x100000001b3ull;
	return sum;
}

void
python_record(struct buf *b, const struct python *python,
    const struct python_stamp *stamp)
{
	size_t from = b->n;

	buf_text(b, "venvhook base\nstamp");
	for (size_t i = 0; i < NSTAMPS; i++) {
		unsigned long long n;

		memcpy(&n, (const char *)stamp + stamps[i], sizeof(n));
		buf_char(b, ' ');
		buf_number(b, n);
	}
	buf_texts(b, "\nreal ", python->real, "\n", NULL);
	for (size_t i = 0; i < NFIELDS; i++)
		put_field(b, &fields[i], python);
	buf_texts(b, "level ", level_name(python->pre), "\nsum ", NULL);
	/* the sum covers the key "sum " as well */
	buf_number(b, sum_of((struct str){ b->p + from, b->n - from }));
	buf_char(b, '\n');
}

static bool
take_stamp(struct str *rest, struct python_stamp *stamp)
{
	unsigned long long n;
	struct str value, word;

	if (!take_line(rest, "stamp", &value))
		return false;
	for (size_t i = 0; i < NSTAMPS; i++) {
		if (!str_cut(&value, ' ', &word) ||
		    !str_number(word, ~0ull, &n))
			return false;
		memcpy((char *)stamp + stamps[i], &n, sizeof(n));
	}
	return value.p == NULL;
}

bool
python_recall(struct arena *a, struct str text, struct python *python,
    struct python_stamp *stamp)
{
	struct str rest = text, real, value;
	unsigned long long sum;

	if (text.n == 0 || !take_line(&rest, "venvhook", &value) ||
	    !str_is(value, "base") || !take_stamp(&rest, stamp) ||
	    !take_line(&rest, "real", &real) ||
	    !str_starts(real, STR("/")) || !take_fields(a, &rest, python))
		return false;
	python->real = str_copy(a, real);
	return take_line(&rest, "sum", &value) && rest.n == 0 &&
	    !str_starts(value, STR("0")) && str_number(value, ~0ull, &sum) &&
	    sum == sum_of(str_range(text.p, value.p));
}

struct version
python_version(const struct python *python)
{
	struct version v = { .parts = 3, .pre = python->pre };

	memcpy(v.release, python->version, sizeof(python->version));
	v.pre_number = v.pre == 0 ? 0 : python->pre_number;
	return v;
}

const char *
python_name(struct arena *a, const struct python *python)
{
	struct version v = python_version(python);
	struct buf b = buf_in(a);

	buf_text(&b, "Python ");
	version_print(&b, &v);
	return buf_string(&b);
}

bool
python_setuptools(const struct python *python)
{
	return python->version[1] < SETUPTOOLS_UNTIL;
}

bool
python_threaded(const struct python *python)
{
	return strchr(python->abiflags, 't') != NULL;
}
