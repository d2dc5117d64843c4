/* session.c -- logins to this desk.
 *
 *   hello ─► store there? ─yes─► opens? ─► operator known? ─yes─► welcome
 *                │ no              │ wrong: wait 0.5 s … 30 s     ▲
 *                └─► ask the centre ─accepted─► make the store ───┘ greeted
 *
 * 1. With a store the desk checks the password itself, at once, even without the centre.
 * 2. Without one only the centre can check it; nothing is written before it has.
 * 3. A wrong password costs a delay, which doubles; no password is tried meanwhile.
 * 4. A password that the store does not know becomes the store's only where the centre
 *    accepts it, and either has refused the old one or the old one was typed too: so a
 *    change made elsewhere arrives here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include "store/lease.h"
#include "store/mirror.h"
#include "store/outbox.h"

#include "desk.h"

static void
wait_ended(void *arg, struct stamp now)
{
	session_again(arg, now);
}

static void
hold(struct client *c, const json_t *hello)
{
	json_t *copy = json_deep_copy(hello);

	json_decref(c->hello);
	c->hello = copy;
}

void
session_wait(struct client *c, const json_t *message)
{
	struct desk *desk = c->desk;

	hold(c, message);
	loop_timer(desk->loop, desk->session.open_at, wait_ended, desk);
}

void
session_wrong(struct client *c, int64_t id, const struct err *err, struct stamp now)
{
	struct session *s = &c->desk->session;
	int64_t wait = 500;
	int i;

	for (i = 0; i < s->failures && wait < 30000; i++)
		wait *= 2;
	s->failures++;
	s->open_at = now.mono + (wait < 30000 ? wait : 30000);
	log_note("session: a login was refused, %d in a row", s->failures);
	client_tell(c, msg_no_err(id, REFUSED, err));
}

enum verdict
session_unknown(struct err *err)
{
	return refuse_field(
		err, "former", "%s",
		_("The password is wrong here.  If it was changed elsewhere, "
		  "type the former one too."));
}

static json_t *
welcome_message(const struct desk *desk, struct stamp now)
{
	const struct session *s = &desk->session;
	char store[UUID_TEXT], server_now[30];
	json_t *o = json_object(), *link;
	struct msg_link l;

	link_now(desk, &l);
	link = msg_link(&l);
	uuid_text(store_id(desk->store), store);
	stamp_text(now.wall + (desk->conn ? conn_skew(desk->conn) : 0), server_now);
	json_put(o, "m", message_name(MSG_WELCOME));
	json_object_set(o, "operator", s->who);
	json_put(o, "store", store);
	json_object_set_new(o, "demo", json_boolean(json_is(s->centre, "demo")));
	json_put(o, "installation", json_text(s->centre, "installation"));
	json_put(o, "name", json_text(s->centre, "name"));
	json_object_set_new(o, "link", link);
	json_put(o, "server_now", server_now);
	return o;
}

static void
welcome(struct client *c, struct stamp now)
{
	c->desk->session.failures = 0;
	c->welcome = true;
	client_tell(c, welcome_message(c->desk, now));
	agree_tell_forked(c->desk);
}

/* The password is right.  Before the welcome the desk must know the operator, have tried to
 * get registration numbers and, without the centre, have a valid pass. */
static void
admit(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	bool up = desk->link.state == LINK_UP;
	struct err err;

	if (!desk->session.who ||
	    (up && leases_left(desk->store) == 0 && !desk->sync.lease_tried)) {
		hold(c, hello);
		if (!pump_is_wanted(&desk->pump))
			link_start(desk, now);
	} else if (up || pass_judge(desk, now, &err) == DONE) {
		welcome(c, now);
	} else {
		hold(c, hello);
		if (desk->link.state != LINK_CONNECTING)
			link_start(desk, now);
	}
}

static void
adopt(struct desk *desk)
{
	struct session *s = &desk->session;

	json_decref(s->who);
	json_decref(s->centre);
	s->who = meta_get(desk, "operator");
	s->centre = meta_get(desk, "centre");
}

static enum verdict
keep_password(struct desk *desk, const char *password, struct err *err)
{
	if (secret_set(&desk->password, password))
		return DONE;
	return refuse(err, "%s", _("The password is too long."));
}

/* REFUSED: the store was moved under another operator's name; its operations are not this
 * operator's. */
static enum verdict
check_owner(struct desk *desk, struct err *err)
{
	json_t *who = meta_get(desk, "operator");
	const char *name = json_text(who, "name");
	enum verdict v = DONE;

	if (!str_empty(name) && !str_eq(name, desk->operator_name)) {
		log_err("session: the store is of another operator");
		v = refuse(err,
			   _("The store under your name on this machine belongs to the "
			     "operator %s: the administrator must put it back in its "
			     "place."),
			   name);
		store_close(desk->store);
		desk->store = NULL;
	}
	json_decref(who);
	return v;
}

enum verdict
session_unlock(struct desk *desk, const char *password, struct err *err)
{
	enum verdict v = keep_password(desk, password, err);

	if (v == DONE)
		v = store_open(&desk->store, conf_text(desk->conf, CONF_STORE_DIR),
			       desk->operator_name, password, err);
	if (v == DONE)
		v = check_owner(desk, err);
	if (v != DONE) {
		secret_forget(&desk->password);
		return v;
	}
	desk_opened(desk);
	adopt(desk);
	return DONE;
}

static void another_password(struct client *c, const json_t *hello, struct stamp now);

/* Opens the store by the password, else by the former one if that was typed too. */
static void
open_store(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	const char *password = json_text(hello, "password");
	const char *former = json_text(hello, "former");
	struct err err;
	enum verdict v = session_unlock(desk, password, &err);

	if (v == DONE) {
		link_start(desk, now);
		admit(c, hello, now);
		drive_event(desk, PUMP_KEPT, 0, now);
		return;
	}
	if (v == REFUSED && str_eq(err.field, "password") && *former) {
		v = session_unlock(desk, former, &err);
		if (v == DONE) {
			another_password(c, hello, now);
			return;
		}
	} else if (v == REFUSED && str_eq(err.field, "password") &&
		   renew_prove(c, password, clock_now())) {
		return;
	}
	if (v == REFUSED)
		session_wrong(c, 0, &err, clock_now());
	else
		client_no(c, 0, v, err.text);
}

/* No store yet: tries the typed password at the centre. */
static void
ask_the_centre(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	struct err err;

	if (desk->session.first) { /* another login already waits for the centre */
		hold(c, hello);
		return;
	}
	if (keep_password(desk, json_text(hello, "password"), &err) != DONE) {
		client_no(c, 0, REFUSED, err.text);
		return;
	}
	desk->session.first = true;
	hold(c, hello);
	link_start(desk, now);
}

/* The store is open; this password is not the store's. */
static void
another_password(struct client *c, const json_t *hello, struct stamp now)
{
	struct desk *desk = c->desk;
	const char *former = json_text(hello, "former");
	bool known = *former && store_check_password(desk->store, former);
	struct err err;

	if (desk->session.candidate.page) {
		hold(c, hello);
	} else if ((known || desk->link.state == LINK_AUTH) &&
		   secret_set(&desk->session.candidate, json_text(hello, "password"))) {
		hold(c, hello);
		if (desk->link.state != LINK_AUTH)
			link_stop(desk, now); /* it dials with the former password */
		link_start(desk, now);
	} else if (*former || !renew_prove(c, json_text(hello, "password"), now)) {
		refuse_field(&err, "password", "%s", _("The password is wrong."));
		session_wrong(c, 0, &err, now);
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
	} else if (now.mono < desk->session.open_at) {
		session_wait(c, hello);
	} else if (desk->store && store_check_password(desk->store, password)) {
		admit(c, hello, now);
		if (desk->link.state == LINK_AUTH)
			link_start(desk, now); /* the account may be unlocked again */
	} else if (desk->store) {
		another_password(c, hello, now);
	} else if (store_exists(conf_text(desk->conf, CONF_STORE_DIR),
				desk->operator_name)) {
		open_store(c, hello, now);
	} else {
		ask_the_centre(c, hello, now);
	}
}

void
session_again(struct desk *desk, struct stamp now)
{
	struct client *c;
	json_t *hello;
	size_t i;

	for (i = 0; i < desk->clients.v.n; i++) {
		c = desk->clients.v.v[i];
		hello = c->hello;
		c->hello = NULL;
		if (hello && !c->gone)
			serve(c, hello, now);
		json_decref(hello);
	}
}

/* Values from the centre's greeting that the desk stores sealed and presents in the next
 * one: metas of the store under the same names. */
static const char *const keepsakes[] = { "pass", NULL };

static json_t *
held(struct desk *desk)
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

enum verdict
session_admitted(void *arg, struct introduction *out, struct err *err)
{
	struct desk *desk = arg;
	const char *dir = conf_text(desk->conf, CONF_STORE_DIR);
	const struct store_params params = {
		.password = secret_text(&desk->password),
		.kdf_mib = conf_int(desk->conf, CONF_KDF_MEMORY),
		.wall = clock_now().wall,
	};
	enum verdict v = DONE;

	if (!desk->store) {
		v = store_create(&desk->store, dir, desk->operator_name, &params, err);
		if (v != DONE)
			return v;
		desk_opened(desk);
	}
	uuid_text(store_id(desk->store), out->store);
	out->held = held(desk);
	pass_held(desk, out->held);
	witness_held(desk, out->held);
	return agree_introduce(desk, out->held, err);
}

/* Makes the password that the centre has accepted the store's only one. */
static enum verdict
renew_password(struct desk *desk, struct err *err)
{
	struct secret *candidate = &desk->session.candidate;
	enum verdict v;

	if (!candidate->page && !desk->renewal.account && store_is_offered(desk->store))
		return store_rewrap(desk->store, secret_text(&desk->password), 0, err);
	if (!candidate->page)
		return DONE;
	v = store_rewrap(desk->store, secret_text(candidate), 0, err);
	if (v == DONE && !secret_set(&desk->password, secret_text(candidate)))
		v = refuse(err, "%s", _("The password is too long."));
	secret_forget(candidate);
	log_note("session: the password was renewed (%s)", verdict_name(v));
	return v;
}

/* The queue must never reach another installation, and numbers leased by one must not be
 * used in another. */
enum verdict
session_greeted(struct desk *desk, const json_t *hello, struct err *err)
{
	struct session *s = &desk->session;
	const char *is = json_text(hello, "installation");
	const char *was = json_text(s->centre, "installation");
	enum verdict v;
	json_t *centre;
	size_t i;

	if (!str_empty(was) && !str_eq(is, was))
		return refuse(
			err, "%s",
			_("This desk's store belongs to another installation: the "
			  "administrator must set it aside."));
	centre = json_pack("{s:s, s:s, s:b}", "installation", is, "name",
			   json_text(hello, "name"), "demo", json_is(hello, "demo"));
	v = meta_put(desk, "centre", centre, err);
	json_decref(centre);
	if (v == DONE)
		v = meta_put(desk, "operator", json_object_get(hello, "operator"), err);
	for (i = 0; v == DONE && keepsakes[i]; i++)
		if (json_object_get(hello, keepsakes[i]))
			v = meta_put(desk, keepsakes[i],
				     json_object_get(hello, keepsakes[i]), err);
	if (v == DONE)
		v = witness_greeted(desk, hello, clock_now().wall, err);
	if (v == DONE)
		v = agree_greeted(desk, hello, err);
	if (v == DONE)
		v = renew_password(desk, err);
	if (v == DONE)
		v = pass_greeted(desk, hello, clock_now(), err);
	if (v == DONE) {
		adopt(desk);
		s->first = false;
	}
	return v;
}

/* The operator is known and the centre not reached: the pass decides. */
static void
without_centre(struct client *c, struct stamp now)
{
	struct err err;
	enum verdict v = pass_judge(c->desk, now, &err);

	if (v == DONE)
		welcome(c, now);
	else
		client_no(c, 0, v, err.text);
}

/* This machine cannot check the password: answers with the reason why the centre did not. */
static void
unknown_here(struct client *c, const struct err *err)
{
	struct str text = { 0 };

	str_addf(&text, "%s %s", err->text, _("This machine does not know you yet."));
	client_no(c, 0, LATER, str_text(&text));
	str_release(&text);
}

/* Answers the logins that waited for the link. */
void
session_failed(struct desk *desk, enum verdict v, const struct err *err,
	       struct stamp now)
{
	const bool asking = desk->session.candidate.page != NULL;
	struct client *c;
	size_t i;

	pass_alone(desk);
	if (v == REFUSED && str_eq(err->field, "password") && !asking)
		pass_denied(desk);
	for (i = 0; i < desk->clients.v.n; i++) {
		c = desk->clients.v.v[i];
		if (c->gone || !c->hello || message_kind(c->hello) != MSG_HELLO)
			continue;
		json_decref(c->hello);
		c->hello = NULL;
		if (v == REFUSED && str_eq(err->field, "password"))
			session_wrong(c, 0, err, now);
		else if (v == REFUSED && str_eq(err->field, "renew"))
			client_tell(c, msg_no_err(0, v, err));
		else if (v != BROKEN && desk->session.who && !asking)
			without_centre(c, now);
		else if (v == LATER && !desk->session.who)
			unknown_here(c, err);
		else
			client_no(c, 0, v, err->text);
	}
	secret_forget(&desk->session.candidate);
	desk->session.first = false;
	if (!desk->store) {
		link_stop(desk, now);
		secret_forget(&desk->password);
	}
}

void
session_release(struct desk *desk)
{
	loop_timer_off(desk->loop, wait_ended, desk);
	secret_forget(&desk->session.candidate);
	json_decref(desk->session.who);
	json_decref(desk->session.centre);
}
