/* life.c -- the steps are a table; whoever ran them finds every answer in the acks. */
#include "life.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/mirror.h"

#include "tests/quick_kdf.h"

#define WALL	 INT64_C(1795400000000) /* 2026-11-23 */
#define LATER_ON (WALL + INT64_C(100) * 3600000) /* history may go */
#define NAME	 "recv"

static const char *const passwords[] = { "correct horse", "battery staple", "third" };
static unsigned char recovery_public[32], recovery_secret[32];

struct uuid
life_uuid(char kind, int n)
{
	struct uuid id = { { 1, 2, 3, 4, 5, 6, 0x70, 7, 0x80, 8 } };

	id.b[13] = (unsigned char)kind;
	id.b[14] = (unsigned char)(n >> 8);
	id.b[15] = (unsigned char)n;
	return id;
}

/* Every fourth operation registers, those after it are about the same ticket. */
static struct command
command_make(int n)
{
	static const char *const names[] = { "register", "note", "assign", "urge" };
	struct command cmd = { .op = life_uuid('o', n),
			       .ticket = life_uuid('t', n / 4),
			       .action = action_named(names[n % 4]) };
	char text[2400];
	size_t len = 40 + (size_t)(n % 5) * 550;

	memset(text, 'a' + n % 26, len);
	text[len] = '\0';
	cmd.payload = json_object();
	json_put(cmd.payload, "content", text);
	json_put(cmd.payload, "received", "2026-11-23T14:05:09.123+08:00");
	return cmd;
}

static struct life_ack *
note_ack(struct life *l, const struct kept *kept)
{
	struct life_ack ack = { .op = kept->op, .seq = kept->seq, .step = l->step };

	str_copy(ack.regno, sizeof ack.regno, kept->regno);
	vec_push(&l->acks, ack);
	return &l->acks.v[l->acks.n - 1];
}

static struct life_ack *
ack_of(struct life *l, const struct uuid *op)
{
	struct life_ack *a;

	vec_each(a, &l->acks)
		if (uuid_eq(&a->op, op))
			return a;
	return NULL;
}

/* ---- the steps ------------------------------------------------------------------------------ */

struct step {
	enum verdict (*run)(struct life *, const struct step *, struct err *);
	int a, b, c;
	enum lasting lasting;
	bool again;
};

static enum verdict
do_create(struct life *l, const struct step *st, struct err *err)
{
	struct store_params params = { .password = passwords[0],
				       .kdf_mib = 64,
				       .wall = WALL };

	(void)st;
	l->password = passwords[0];
	return store_create(&l->s, LIFE_DIR, NAME, &params, err);
}

static enum verdict
do_open(struct life *l, const struct step *st, struct err *err)
{
	(void)st;
	life_close(l);
	return store_open(&l->s, LIFE_DIR, NAME, l->password, err);
}

static enum verdict
do_recover(struct life *l, const struct step *st, struct err *err)
{
	struct store_recovery by = { .password = passwords[st->a] };
	enum verdict v;

	memcpy(by.secret, recovery_secret, sizeof by.secret);
	life_close(l);
	v = store_recover(&l->s, LIFE_DIR, NAME, &by, err);
	if (v == DONE)
		l->password = by.password;
	return v;
}

static enum verdict
do_close(struct life *l, const struct step *st, struct err *err)
{
	(void)st;
	(void)err;
	life_close(l);
	return DONE;
}

static enum verdict
do_request(struct life *l, const struct step *st, struct err *err)
{
	struct uuid request;

	(void)st;
	return lease_request(l->s, WALL, &request, err);
}

static enum verdict
do_lend(struct life *l, const struct step *st, struct err *err)
{
	struct lease block = { .unit = "330100000", .first = st->a, .last = st->b };
	struct uuid request = life_uuid('r', st->a);

	return lease_add(l->s, &block, &request, err);
}

static enum verdict
do_meta(struct life *l, const struct step *st, struct err *err)
{
	char name[20], text[40];

	str_format(name, sizeof name, "meta%d", st->a);
	str_format(text, sizeof text, "value %d of %d", st->b, st->a);
	return store_meta_put(l->s, name, st->b ? text : NULL, err);
}

static enum verdict
do_codes(struct life *l, const struct step *st, struct err *err)
{
	struct sync_point point = { .stream = "codes", .epoch = st->a };
	struct code_row rows[30];
	char code[30][8], name[30][20];
	size_t i;

	memset(rows, 0, sizeof rows);
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		str_format(code[i], sizeof code[i], "%d%02zu", st->a, i);
		str_format(name[i], sizeof name[i], "code %d %zu", st->b, i);
		rows[i] = (struct code_row){ .table = "unit",
					     .code = code[i],
					     .name = name[i],
					     .sort = (int)i };
	}
	return mirror_put_codes(l->s, rows, ARRAY_LEN(rows), &point, err);
}

static enum verdict
do_used(struct life *l, const struct step *st, struct err *err)
{
	(void)st;
	return mirror_used(l->s, "unit", "101", WALL, err);
}

static enum verdict
do_list(struct life *l, const struct step *st, struct err *err)
{
	struct rows *rows = rows_new(query_named("worklist"));
	const char *cells[32] = { 0 };
	struct list_name list = { "", "tosign" };
	char id[UUID_TEXT];
	struct uuid ticket;
	enum verdict v;
	int i;

	for (i = 0; i < st->a; i++) {
		ticket = life_uuid('l', i);
		uuid_text(&ticket, id);
		cells[query_column(rows->query, "ticket")] = id;
		cells[query_column(rows->query, "title")] = st->b ? "once" : "twice";
		rows_add(rows, cells);
	}
	v = mirror_put_worklist(l->s, &list, rows, WALL, err);
	rows_free(rows);
	return v;
}

static enum verdict
do_ticket(struct life *l, const struct step *st, struct err *err)
{
	struct uuid ticket = life_uuid('l', st->a);
	json_t *doc = json_object();
	enum verdict v;
	char *text;

	json_put(doc, "state", st->b ? "TS11" : "TS20");
	if (st->c) { /* KiB, so that the log grows long */
		text = xcalloc(1, (size_t)st->c * 1024 + 1);
		memset(text, 'x', (size_t)st->c * 1024);
		json_put(doc, "detail", text);
		free(text);
	}
	v = mirror_put_ticket(l->s, &ticket, doc, WALL, err);
	json_decref(doc);
	return v;
}

static enum verdict
do_apply(struct life *l, const struct step *st, struct err *err)
{
	struct ticket_change change = { .ticket = life_uuid('l', st->a),
					.version = st->b,
					.state = "TS20",
					.unit = "330106000" };

	return mirror_apply(l->s, &change, 1, err);
}

static enum verdict
do_forget(struct life *l, const struct step *st, struct err *err)
{
	(void)st;
	return mirror_forget(l->s, err);
}

static enum verdict
do_draft(struct life *l, const struct step *st, struct err *err)
{
	char body[80];
	struct draft draft = {
		.id = life_uuid('d', st->a), .seq = st->b, .at = WALL, .body = body
	};

	str_format(body, sizeof body, "{\"fields\":{\"n\":\"%d\"}}", st->b);
	return draft_put(l->s, &draft, err);
}

static enum verdict
do_drop(struct life *l, const struct step *st, struct err *err)
{
	struct uuid draft = life_uuid('d', st->a);

	return draft_drop(l->s, &draft, err);
}

/* b operations from a on; c: the draft that ends with them. */
static enum verdict
do_put(struct life *l, const struct step *st, struct err *err)
{
	struct command cmds[8];
	struct kept kept[8];
	struct uuid draft = life_uuid('d', st->c);
	struct parcel parcel = { .commands = cmds,
				 .n = (size_t)st->b,
				 .draft = st->c ? &draft : NULL,
				 .wall = WALL };
	enum verdict v;
	int i;

	for (i = 0; i < st->b; i++)
		cmds[i] = command_make(st->a + i);
	v = outbox_put(l->s, &parcel, kept, err);
	for (i = 0; i < st->b; i++) {
		if (v == DONE && !ack_of(l, &kept[i].op))
			note_ack(l, &kept[i]);
		json_decref(cmds[i].payload);
	}
	return v;
}

/* b verdicts c from operation a on. */
static enum verdict
do_settle(struct life *l, const struct step *st, struct err *err)
{
	struct settlement settled[8];
	json_t *detail = json_object();
	struct life_ack *a;
	enum verdict v;
	int i;

	json_put(detail, "text", "No.");
	for (i = 0; i < st->b; i++)
		settled[i] = (struct settlement){ .op = life_uuid('o', st->a + i),
						  .state = (enum op_state)st->c,
						  .detail = detail,
						  .wall = WALL };
	v = st->b == 1 ? outbox_settle(l->s, settled, err)
		       : outbox_settle_many(l->s, settled, (size_t)st->b, err);
	for (i = 0; v == DONE && st->c == OP_APPLIED && i < st->b; i++)
		if ((a = ack_of(l, &settled[i].op)))
			a->applied = true;
	json_decref(detail);
	return v;
}

static enum verdict
do_sent(struct life *l, const struct step *st, struct err *err)
{
	struct operation out[16];
	size_t n, i;
	enum verdict v = outbox_next(l->s, out, ARRAY_LEN(out), &n, err);

	(void)st;
	for (i = 0; v == DONE && i < n; i++) {
		outbox_sent(l->s, &out[i].op);
		operation_release(&out[i]);
	}
	outbox_unsent(l->s);
	return v;
}

static enum verdict
do_withdraw(struct life *l, const struct step *st, struct err *err)
{
	struct uuid op = life_uuid('o', st->a);
	enum verdict v = outbox_withdraw(l->s, &op, "twice", WALL, err);
	struct life_ack *a = ack_of(l, &op);

	if (v == DONE && a)
		a->withdrawn = true;
	return v;
}

static enum verdict
do_retry(struct life *l, const struct step *st, struct err *err)
{
	struct uuid op = life_uuid('o', st->a);
	struct kept kept;
	enum verdict v = outbox_retry(l->s, &op, WALL, &kept, err);

	if (v == DONE && !ack_of(l, &kept.op))
		note_ack(l, &kept)->again = true;
	return v;
}

static enum verdict
do_mend(struct life *l, const struct step *st, struct err *err)
{
	struct uuid old = life_uuid('o', st->a);
	struct command cmd = command_make(st->a);
	struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };
	struct kept kept;
	enum verdict v;

	cmd.op = life_uuid('o', st->b);
	v = outbox_mend(l->s, &old, &parcel, &kept, err);
	if (v == DONE && !ack_of(l, &kept.op))
		note_ack(l, &kept)->again = true;
	json_decref(cmd.payload);
	return v;
}

static enum verdict
do_rewrap(struct life *l, const struct step *st, struct err *err)
{
	enum verdict v = store_rewrap(l->s, passwords[st->a], 0, err);

	if (v == DONE)
		l->password = passwords[st->a];
	return v;
}

static enum verdict
do_offer(struct life *l, const struct step *st, struct err *err)
{
	return store_offer(l->s, st->a ? passwords[st->a] : NULL, err);
}

static enum verdict
do_recovery(struct life *l, const struct step *st, struct err *err)
{
	(void)st;
	return store_set_recovery(l->s, recovery_public, err);
}

/* a: how often; b: history of three days may go. */
static enum verdict
do_tidy(struct life *l, const struct step *st, struct err *err)
{
	int i;

	(void)err;
	for (i = 0; i < st->a && store_tidy(l->s, st->b ? LATER_ON : WALL); i++)
		;
	l->trimmed += st->b;
	return DONE;
}

/* Versions of clang-format lay out braces in a macro each in its own way. */
/* clang-format off */
#define POWER LASTS_POWER
#define KILL LASTS_KILL
#define NOT LASTS_NOT
#define PUT(a, b, c) { do_put, a, b, c, POWER, true }
#define SETTLE(a, b, c) { do_settle, a, b, c, KILL, false }
#define DRAFT(a, b) { do_draft, a, b, 0, KILL, false }
#define OPEN { do_open, 0, 0, 0, NOT, false }
/* clang-format on */
/* A call, its drafts and its answer, as they come all day. */
#define DAY(op, d)                                                           \
	DRAFT(d, 1), DRAFT(d, 2), DRAFT(d, 3), PUT(op, 4, d),                \
		{ do_sent, 0, 0, 0, NOT, false }, SETTLE(op, 1, OP_APPLIED), \
		SETTLE(op + 1, 3, OP_APPLIED)

static const struct step steps[] = {
	{ do_create, 0, 0, 0, POWER, false },
	{ do_request, 0, 0, 0, POWER, true },
	{ do_lend, 1, 9, 0, POWER, true },
	{ do_meta, 1, 1, 0, KILL, false },
	{ do_meta, 2, 1, 0, KILL, false },
	{ do_codes, 1, 1, 0, KILL, false },
	{ do_tidy, 1, 0, 0, NOT, false },
	{ do_used, 0, 0, 0, KILL, false },
	{ do_list, 6, 0, 0, KILL, false },
	{ do_ticket, 1, 0, 0, KILL, false },
	DRAFT(1, 1),
	DRAFT(1, 2),
	DRAFT(2, 1),
	PUT(0, 1, 1),
	PUT(1, 3, 0),
	{ do_sent, 0, 0, 0, NOT, false },
	SETTLE(0, 1, OP_APPLIED),
	PUT(4, 4, 0),
	DRAFT(2, 2),
	SETTLE(1, 1, OP_REFUSED), /* holds 2 and 3 */
	{ do_mend, 1, 100, 0, POWER, true },
	SETTLE(4, 1, OP_CONFLICT),
	{ do_retry, 4, 0, 0, POWER, false },
	OPEN,
	SETTLE(100, 1, OP_ADMIN),
	{ do_retry, 100, 0, 0, POWER, false },
	PUT(8, 4, 2),
	{ do_meta, 1, 2, 0, KILL, false },
	SETTLE(8, 1, OP_REFUSED),
	{ do_withdraw, 8, 0, 0, POWER, true },
	{ do_apply, 2, 4, 0, KILL, false },
	{ do_recovery, 0, 0, 0, POWER, true },
	{ do_offer, 1, 0, 0, POWER, true },
	{ do_offer, 0, 0, 0, POWER, true },
	{ do_offer, 1, 0, 0, POWER, true },
	{ do_rewrap, 1, 0, 0, POWER, true },
	PUT(12, 4, 0),
	OPEN,
	{ do_lend, 20, 60, 0, POWER, true },
	DAY(16, 3),
	{ do_codes, 2, 1, 0, KILL, false },
	{ do_tidy, 3, 0, 0, NOT, false },
	DAY(20, 4),
	DAY(24, 3),
	DAY(52, 4),
	DAY(56, 5),
	{ do_list, 4, 1, 0, KILL, false },
	{ do_ticket, 1, 1, 0, KILL, false },
	{ do_ticket, 3, 1, 400, KILL, false },
	DAY(28, 5),
	{ do_tidy, 3, 0, 0, NOT, false }, /* the log is long: into the file with it */
	DAY(32, 6),
	DAY(36, 7),
	DRAFT(8, 1),
	{ do_drop, 8, 0, 0, KILL, false },
	{ do_close, 0, 0, 0, NOT, false },
	{ do_recover, 2, 0, 0, POWER, false },
	DAY(40, 3),
	{ do_codes, 1, 2, 0, KILL, false },
	{ do_tidy, 3, 1, 0, NOT, false },
	{ do_tidy, 3, 1, 0, NOT, false },
	PUT(44, 4, 0),
	{ do_meta, 2, 0, 0, KILL, false },
	{ do_forget, 0, 0, 0, KILL, false },
	SETTLE(44, 2, OP_APPLIED),
	PUT(48, 1, 0),
	{ do_close, 0, 0, 0, NOT, false },
};

int
life_length(void)
{
	return (int)ARRAY_LEN(steps);
}

enum lasting
life_lasting(int step)
{
	return steps[step].lasting;
}

bool
life_again(int step)
{
	return steps[step].again;
}

enum verdict
life_step(struct life *l, int step, struct err *err)
{
	const struct step *st = &steps[step];

	if (sodium_init() < 0)
		abort();
	if (recovery_public[0] == 0)
		crypto_box_seed_keypair(
			recovery_public, recovery_secret,
			(const unsigned char *)"thirty-two bytes, and not random");
	if (!l->s && st->run != do_create && st->run != do_open &&
	    st->run != do_recover && st->run != do_close)
		return later(err, "The store is not open.");
	l->step = step;
	return st->run(l, st, err);
}

enum verdict
life_open(struct life *l, struct err *err)
{
	enum verdict v = REFUSED;
	size_t i;

	life_close(l);
	for (i = 0; v == REFUSED && i < ARRAY_LEN(passwords); i++) {
		v = store_open(&l->s, LIFE_DIR, NAME, passwords[i], err);
		if (v == DONE)
			l->password = passwords[i];
	}
	return v;
}

void
life_close(struct life *l)
{
	store_close(l->s);
	l->s = NULL;
}

void
life_release(struct life *l)
{
	life_close(l);
	vec_release(&l->acks);
	memset(l, 0, sizeof *l);
}

enum verdict
life_extra(struct life *l, int number, struct kept *kept, struct err *err)
{
	struct command cmd = command_make(4 * number);
	struct parcel parcel = { .commands = &cmd, .n = 1, .wall = WALL };
	enum verdict v;

	cmd.op = life_uuid('x', number);
	v = outbox_put(l->s, &parcel, kept, err);
	json_decref(cmd.payload);
	return v;
}
