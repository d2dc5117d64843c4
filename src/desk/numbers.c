/* numbers.c -- leases registration numbers from the centre, before they are needed.
 * Law: one request at a time; a request whose answer was lost is repeated under its id, so
 * that the centre lends the same block again.
 */
#include "numbers.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "gate/decode.h"
#include "gate/stmt.h"
#include "store/lease.h"

#include "uplink.h"

struct numbers {
	bool asked; /* a request is under way */
	bool tried; /* a request was answered, or none is needed */
};

/* Stores the block of numbers that the centre lent. */
static enum verdict
numbers_add(struct store *store, const struct pg_result *result, struct stamp now,
	    struct err *err)
{
	const char *unit = decode_cell(result, 0, "unit");
	const char *first = decode_cell(result, 0, "first");
	const char *last = decode_cell(result, 0, "last");
	struct lease block = { 0 };
	struct uuid request;
	enum verdict v;

	if (!unit || !first || !last)
		return BROKEN;
	str_copy(block.unit, sizeof block.unit, unit);
	block.first = strtoll(first, NULL, 10);
	block.last = strtoll(last, NULL, 10);
	v = lease_request(store, now.wall, &request, err);
	return v == DONE ? lease_add(store, &block, &request, err) : v;
}

static void
numbers_came(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct err err;
	enum verdict v = reply->verdict;

	desk->numbers->asked = false;
	desk->numbers->tried = true;
	if (v == DONE)
		v = numbers_add(desk->store, reply->result, now, &err);
	if (v != DONE)
		log_warn("sync: no numbers (%s), state %s", verdict_name(v),
			 reply->state);
	desk_raise(desk, DESK_NUMBERED, now);
}

/* Only an operator who registers calls needs numbers. */
static bool
operator_registers(const struct desk *desk)
{
	const json_t *duties = json_object_get(desk->who, "duties"), *duty;
	size_t i;

	json_array_foreach(duties, i, duty)
		if (str_eq(json_text(duty, "duty"), "r01"))
			return true;
	return false;
}

void
numbers_ask(struct desk *desk, struct stamp now)
{
	const long want = conf_int(desk->conf, CONF_LEASE);
	char store[UUID_TEXT], request[UUID_TEXT], count[24];
	const char *const args[] = { store, request, count };
	const struct call call = { .name = stmts[STMT_LEASE].name,
				   .sql = stmts[STMT_LEASE].sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .fn = numbers_came,
				   .arg = desk };
	struct uuid id;
	struct err err;

	if (!operator_registers(desk)) {
		desk->numbers->tried = true;
		return;
	}
	if (desk->numbers->asked || !uplink_pipe(desk) ||
	    leases_left(desk->store) * 2 > want)
		return;
	if (lease_request(desk->store, now.wall, &id, &err) != DONE) {
		log_err("sync: no request for numbers could be kept: %s", err.text);
		desk->numbers->tried = true;
		return;
	}
	uuid_text(store_id(desk->store), store);
	uuid_text(&id, request);
	str_format(count, sizeof count, "%ld", want);
	desk->numbers->asked = pipe_call(uplink_pipe(desk), &call, now) != 0;
}

bool
numbers_tried(const struct desk *desk)
{
	return desk->numbers->tried;
}

/* ---- events ------------------------------------------------------------------------------ */

void
numbers_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->numbers = xcalloc(1, sizeof *desk->numbers);
}

void
numbers_want(struct desk *desk, struct event *event)
{
	numbers_ask(desk, event->now);
}

void
numbers_fell(struct desk *desk, struct event *event)
{
	(void)event;
	desk->numbers->asked = false;
}

void
numbers_ended(struct desk *desk, struct event *event)
{
	(void)event;
	free(desk->numbers);
	desk->numbers = NULL;
}
