/* lease.c -- blocks of registration numbers.  They stand in the head, so that one write
 * draws a number and stores its operation.
 */
#include "store/lease.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "inside.h"

static bool
is_empty(const struct lent *l)
{
	return l->block.unit[0] == '\0' || lease_left(&l->block) == 0;
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
check_block(const struct lease *block, struct err *err)
{
	if (strlen(block->unit) != 9 || strspn(block->unit, "0123456789") != 9 ||
	    block->first < 1 || block->last < block->first ||
	    block->last > REGNO_SERIAL_MAX)
		return broken(err,
			      _("The centre lent registration numbers that are none."));
	return DONE;
}

enum verdict
lease_add(struct store *s, const struct lease *block, const struct uuid *request,
	  struct err *err)
{
	struct lent *l, *room = NULL;
	enum verdict v = check_block(block, err);
	size_t i;

	if (v != DONE)
		return v;
	for (i = 0; i < LEASES_MOST; i++)
		if (uuid_eq(&s->head.leases[i].request, request))
			return DONE;
	v = store_begin(s, SURVIVE_POWER, err);
	if (v != DONE)
		return v;
	/* Takes the slot used up first, so that the latest answers are kept longest. */
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
	l->block = *block;
	l->block.next = block->first;
	l->request = *request;
	if (uuid_eq(&s->next.request, request))
		memset(&s->next.request, 0, sizeof s->next.request);
	return store_commit(s, err);
}

int64_t
leases_left(const struct store *s)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < LEASES_MOST; i++)
		if (!is_empty(&s->head.leases[i]))
			n += lease_left(&s->head.leases[i].block);
	return n;
}

enum verdict
lease_draw(struct store *s, int32_t day, char regno[41], struct err *err)
{
	size_t i;

	for (i = 0; i < LEASES_MOST; i++)
		if (!is_empty(&s->next.leases[i]) &&
		    lease_take(&s->next.leases[i].block, day, regno))
			return DONE;
	return later(err,
		     _("No registration numbers are left; new ones come as soon as the "
		       "centre can be reached. Your entry stays as a draft."));
}
