/* meta.c -- small JSON values sealed in the store, by name: the operator, what the centre
 * handed out.  An unreadable value counts as absent: the centre can send it again.
 */
#include "meta.h"

#include <stdlib.h>

#include "base/str.h"

json_t *
meta_get(const struct desk *desk, const char *name)
{
	struct str text = { 0 };
	json_t *o = NULL;

	if (store_meta_get(desk->store, name, &text, NULL) == DONE && text.len &&
	    json_read(&o, text.s, text.len, NULL) != DONE)
		o = NULL;
	str_wipe(&text);
	return o;
}

enum verdict
meta_put(struct desk *desk, const char *name, const json_t *o, struct err *err)
{
	char *text = json_write(o);
	enum verdict v = store_meta_put(desk->store, name, text, err);

	free(text);
	return v;
}
