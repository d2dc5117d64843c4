/* unit.h -- what every unit test starts from: cmocka and its own needs. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* clang-format off: needs all of the above */
#include <cmocka.h>
/* clang-format on */

#include "base/err.h"

/* cmocka prints a skipped test as "not ok", which prove takes for a failure. */
#define pass_over(why)                                           \
	do {                                                     \
		print_message("# not examined here: %s\n", why); \
		return;                                          \
	} while (0)

/* The next field of a CSV line, quotes taken off; NULL after the last. */
static inline char *
csv_next(char **rest)
{
	char *s = *rest, *to = s, *out = s;
	bool quoted = false;

	if (!s)
		return NULL;
	for (; *s && *s != '\n' && (quoted || *s != ','); s++) {
		if (*s == '"' && quoted && s[1] == '"')
			*to++ = *s++;
		else if (*s == '"')
			quoted = !quoted;
		else
			*to++ = *s;
	}
	*rest = *s == ',' ? s + 1 : NULL;
	*to = '\0';
	return out;
}

/* Reads the rows after the header; returns how many fields (at most 12) each has. */
static inline int
csv_row(FILE *f, char *line, int size, char *field[12])
{
	char *rest = line;
	int n;

	if (!fgets(line, size, f))
		return 0;
	for (n = 0; n < 12 && (field[n] = csv_next(&rest)); n++)
		;
	return n;
}

static inline FILE *
csv_open(const char *path)
{
	FILE *f = fopen(path, "r");
	char line[1024];

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	return f;
}

#endif
