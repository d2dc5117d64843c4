/* witness.c -- the roots the centre handed out, kept sealed beyond the reach of its
 * administrators: they contradict a rewritten record.
 *
 * 1. Every greeting brings the newest root and the centre's present roots for the numbers
 *    this desk presents; the desk compares them itself.
 * 2. The operator is told of a difference for a day, and it is kept as evidence for good;
 *    it stops no work.
 */
#include "witness.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include "gate/conn.h"

#include "meta.h"

enum { KEPT = 8, EVIDENCE = 64, TOLD_FOR = 24 * 3600 * 1000 };

static const char roots[] = "roots", evidence[] = "root_faults";

/* A list stored under a name; an empty one where there is none. */
static json_t *
roots_of(struct desk *desk, const char *name)
{
	json_t *o = meta_get(desk, name);

	if (!json_is_array(o)) {
		json_decref(o);
		o = json_array();
	}
	return o;
}

void
witness_admitted(struct desk *desk, struct event *event)
{
	json_object_set_new(event->introduction->keepsakes, roots,
			    roots_of(desk, roots));
}

/* The centre's hash for number n; "" where it sent none. */
static const char *
root_at_centre(const json_t *root, int64_t n)
{
	const json_t *o;
	size_t i;

	if (json_int(root, "n", 0) == n)
		return json_text(root, "hash");
	json_array_foreach(json_object_get(root, "known"), i, o) {
		if (json_int(o, "n", 0) == n)
			return json_text(o, "hash");
	}
	return "";
}

/* Moves the roots that the centre contradicts from the kept ones to the evidence. */
static size_t
roots_compare(json_t *kept, json_t *faults, const json_t *root, int64_t wall)
{
	size_t i = 0, found = 0;
	const char *is;
	json_t *one;

	while (i < json_array_size(kept)) {
		one = json_array_get(kept, i);
		is = root_at_centre(root, json_int(one, "n", 0));
		if (str_eq(is, json_text(one, "hash"))) {
			i++;
			continue;
		}
		json_put(one, "centre", is);
		json_put_int(one, "seen", wall);
		if (json_array_size(faults) < EVIDENCE)
			json_array_append(faults, one);
		json_array_remove(kept, i);
		found++;
	}
	return found;
}

static bool
root_is_valid(const json_t *root)
{
	const char *hash = json_text(root, "hash");

	return json_int(root, "n", 0) > 0 && strlen(hash) == 64 &&
	       strspn(hash, "0123456789abcdef") == 64;
}

/* Appends the newest root and drops the oldest. */
static void
roots_add(json_t *kept, const json_t *root)
{
	const json_t *last = json_array_get(kept, json_array_size(kept) - 1);

	if (!root_is_valid(root) || json_int(last, "n", 0) == json_int(root, "n", 0))
		return;
	json_array_append_new(kept, json_pack("{s:I, s:s, s:s}", "n",
					      (json_int_t)json_int(root, "n", 0),
					      "hash", json_text(root, "hash"), "at",
					      json_text(root, "at")));
	if (json_array_size(kept) > KEPT)
		json_array_remove(kept, 0);
}

void
witness_greeted(struct desk *desk, struct event *event)
{
	const json_t *root = json_object_get(event->message, "root");
	json_t *kept = roots_of(desk, roots), *faults = roots_of(desk, evidence);
	enum verdict v = DONE;
	size_t found;

	found = roots_compare(kept, faults, root, event->now.wall);
	if (found) {
		log_warn("witness: the centre contradicts %zu roots it handed out",
			 found);
		v = meta_put(desk, evidence, faults, event->err);
	}
	roots_add(kept, root);
	if (v == DONE)
		v = meta_put(desk, roots, kept, event->err);
	json_decref(kept);
	json_decref(faults);
	event->verdict = v;
}

bool
witness_contradicted(struct desk *desk, int64_t wall)
{
	json_t *faults = roots_of(desk, evidence);
	const json_t *last = json_array_get(faults, json_array_size(faults) - 1);
	bool lately = last && wall - json_int(last, "seen", 0) < TOLD_FOR;

	json_decref(faults);
	return lately;
}

static void
roots_put(struct rows *rows, const json_t *list, const char *found)
{
	const char *cells[5];
	const json_t *o;
	char n[24];
	size_t i;

	json_array_foreach(list, i, o) {
		str_format(n, sizeof n, "%lld", (long long)json_int(o, "n", 0));
		cells[0] = n;
		cells[1] = json_text(o, "hash");
		cells[2] = json_text(o, "at");
		cells[3] = found;
		cells[4] = json_text(o, "centre");
		rows_add(rows, cells);
	}
}

void
witness_rows(struct desk *desk, struct rows *rows)
{
	json_t *kept = roots_of(desk, roots), *faults = roots_of(desk, evidence);

	roots_put(rows, faults, "contradicted");
	roots_put(rows, kept, "held");
	json_decref(kept);
	json_decref(faults);
}
