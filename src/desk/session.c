/* session.c -- logins to this desk.
 *
 *   hello ─► store there? ─yes─► opens? ─► operator known? ─yes─► welcome
 *                │ no              │ wrong: wait 0.5 s … 30 s     ▲
 *                └─► ask the centre ─accepted─► make the store ───┘ greeted
 *
 * 1. With a store the desk checks the password itself, at once, even without the centre.
 * 2. Without one only the centre can check it; nothing is written before it has.
 * 3. A password that the store does not know becomes the store's only where the centre
 *    accepts it, and either has refused the old one or the old one was typed too: so a
 *    change made elsewhere arrives here.
 */
#include "session.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "wire/message.h"

#include "gate/conn.h"
#include "store/lease.h"

#include "drive.h"
#include "meta.h"
#include "numbers.h"
#include "pass.h"
#include "renew.h"
#include "report.h"
#include "unlock.h"
#include "uplink.h"
#include "waiting.h"

struct session {
	bool first; /* no store yet: the centre must accept the operator first */
};

static json_t *
session_message(const struct desk *desk, struct stamp now)
{
	char store[UUID_TEXT], server_now[30];
	json_t *o = json_object(), *link;
	struct msg_link l;

	report_fill(desk, &l);
	link = msg_link(&l);
	uuid_text(store_id(desk->store), store);
	stamp_text(now.wall + uplink_skew(desk), server_now);
	json_put(o, "m", message_name(MSG_WELCOME));
	json_object_set(o, "operator", desk->who);
	json_put(o, "store", store);
	json_object_set_new(o, "demo", json_boolean(json_is(desk->centre, "demo")));
	json_put(o, "installation", json_text(desk->centre, "installation"));
	json_put(o, "name", json_text(desk->centre, "name"));
	json_object_set_new(o, "link", link);
	json_put(o, "server_now", server_now);
	return o;
}

static void
session_welcome(struct client *c, struct stamp now)
{
	waiting_right(c->desk);
	c->welcome = true;
	client_tell(c, session_message(c->desk, now));
	desk_raise_event(c->desk, DESK_CLIENT_WELCOME,
			 &(struct event){ .now = now, .client = c });
}

/* The password is right.  Before the welcome the desk must know the operator, have tried to
 * get registration numbers and, without the centre, have a valid pass. */
static void
session_admit(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	bool up = uplink_now(desk) == LINK_UP;
	struct err err;

	if (!desk->who ||
	    (up && leases_left(desk->store) == 0 && !numbers_tried(desk))) {
		waiting_keep(c, hello);
		if (!drive_is_wanted(desk))
			desk_raise(desk, DESK_LINK_WANTED, now);
	} else if (up || pass_judge(desk, now, &err) == DONE) {
		session_welcome(c, now);
	} else {
		waiting_keep(c, hello);
		if (uplink_now(desk) != LINK_CONNECTING)
			desk_raise(desk, DESK_LINK_WANTED, now);
	}
}

static void session_other(struct client *c, const json_t *hello, struct stamp now);

/* Opens the store by the password, else by the former one if that was typed too. */
static void
session_open_store(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	const char *password = json_text(hello, "password");
	const char *former = json_text(hello, "former");
	struct err err;
	enum verdict v = unlock_store(desk, password, &err);

	if (v == DONE) {
		desk_raise(desk, DESK_LINK_WANTED, now);
		session_admit(c, hello, now);
		desk_raise(desk, DESK_KEPT, now);
		return;
	}
	if (v == REFUSED && str_eq(err.field, "password") && *former) {
		v = unlock_store(desk, former, &err);
		if (v == DONE) {
			session_other(c, hello, now);
			return;
		}
	} else if (v == REFUSED && str_eq(err.field, "password") &&
		   renew_prove(c, password, clock_now())) {
		return;
	}
	if (v == REFUSED)
		waiting_wrong(c, 0, &err, clock_now());
	else
		client_no(c, 0, v, err.text);
}

/* No store yet: tries the typed password at the centre. */
static void
session_first(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	struct err err;

	if (desk->session->first) { /* another login already waits for the centre */
		waiting_keep(c, hello);
		return;
	}
	if (unlock_keep(desk, json_text(hello, "password"), &err) != DONE) {
		client_no(c, 0, REFUSED, err.text);
		return;
	}
	desk->session->first = true;
	waiting_keep(c, hello);
	desk_raise(desk, DESK_LINK_WANTED, now);
}

/* The store is open; this password is not the store's. */
static void
session_other(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	const char *former = json_text(hello, "former");
	bool known = *former && store_check_password(desk->store, former);
	struct err err;

	if (desk->candidate.page) {
		waiting_keep(c, hello);
	} else if ((known || uplink_now(desk) == LINK_AUTH) &&
		   secret_set(&desk->candidate, json_text(hello, "password"))) {
		waiting_keep(c, hello);
		if (uplink_now(desk) != LINK_AUTH)
			desk_raise(desk, DESK_LINK_UNWANTED,
				   now); /* it dials with the former password */
		desk_raise(desk, DESK_LINK_WANTED, now);
	} else if (*former || !renew_prove(c, json_text(hello, "password"), now)) {
		refuse_field(&err, "password", "%s", _("The password is wrong."));
		waiting_wrong(c, 0, &err, now);
	}
}

void
session_hello(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	const char *password = json_text(hello, "password");

	if (c->welcome)
		return;
	if (json_int(hello, "v", 0) != WIRE_VERSION) {
		client_no(c, 0, REFUSED,
			  N_("Workstation and desk are of different versions."));
	} else if (!str_eq(json_text(hello, "operator"), desk->operator_name)) {
		client_no(c, 0, REFUSED, N_("This desk serves another operator."));
	} else if (str_empty(password)) {
		client_no(c, 0, REFUSED, N_("A password is needed."));
	} else if (waiting_delays(desk, now)) {
		waiting_delay(c, hello);
	} else if (desk->store && store_check_password(desk->store, password)) {
		session_admit(c, hello, now);
		if (uplink_now(desk) == LINK_AUTH)
			desk_raise(desk, DESK_LINK_WANTED,
				   now); /* the account may be unlocked again */
	} else if (desk->store) {
		session_other(c, hello, now);
	} else if (store_exists(conf_text(desk->conf, CONF_STORE_DIR),
				desk->operator_name)) {
		session_open_store(c, hello, now);
	} else {
		session_first(c, hello, now);
	}
}

/* Values from the centre's greeting that the desk stores sealed and presents in the next
 * one: metas of the store under the same names. */
static const char *const keepsakes[] = { "pass", NULL };

static json_t *
keepsakes_read(struct desk *desk)
{
	json_t *o = json_object(), *kept;
	size_t i;

	for (i = 0; keepsakes[i]; i++) {
		kept = meta_get(desk, keepsakes[i]);
		if (kept)
			json_object_set_new(o, keepsakes[i], kept);
	}
	return o;
}

void
session_admitted(struct desk *desk, struct event *event)
{
	struct introduction *out = event->introduction;
	const char *dir = conf_text(desk->conf, CONF_STORE_DIR);
	const struct store_params params = {
		.password = secret_text(&desk->password),
		.kdf_mib = conf_int(desk->conf, CONF_KDF_MEMORY),
		.wall = event->now.wall,
	};

	if (!desk->store) {
		event->verdict = store_create(&desk->store, dir, desk->operator_name,
					      &params, event->err);
		if (event->verdict != DONE)
			return;
		desk_raise(desk, DESK_STORE_OPENED, event->now);
	}
	uuid_text(store_id(desk->store), out->store);
	out->keepsakes = keepsakes_read(desk);
}

void
session_confirmed(struct desk *desk, struct event *event)
{
	struct secret *candidate = &desk->candidate;
	enum verdict v;

	if (!candidate->page && !renew_is_busy(desk) && store_is_offered(desk->store))
		event->verdict = store_rewrap(desk->store, secret_text(&desk->password),
					      0, event->err);
	if (!candidate->page)
		return;
	v = store_rewrap(desk->store, secret_text(candidate), 0, event->err);
	if (v == DONE)
		v = unlock_keep(desk, secret_text(candidate), event->err);
	secret_forget(candidate);
	log_note("session: the password was renewed (%s)", verdict_name(v));
	event->verdict = v;
}

/* The queue must never reach another installation, and numbers leased by one must not be
 * used in another. */
void
session_greeted(struct desk *desk, struct event *event)
{
	const json_t *hello = event->message;
	const char *is = json_text(hello, "installation");
	const char *was = json_text(desk->centre, "installation");
	enum verdict v;
	json_t *centre;
	size_t i;

	if (!str_empty(was) && !str_eq(is, was)) {
		event->verdict = refuse(
			event->err, "%s",
			_("This desk's store belongs to another installation: the "
			  "administrator must set it aside."));
		return;
	}
	centre = json_pack("{s:s, s:s, s:b}", "installation", is, "name",
			   json_text(hello, "name"), "demo", json_is(hello, "demo"));
	v = meta_put(desk, "centre", centre, event->err);
	json_decref(centre);
	if (v == DONE)
		v = meta_put(desk, "operator", json_object_get(hello, "operator"),
			     event->err);
	for (i = 0; v == DONE && keepsakes[i]; i++)
		if (json_object_get(hello, keepsakes[i]))
			v = meta_put(desk, keepsakes[i],
				     json_object_get(hello, keepsakes[i]), event->err);
	event->verdict = v;
}

void
session_known(struct desk *desk, struct event *event)
{
	(void)event;
	unlock_read_names(desk);
	desk->session->first = false;
}

/* The operator is known and the centre not reached: the pass decides. */
static void
session_alone(struct client *c, struct stamp now)
{
	struct err err;
	enum verdict v = pass_judge(c->desk, now, &err);

	if (v == DONE)
		session_welcome(c, now);
	else
		client_no(c, 0, v, err.text);
}

/* This machine cannot check the password: answers with the reason why the centre did not. */
static void
session_stranger(struct client *c, const struct err *err)
{
	struct str text = { 0 };

	str_addf(&text, "%s %s", err->text, _("This machine does not know you yet."));
	client_no(c, 0, LATER, str_text(&text));
	str_release(&text);
}

/* Answers one login that waited for the link. */
static void
session_fail(struct client *c, enum verdict v, const struct err *err, struct stamp now)
{
	const struct desk *desk = c->desk;
	const bool asking = desk->candidate.page != NULL;

	if (v == REFUSED && str_eq(err->field, "password"))
		waiting_wrong(c, 0, err, now);
	else if (v == REFUSED && str_eq(err->field, "renew"))
		client_tell(c, msg_no_err(0, v, err));
	else if (v != BROKEN && desk->who && !asking)
		session_alone(c, now);
	else if (v == LATER && !desk->who)
		session_stranger(c, err);
	else
		client_no(c, 0, v, err->text);
}

void
session_failed(struct desk *desk, struct event *event)
{
	const struct err *err = event->err;
	struct client *c;
	size_t i;

	pass_alone(desk);
	if (event->verdict == REFUSED && str_eq(err->field, "password") &&
	    !desk->candidate.page)
		pass_denied(desk);
	for (i = 0; (c = client_at(desk, i)); i++) {
		if (c->gone || !c->hello || message_kind(c->hello) != MSG_HELLO)
			continue;
		json_decref(c->hello);
		c->hello = NULL;
		session_fail(c, event->verdict, err, event->now);
	}
	secret_forget(&desk->candidate);
	desk->session->first = false;
	if (!desk->store) {
		desk_raise(desk, DESK_LINK_UNWANTED, event->now);
		secret_forget(&desk->password);
	}
}

void
session_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->session = xcalloc(1, sizeof *desk->session);
}

void
session_ended(struct desk *desk, struct event *event)
{
	(void)event;
	free(desk->session);
	desk->session = NULL;
}
