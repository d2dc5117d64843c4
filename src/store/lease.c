/* lease.c -- blocks of registration numbers.  They stand in the head, so that drawing one
 * and keeping the operation it belongs to is the same write.
 */
#include "store/lease.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "inside.h"

#define SERIAL_MOST 99999999

static bool
is_empty(const struct lease *l)
{
	return l->unit[0] == '\0' || l->next > l->last;
}

enum verdict
lease_request(struct store *s, int64_t wall, struct uuid *request, struct err *err)
{
	enum verdict v = DONE;

	if (uuid_is_nil(&s->head.request)) {
		v = store_begin(s, SURVIVE_POWER, err);
		if (v != DONE)
			return v;
		s->next.request = uuid_new(wall);
		v = store_commit(s, err);
	}
	*request = s->head.request;
	return v;
}

static enum verdict
check_block(const char *unit, int64_t first, int64_t last, struct err *err)
{
	if (strlen(unit) != 9 || strspn(unit, "0123456789") != 9 || first < 1 ||
	    last < first || last > SERIAL_MOST)
		return broken(err,
			      _("The centre lent registration numbers that are none."));
	return DONE;
}

enum verdict
lease_add(struct store *s, const char *unit, int64_t first, int64_t last,
	  const struct uuid *request, struct err *err)
{
	struct lease *l, *room = NULL;
	enum verdict v = check_block(unit, first, last, err);
	size_t i;

	if (v != DONE)
		return v;
	for (i = 0; i < LEASES_MOST; i++)
		if (uuid_eq(&s->head.leases[i].request, request))
			return DONE;
	v = store_begin(s, SURVIVE_POWER, err);
	if (v != DONE)
		return v;
	/* The slot longest used up: the latest answers are remembered the longest. */
	for (i = 0, l = s->next.leases; i < LEASES_MOST && !room; i++, l++)
		room = is_empty(l) ? l : NULL;
	if (!room) {
		store_abort(s);
		return refuse(err, _("There are enough registration numbers already."));
	}
	memmove(room, room + 1,
		(size_t)(s->next.leases + LEASES_MOST - room - 1) * sizeof *room);
	l = &s->next.leases[LEASES_MOST - 1];
	memset(l, 0, sizeof *l);
	str_copy(l->unit, sizeof l->unit, unit);
	l->next = first;
	l->last = last;
	l->request = *request;
	if (uuid_eq(&s->next.request, request))
		memset(&s->next.request, 0, sizeof s->next.request);
	return store_commit(s, err);
}

int64_t
lease_left(const struct store *s)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < LEASES_MOST; i++)
		if (!is_empty(&s->head.leases[i]))
			n += s->head.leases[i].last - s->head.leases[i].next + 1;
	return n;
}

enum verdict
lease_take(struct store *s, int32_t day, char regno[41], struct err *err)
{
	int y, m, d;
	size_t i;

	for (i = 0; i < LEASES_MOST; i++) {
		struct lease *l = &s->next.leases[i];

		if (is_empty(l))
			continue;
		day_split(day, &y, &m, &d);
		str_format(regno, 41, "%s%04d%02d%02d%08" PRId64, l->unit, y, m, d,
			   l->next++);
		return DONE;
	}
	return later(err,
		     _("No registration numbers are left; new ones come as soon as the "
		       "centre can be reached. Your entry stays as a draft."));
}
