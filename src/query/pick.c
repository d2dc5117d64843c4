/* query/pick.c -- the codes, units or divisions that match what is typed, recent ones first. */
#include "query/pick.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include "table.h"

static const struct param params[] = {
	{ "table", N_("Table") },
	{ "text", N_("Text"), .preset = "" },
	{ "parent", N_("Below"), .preset = "" },
	{ "limit", N_("At most"), .preset = "50" },
};

static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT }, { "name", N_("Name"), COL_TEXT },
	{ "path", N_("Path"), COL_TEXT }, { "initials", N_("Initials"), COL_TEXT },
	{ "extra", NULL, COL_JSON },
};

const struct query query_pick = {
	.name = "pick",
	.label = N_("Pick"),
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};

bool
pick_is_place(const char *table)
{
	return str_eq(table, "division") || str_eq(table, "unit");
}

/* Without what parts the places of a path. */
static void
squeeze(char *out, size_t size, const char *text)
{
	static const char *const gaps[] = { "›", "　", " ", "\t", ">", "/" };
	struct str kept = { 0 };
	size_t i, n;

	for (; *text; text += n) {
		for (i = 0, n = 0; i < ARRAY_LEN(gaps) && !n; i++)
			n = str_starts(text, gaps[i]) ? strlen(gaps[i]) : 0;
		if (n)
			continue;
		n = 1;
		str_addc(&kept, *text);
	}
	str_copy(out, size, str_text(&kept));
	str_release(&kept);
}

/* The whole path, or its end from one of its places on. */
static bool
ends_path(const char *path, const char *text)
{
	static const char gap[] = "›";
	char end[400];

	while (path) {
		squeeze(end, sizeof end, path);
		if (str_eq(end, text))
			return true;
		path = strstr(path, gap);
		path = path ? path + sizeof gap - 1 : NULL;
	}
	return false;
}

/* A unit is called by the digits of its place too: 330106 for 330106000. */
static bool
is_code_of(const char *code, const char *text)
{
	size_t n = strlen(text);

	if (strcasecmp(code, text) == 0)
		return true;
	return n >= 4 && str_starts(code, text) && strlen(code) == 9 &&
	       strspn(code + n, "0") == 9 - n;
}

int
pick_only(const struct rows *rows, const char *typed)
{
	struct str plain = { 0 };
	char text[400];
	int whole = -1;
	size_t r, n = 0;

	utf8_narrow(&plain, typed, strlen(typed));
	squeeze(text, sizeof text, str_text(&plain));
	str_release(&plain);
	for (r = 0; rows && r < rows->n; r++) {
		if (is_code_of(rows_named(rows, r, "code"), text))
			return (int)r;
		if (!str_eq(rows_named(rows, r, "name"), text) &&
		    !ends_path(rows_named(rows, r, "path"), text))
			continue;
		whole = (int)r;
		n++;
	}
	if (rows && rows->n == 1)
		return 0;
	return n == 1 ? whole : -1;
}
