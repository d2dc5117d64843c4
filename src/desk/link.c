/* link.c -- the state of the link, reported to the clients; the pump decides when to dial.
 *
 *   DOWN ─dial─► CONNECTING ─► UP          LATER: DOWN, until the pump dials again
 *     ▲ ▲____________│__________│          password refused: AUTH, until a new one
 *
 * 1. Clients are told of every change once, at the end of the turn.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/outbox.h"

#include "desk.h"

enum { SKEW_WORTH_TELLING = 5 * 60 * 1000 };

static void
become(struct desk *desk, enum link_state state, const char *text, struct stamp now)
{
	struct link *l = &desk->link;

	if ((l->state == LINK_UP) != (state == LINK_UP) || !l->since)
		l->since = now.wall; /* dialling again does not count as a change */
	l->state = state;
	l->host[0] = '\0';
	str_copy(l->text, sizeof l->text, text);
	json_decref(l->args);
	l->args = NULL;
	l->changed = true;
}

static const char contradicted[] =
	N_("The centre's record is not what it once told this desk. Tell the "
	   "administrator.");

/* Up; warns where the clocks differ much, or the centre's record was changed. */
static void
become_up(struct desk *desk, struct stamp now)
{
	int64_t skew = conn_skew(desk->conn);
	char minutes[24];

	become(desk, LINK_UP, "", now);
	if (witness_contradicted(desk, now.wall)) {
		become(desk, LINK_UP, contradicted, now);
	} else if (llabs(skew) >= SKEW_WORTH_TELLING) {
		become(desk, LINK_UP,
		       N_("This machine's clock differs from the centre's by %s minutes."),
		       now);
		str_format(minutes, sizeof minutes, "%lld",
			   (long long)llabs(skew) / 60000);
		desk->link.args = json_pack("[s]", minutes);
	}
	conn_host(desk->conn, desk->link.host, sizeof desk->link.host);
}

static enum pump_event
meaning(enum verdict v, const struct err *err)
{
	if (v == DONE)
		return PUMP_UP;
	if (v != REFUSED)
		return PUMP_FELL;
	return str_eq(err->field, "password") || str_eq(err->field, "renew")
		       ? PUMP_DENIED
		       : PUMP_TURNED_AWAY;
}

static void
on_link(void *arg, enum verdict v, const struct err *reason, struct stamp now)
{
	struct desk *desk = arg;
	struct err err = *reason;

	if (v == DONE) {
		v = session_greeted(desk, conn_hello(desk->conn), &err);
		if (v != DONE)
			conn_close(desk->conn);
	}
	if (v != DONE) {
		log_note("link: down (%s)", verdict_name(v));
		become(desk, meaning(v, &err) == PUMP_DENIED ? LINK_AUTH : LINK_DOWN,
		       err.text, now);
		drive_event(desk, meaning(v, &err), 0, now);
		ask_in_vain(desk, now);
		session_failed(desk, v, &err, now);
		return;
	}
	become_up(desk, now);
	log_note("link: up%s%s, clocks differ by %lld ms",
		 *desk->link.host ? " at " : "", desk->link.host,
		 (long long)conn_skew(desk->conn));
	agree_up(desk, now);
	ask_up(desk, now);
	drive_event(desk, PUMP_UP, 0, now);
}

/* Dials, on the pump's order. */
void
link_dial(struct desk *desk, struct stamp now)
{
	const bool asking = desk->session.candidate.page != NULL;
	const struct conn_who who = {
		.operator_name = desk->operator_name,
		.password = secret_text(asking ? &desk->session.candidate
					       : &desk->password),
		.admitted = session_admitted,
	};

	if (desk->link.state != LINK_DOWN || !desk->link.since)
		become(desk, LINK_CONNECTING, "", now);
	else
		desk->link.state =
			LINK_CONNECTING; /* the reason of the fall stays shown */
	desk->link.changed = true;
	if (!desk->conn)
		desk->conn = conn_new(desk->loop, desk->conf, on_link, desk);
	conn_open(desk->conn, &who, now);
}

/* A link that was up was lost or closed. */
void
link_fell(struct desk *desk, struct stamp now)
{
	if (desk->link.state == LINK_UP)
		become(desk, LINK_DOWN, "", now);
	agree_fell(desk);
	sync_fell(desk);
	ask_fell(desk, now);
}

void
link_start(struct desk *desk, struct stamp now)
{
	drive_event(desk, PUMP_WANTED, 0, now);
}

void
link_stop(struct desk *desk, struct stamp now)
{
	drive_event(desk, PUMP_UNWANTED, 0, now);
	become(desk, LINK_DOWN, "", now);
}

void
link_now(const struct desk *desk, struct msg_link *out)
{
	struct outbox_counts counts = { 0 };

	*out = (struct msg_link){ .state = desk->link.state,
				  .since = desk->link.since,
				  .agreed = desk->agree.said,
				  .again = desk->agree.again,
				  .text = desk->link.text,
				  .host = desk->link.host,
				  .args = desk->link.args };
	if (!desk->store)
		return;
	outbox_counts(desk->store, &counts);
	out->queued = counts.queued;
	out->stuck = counts.stuck;
	out->held = counts.held;
	out->oldest = counts.oldest;
	out->numbers = leases_left(desk->store);
	out->leave = desk->pass.until;
	out->drafts = draft_count(desk->store);
}

void
link_report(struct desk *desk)
{
	struct link *l = &desk->link;
	struct msg_link is;

	link_now(desk, &is);
	if (!l->changed && is.queued == l->told.queued && is.stuck == l->told.stuck &&
	    is.held == l->told.held && is.drafts == l->told.drafts &&
	    (is.numbers > 0) == (l->told.numbers > 0) && is.agreed == l->told.agreed &&
	    is.again == l->told.again)
		return;
	clients_tell(desk, msg_link(&is));
	l->told = is;
	l->changed = false;
}

void
link_release(struct desk *desk)
{
	conn_free(desk->conn);
	desk->conn = NULL;
	json_decref(desk->link.args);
	desk->link.args = NULL;
}
