/* code.h -- one code of a table, and its path from the top. */
#ifndef STORE_CODE_H
#define STORE_CODE_H

#include "inside.h"

struct code {
	struct str name, short_name, parent, initials, extra;
	char from[11], to[11];
};

/* LATER: no such code.  out may be reused. */
enum verdict code_get(struct store *, const char *table, const char *code,
		      struct code *out, struct err *) MUST;
/* Frees what the code owns. */
void code_release(struct code *);
/* Sets out to "|top|…|parent|", the codes above one; "|" where there are none. */
enum verdict code_above(struct store *, const char *table, const char *parent,
			struct str *out, struct err *) MUST;
/* Sets out to the short names from the top, joined by " › ". */
enum verdict code_path(struct store *, const char *table, const char *code,
		       struct str *out, struct err *) MUST;

#endif
