/* agree.c -- desk and centre compare their ledgers: on every new link before the desk sends
 * an operation, and again when the queue has drained.
 *
 *   HOLD ──sums agree──────────────────────────────► YES ─queue drained, a minute─► ask
 *    │ ▲                                              ▲
 *    │ └─another link                                 │ sums agree
 *    └─differ─► lines ─► re-sent ─► queue drains ─────┴─differ, three times─► NO
 *
 * 1. The desk sends and fetches nothing on a new link before the first comparison has
 *    ended: operations a new primary lacks must go before those that build on them.
 * 2. Every comparison ends: the queue never waits for one longer than PATIENCE.
 * 3. On a link whose ledgers agreed, the centre itself sends each verdict; so they go on
 *    agreeing.
 * 4. Where the centre knows operations that this store never sent, the store was copied
 *    or restored: it takes a new identity.
 */
#include "agree.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include "gate/conn.h"
#include "gate/decode.h"
#include "gate/stmt.h"
#include "store/ledger.h"
#include "store/outbox.h"

#include "client.h"
#include "compare.h"
#include "uplink.h"

enum { PATIENCE = 5000, PAGE = 1000, ROUNDS = 3, EVERY = 60000 };

struct agree {
	enum agreement said; /* the last result */
	bool blocks; /* no operation may be sent: the first comparison is under way */
	bool asked; /* a comparison is under way */
	bool wanted; /* another one is to start once the queue has drained */
	bool settled; /* a verdict came since the last comparison */
	int rounds; /* comparisons in a row that found a difference */
	int again; /* operations re-sent after the last round that found a difference */
	struct ledger_sum ours; /* the desk's sum when the centre was asked */
	int64_t next; /* the desk's next seq at that time */
	int64_t since; /* the first seq whose line is requested */
	VEC(struct ledger_line) theirs; /* the centre's lines received so far */
};

static void agree_look_again(void *arg, struct stamp now);

/* Ends a comparison with this result. */
static void
agree_conclude(struct desk *desk, enum agreement said, struct stamp now)
{
	struct agree *a = desk->agree;
	bool blocked = a->blocks;

	if (said != a->said)
		log_note("agree: %s", agreement_name(said));
	if (said == AGREE_YES) {
		ledger_agreed(desk->store);
		a->rounds = 0;
	} else {
		ledger_doubted(desk->store);
	}
	a->said = said;
	a->asked = a->blocks = false;
	vec_clear(&a->theirs);
	loop_timer(desk->loop, now.mono + EVERY, agree_look_again, desk);
	if (!blocked)
		return;
	desk_raise(desk, DESK_AGREED, now);
}

/* After a comparison that found differences: compares again when they are settled. */
static void
agree_go_on(struct desk *desk, struct stamp now)
{
	struct agree *a = desk->agree;
	bool spent = ++a->rounds > ROUNDS;

	agree_conclude(desk, spent ? AGREE_NO : AGREE_CHECKING, now);
	a->wanted = !spent;
	desk_raise(desk, DESK_KEPT, now);
}

/* Tells the clients that are logged in, once, that the store took a new identity. */
static void
agree_tell_forked(struct desk *desk)
{
	static const struct msg_word word = {
		.text = N_(
			"This store was copied or put back. It goes on under another "
			"name, with new registration numbers; what waited is sent."),
	};
	struct err err;

	if (!desk->store || !store_was_forked(desk->store) || !clients_welcome(desk))
		return;
	clients_tell(desk, msg_word(&word));
	if (store_fork_shown(desk->store, &err) != DONE)
		log_warn("agree: %s", err.text);
}

static void
agree_fork(struct desk *desk, struct stamp now)
{
	struct err err;
	enum verdict v = store_fork(desk->store, now.wall, &err);

	if (v != DONE)
		log_err("agree: the store could not take another name: %s", err.text);
	if (v == BROKEN)
		desk_raise_failed(desk, &err, now);
	agree_tell_forked(desk);
	agree_go_on(desk, now);
}

/* ---- lines ----------------------------------------------------------------------------- */

static void lines_ask(struct desk *, int64_t from, struct stamp now);

static bool
ledger_line_read(struct ledger_line *line, const struct pg_result *result, size_t row)
{
	const char *seq = decode_cell(result, row, "seq");
	const char *op = decode_cell(result, row, "op");
	const char *verdict = decode_cell(result, row, "verdict");

	if (!seq || !op || !verdict || !uuid_parse(op, &line->op))
		return false;
	line->seq = strtoll(seq, NULL, 10);
	line->filed = op_state_named(verdict);
	return true;
}

static void
ledger_repair(struct desk *desk, const struct ledger_fix *fixes, size_t n,
	      struct stamp now)
{
	struct agree *a = desk->agree;
	struct err err;
	enum verdict v;
	size_t i;

	for (i = 0, a->again = 0; i < n; i++)
		a->again += fixes[i].filed == OP_QUEUED;
	log_note("agree: %zu of the desk's ledger differ, %d are told again", n,
		 a->again);
	v = ledger_mend(desk->store, fixes, n, &err);
	if (v != DONE)
		log_err("agree: the ledger could not be mended: %s", err.text);
	if (v == BROKEN)
		desk_raise_failed(desk, &err, now);
}

static void
lines_judge(struct desk *desk, struct stamp now)
{
	struct agree *a = desk->agree;
	struct ledger theirs = { a->theirs.v, a->theirs.n }, ours;
	struct ledger_line *lines;
	struct ledger_fix *fixes;
	enum compared is;
	size_t n;

	ours.n = ledger_lines(desk->store, &lines);
	ours.lines = lines;
	for (; ours.n > 0 && ours.lines->seq < a->since; ours.n--)
		ours.lines++;
	fixes = xcalloc(ours.n + 1, sizeof *fixes);
	is = compare_lines(&ours, &theirs, fixes, &n);
	if (is == COMPARE_OTHER)
		ledger_repair(desk, fixes, n, now);
	free(fixes);
	free(lines);
	if (is == COMPARE_FOREIGN)
		agree_fork(desk, now);
	else
		agree_go_on(desk, now);
}

/* The centre did not answer; an older one never will. */
static void
agree_unknown(struct desk *desk, const struct reply *reply, struct stamp now)
{
	log_note("agree: not compared (%s), state %s", verdict_name(reply->verdict),
		 reply->state);
	if (desk->store)
		agree_conclude(
			desk, reply->verdict == LATER ? AGREE_CHECKING : AGREE_NO, now);
}

static void
lines_came(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct agree *a = desk->agree;
	struct ledger_line line = { .seq = 0 };
	size_t i, n;

	if (reply->verdict != DONE || !desk->store) {
		agree_unknown(desk, reply, now);
		return;
	}
	n = decode_count(reply->result);
	for (i = 0; i < n; i++)
		if (ledger_line_read(&line, reply->result, i))
			vec_push(&a->theirs, line);
	if (n >= PAGE)
		lines_ask(desk, line.seq + 1, now);
	else
		lines_judge(desk, now);
}

static void
lines_ask(struct desk *desk, int64_t from, struct stamp now)
{
	char store[UUID_TEXT], number[24], page[12];
	const char *const args[] = { store, number, page };
	const struct call call = { .name = stmts[STMT_LEDGER_ROWS].name,
				   .sql = stmts[STMT_LEDGER_ROWS].sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .patience = PATIENCE,
				   .fn = lines_came,
				   .arg = desk };

	uuid_text(store_id(desk->store), store);
	str_format(number, sizeof number, "%lld", (long long)from);
	str_format(page, sizeof page, "%d", PAGE);
	if (!pipe_call(uplink_pipe(desk), &call, now))
		agree_conclude(desk, AGREE_CHECKING, now);
}

static void
lines_ask_since(struct desk *desk, int64_t from, struct stamp now)
{
	desk->agree->since = from;
	lines_ask(desk, from, now);
}

/* ---- sums ------------------------------------------------------------------------------ */

static void
sum_came(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct agree *a = desk->agree;
	struct ledger_sum theirs = { .n = 0 };
	const char *n, *last, *hash;

	if (reply->verdict != DONE || !desk->store) {
		agree_unknown(desk, reply, now);
		return;
	}
	desk_raise(desk, DESK_ANSWERED, now);
	n = decode_cell(reply->result, 0, "n");
	last = decode_cell(reply->result, 0, "last");
	hash = decode_cell(reply->result, 0, "hash");
	theirs.n = n ? strtoll(n, NULL, 10) : -1;
	theirs.last = last ? strtoll(last, NULL, 10) : 0;
	str_copy(theirs.hash, sizeof theirs.hash, hash ? hash : "");
	switch (compare_sums(&a->ours, &theirs, a->next)) {
	case COMPARE_SAME:
		if (a->ours.below >= a->next)
			agree_conclude(desk, AGREE_YES, now);
		else
			lines_ask_since(desk, a->ours.below, now);
		break;
	case COMPARE_FOREIGN:
		agree_fork(desk, now);
		break;
	case COMPARE_OTHER:
		lines_ask_since(desk, a->ours.from, now);
		break;
	}
}

static void
sum_ask(struct desk *desk, struct stamp now)
{
	struct agree *a = desk->agree;
	char store[UUID_TEXT], from[24], below[24];
	const char *const args[] = { store, from, below };
	const struct call call = { .name = stmts[STMT_LEDGER].name,
				   .sql = stmts[STMT_LEDGER].sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .patience = PATIENCE,
				   .fn = sum_came,
				   .arg = desk };

	vec_clear(&a->theirs);
	a->wanted = false;
	ledger_sum(desk->store, &a->ours, &a->next);
	uuid_text(store_id(desk->store), store);
	str_format(from, sizeof from, "%lld", (long long)a->ours.from);
	str_format(below, sizeof below, "%lld", (long long)a->ours.below);
	a->asked = true;
	if (!pipe_call(uplink_pipe(desk), &call, now))
		agree_conclude(desk, AGREE_CHECKING, now);
}

/* ---- when ------------------------------------------------------------------------------ */

/* The link came up: starts a comparison. */
void
agree_up(struct desk *desk, struct event *event)
{
	struct agree *a = desk->agree;

	a->said = AGREE_CHECKING;
	a->rounds = 0;
	a->blocks = true;
	sum_ask(desk, event->now);
}

/* The link fell: forgets a comparison under way. */
void
agree_fell(struct desk *desk, struct event *event)
{
	struct agree *a = desk->agree;

	(void)event;
	loop_timer_off(desk->loop, agree_look_again, desk);
	a->said = AGREE_CHECKING;
	a->asked = a->blocks = a->wanted = false;
	vec_clear(&a->theirs);
	if (desk->store)
		ledger_doubted(desk->store);
}

void
agree_describe(const struct desk *desk, struct msg_link *out)
{
	out->agreed = desk->agree->said;
	out->again = desk->agree->again;
}

bool
agree_blocks(const struct desk *desk)
{
	return desk->agree->blocks;
}

static void
agree_look_again(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	struct agree *a = desk->agree;

	(void)now;
	a->wanted = a->said != AGREE_YES || a->settled;
	a->rounds = 0;
}

void
agree_settled(struct desk *desk, struct event *event)
{
	if (!desk->agree->settled)
		loop_timer(desk->loop, event->now.mono + EVERY, agree_look_again, desk);
	desk->agree->settled = true;
}

/* Before each sleep: starts a comparison that is wanted, once the queue has drained. */
void
agree_turn(struct desk *desk, struct event *event)
{
	struct agree *a = desk->agree;
	struct outbox_counts counts;

	if (!a->wanted || a->asked || !desk->store || !uplink_pipe(desk))
		return;
	outbox_counts(desk->store, &counts);
	if (counts.queued > 0) /* operations under way are still queued */
		return;
	a->settled = false;
	sum_ask(desk, event->now);
}

void
agree_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->agree = xcalloc(1, sizeof *desk->agree);
}

void
agree_ended(struct desk *desk, struct event *event)
{
	(void)event;
	loop_timer_off(desk->loop, agree_look_again, desk);
	vec_release(&desk->agree->theirs);
	free(desk->agree);
	desk->agree = NULL;
}

/* ---- the store's identity at the centre ------------------------------------------------ */

/* Adds the store's identity to the introduction. */
void
agree_admitted(struct desk *desk, struct event *event)
{
	struct greeting g;
	char text[UUID_TEXT];
	json_t *nonce;

	event->verdict = store_greet(desk->store, clock_now().wall, &g, event->err);
	if (event->verdict != DONE)
		return;
	nonce = json_object();
	json_put_int(nonce, "turn", g.n);
	json_put_int(nonce, "seq", g.seq);
	uuid_text(&g.next, text);
	json_put(nonce, "next", text);
	if (!uuid_is_nil(&g.last)) {
		uuid_text(&g.last, text);
		json_put(nonce, "held", text);
	}
	json_object_set_new(event->introduction->keepsakes, "nonce", nonce);
}

/* Reads the centre's answer to it. */
void
agree_greeted(struct desk *desk, struct event *event)
{
	const json_t *nonce = json_object_get(event->message, "nonce");

	if (!json_is_object(nonce))
		return;
	if (!json_is(nonce, "fork")) {
		event->verdict = store_greeted(desk->store, event->err);
		return;
	}
	log_warn("agree: the centre knows a newer store of this name");
	event->verdict = store_fork(desk->store, clock_now().wall, event->err);
}

void
agree_welcome(struct desk *desk, struct event *event)
{
	(void)event;
	agree_tell_forked(desk);
}
