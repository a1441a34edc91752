#include "config.h"

#include "core/python/pyproject.h"

#include "core/text/toml.h"

enum pyproject_state
pyproject_requires(struct arena *a, struct str text, struct str *out)
{
	struct str value;

	switch (toml_find(text, "project.requires-python", &value)) {
	case TOML_SILENT:
		return PYPROJECT_SILENT;
	case TOML_TABLE:
	case TOML_BAD:
		return PYPROJECT_BAD;
	case TOML_VALUE:
		break;
	}
	if (!toml_string(a, value, out))
		return PYPROJECT_BAD;
	*out = str_trim(*out);
	return PYPROJECT_FOUND;
}

bool
pin_next(struct str *rest, struct str *word)
{
	struct str line;

	while (str_line(rest, &line)) {
		size_t n = 0;

		if (str_starts(line, STR("\xef\xbb\xbf")))
			line = (struct str){ line.p + 3, line.n - 3 };
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		while (n < line.n && line.p[n] != ' ' && line.p[n] != '\t')
			n++;
		*word = (struct str){ line.p, n };
		return true;
	}
	return false;
}
