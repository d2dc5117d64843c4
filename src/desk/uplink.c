/* uplink.c -- the link to the centre and its state, as the clients see it; the pump decides
 * when to dial.
 *
 *   DOWN ─dial─► CONNECTING ─► UP          LATER: DOWN, until the pump dials again
 *     ▲ ▲____________│__________│          password refused: AUTH, until a new one
 */
#include "uplink.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "gate/conn.h"

#include "witness.h"

enum { SKEW_WORTH_TELLING = 5 * 60 * 1000 };

struct uplink {
	struct conn *conn; /* NULL: never dialled */
	enum link_state state;
	int64_t since; /* wall */
	char text[480], host[272];
	json_t *args; /* of the text */
	unsigned changes; /* of state and text, counted */
};

/* ---- its state --------------------------------------------------------------------------- */

static void
uplink_become(struct desk *desk, enum link_state state, const char *text,
	      struct stamp now)
{
	struct uplink *l = desk->uplink;

	if ((l->state == LINK_UP) != (state == LINK_UP) || !l->since)
		l->since = now.wall; /* dialling again does not count as a change */
	l->state = state;
	l->host[0] = '\0';
	str_copy(l->text, sizeof l->text, text);
	json_decref(l->args);
	l->args = NULL;
	l->changes++;
}

static const char contradicted[] =
	N_("The centre's record is not what it once told this desk. Tell the "
	   "administrator.");

/* Up; warns where the clocks differ much, or the centre's record was changed. */
static void
uplink_become_up(struct desk *desk, struct stamp now)
{
	struct uplink *l = desk->uplink;
	int64_t skew = conn_skew(l->conn);
	char minutes[24];

	uplink_become(desk, LINK_UP, "", now);
	if (witness_contradicted(desk, now.wall)) {
		uplink_become(desk, LINK_UP, contradicted, now);
	} else if (llabs(skew) >= SKEW_WORTH_TELLING) {
		uplink_become(
			desk, LINK_UP,
			N_("This machine's clock differs from the centre's by %s minutes."),
			now);
		str_format(minutes, sizeof minutes, "%lld",
			   (long long)llabs(skew) / 60000);
		l->args = json_pack("[s]", minutes);
	}
	conn_host(l->conn, l->host, sizeof l->host);
}

enum link_state
uplink_now(const struct desk *desk)
{
	return desk->uplink->state;
}

void
uplink_describe(const struct desk *desk, struct msg_link *out)
{
	const struct uplink *l = desk->uplink;

	out->state = l->state;
	out->since = l->since;
	out->text = l->text;
	out->host = l->host;
	out->args = l->args;
}

unsigned
uplink_changes(const struct desk *desk)
{
	return desk->uplink->changes;
}

/* ---- calls ------------------------------------------------------------------------------- */

struct pipe *
uplink_pipe(const struct desk *desk)
{
	return desk->uplink->conn ? conn_pipe(desk->uplink->conn) : NULL;
}

const json_t *
uplink_hello(const struct desk *desk)
{
	return conn_hello(desk->uplink->conn);
}

int64_t
uplink_skew(const struct desk *desk)
{
	return desk->uplink->conn ? conn_skew(desk->uplink->conn) : 0;
}

/* ---- dialling ---------------------------------------------------------------------------- */

/* conn_who.admitted: the centre accepted the password. */
static enum verdict
uplink_admitted(void *arg, struct introduction *out, struct err *err)
{
	struct event event = { .now = clock_now(), .introduction = out, .err = err };

	desk_raise_event(arg, DESK_LINK_ADMITTED, &event);
	return event.verdict;
}

/* Stores the greeting. */
static enum verdict
uplink_greet(struct desk *desk, struct err *err)
{
	struct event event = { .now = clock_now(),
			       .message = conn_hello(desk->uplink->conn),
			       .err = err };

	desk_raise_event(desk, DESK_LINK_GREETED, &event);
	return event.verdict;
}

/* Only another password can help, or a new one must be set. */
static bool
is_about_password(enum verdict v, const struct err *err)
{
	return v == REFUSED &&
	       (str_eq(err->field, "password") || str_eq(err->field, "renew"));
}

/* conn_fn: the link came up, failed, or was lost. */
static void
uplink_came(void *arg, enum verdict v, const struct err *reason, struct stamp now)
{
	struct desk *desk = arg;
	struct uplink *l = desk->uplink;
	struct err err = *reason;
	struct event failed = { .now = now, .err = &err };

	if (v == DONE) {
		v = uplink_greet(desk, &err);
		if (v != DONE)
			conn_close(l->conn);
	}
	if (v != DONE) {
		log_note("link: down (%s)", verdict_name(v));
		uplink_become(desk, is_about_password(v, &err) ? LINK_AUTH : LINK_DOWN,
			      err.text, now);
		failed.verdict = v;
		desk_raise_event(desk, DESK_LINK_FAILED, &failed);
		return;
	}
	uplink_become_up(desk, now);
	log_note("link: up%s%s, clocks differ by %lld ms", *l->host ? " at " : "",
		 l->host, (long long)conn_skew(l->conn));
	desk_raise(desk, DESK_LINK_UP, now);
}

void
uplink_dial(struct desk *desk, struct stamp now)
{
	struct uplink *l = desk->uplink;
	const bool asking = desk->candidate.page != NULL;
	const struct conn_who who = {
		.operator_name = desk->operator_name,
		.password = secret_text(asking ? &desk->candidate : &desk->password),
		.admitted = uplink_admitted,
	};

	if (l->state != LINK_DOWN || !l->since)
		uplink_become(desk, LINK_CONNECTING, "", now);
	else
		l->state = LINK_CONNECTING; /* the reason of the fall stays shown */
	l->changes++;
	if (!l->conn)
		l->conn = conn_new(desk->loop, desk->conf, uplink_came, desk);
	conn_open(l->conn, &who, now);
}

void
uplink_close(struct desk *desk)
{
	if (desk->uplink->conn)
		conn_close(desk->uplink->conn);
}

/* ---- events ------------------------------------------------------------------------------ */

void
uplink_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->uplink = xcalloc(1, sizeof *desk->uplink);
}

/* A link that was up was lost or closed. */
void
uplink_fell(struct desk *desk, struct event *event)
{
	if (desk->uplink->state == LINK_UP)
		uplink_become(desk, LINK_DOWN, "", event->now);
}

void
uplink_unwanted(struct desk *desk, struct event *event)
{
	uplink_become(desk, LINK_DOWN, "", event->now);
}

void
uplink_ended(struct desk *desk, struct event *event)
{
	(void)event;
	conn_free(desk->uplink->conn);
	json_decref(desk->uplink->args);
	free(desk->uplink);
	desk->uplink = NULL;
}
