/* renew.c -- changes a password, and detects one that was changed elsewhere.
 *
 *   renew ─► rules ─► the store is opened, both passwords are made to open it
 *                         └─► the centre changes it ─► only the new one opens the store
 *
 * 1. Between the offer and the centre's answer both passwords open the store: even if the
 *    desk is killed meanwhile, it reopens with the one that is valid at the centre.
 * 2. The centre's refusal withdraws the offer; where its answer was lost the offer stays,
 *    and the next greeting decides (session.c).
 * 3. The desk tries a password that the store does not know at the centre once, to tell
 *    whether it is wrong or was changed elsewhere; it costs the same delay as a wrong one.
 */
#include "renew.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "model/password.h"

#include "wire/message.h"

#include "gate/account.h"

#include "unlock.h"
#include "uplink.h"
#include "waiting.h"

enum { PROOF_MOST = 4000 }; /* ms that a login may wait for the centre's proof */

struct renewal {
	struct account *account; /* NULL: none is under way */
	struct client *client; /* who asked; NULL: has left meanwhile */
	int64_t id; /* of the client's message */
	struct secret is, becomes; /* the present and the new password */
};

static void proof_ended(void *arg, struct stamp now);

static void
renewal_clear(struct desk *desk)
{
	struct renewal *r = desk->renewal;

	loop_timer_off(desk->loop, proof_ended, desk);
	account_stop(r->account);
	secret_forget(&r->is);
	secret_forget(&r->becomes);
	*r = (struct renewal){ .account = NULL };
}

static enum verdict
renewal_keep(struct renewal *r, const char *is, const char *becomes, struct err *err)
{
	if (secret_set(&r->is, is) && secret_set(&r->becomes, becomes))
		return DONE;
	secret_forget(&r->is);
	secret_forget(&r->becomes);
	return refuse_field(err, "password", "%s", _("The password is too long."));
}

/* ---- changing a password --------------------------------------------------------------- */

static void
renewal_answer(struct renewal *r, enum verdict v, const struct err *err,
	       struct stamp now)
{
	if (!r->client)
		return;
	if (v == DONE)
		client_tell(r->client, msg_renewed(r->id));
	else if (v == REFUSED && str_eq(err->field, "password"))
		waiting_wrong(r->client, r->id, err, now);
	else
		client_tell(r->client, msg_no_err(r->id, v == BROKEN ? LATER : v, err));
}

/* Makes the new password the desk's and the store's. */
static enum verdict
renewal_take(struct desk *desk, const char *password, struct err *err)
{
	if (!secret_set(&desk->password, password))
		return refuse(err, "%s", _("The password is too long."));
	return store_rewrap(desk->store, password, 0, err);
}

static void
renewal_changed(void *arg, enum verdict v, const struct err *reason, struct stamp now)
{
	struct desk *desk = arg;
	struct renewal *r = desk->renewal;
	enum verdict kept = DONE;
	struct err err;

	r->account = NULL;
	log_note("renew: the centre's word is %s", verdict_name(v));
	if (desk->store && v == DONE)
		kept = renewal_take(desk, secret_text(&r->becomes), &err);
	else if (desk->store && v != BROKEN)
		kept = store_offer(desk->store, NULL, &err);
	if (kept != DONE) /* the offer stays: both open the store */
		desk_raise_failed(desk, &err, now);
	renewal_answer(r, v, reason, now);
	renewal_clear(desk);
	if (desk->store && uplink_now(desk) != LINK_UP)
		/* the store may have been opened for the change */
		desk_raise(desk, DESK_LINK_WANTED, now);
}

static enum verdict
renewal_judge(struct desk *desk, const json_t *m, struct err *err)
{
	const char *is = json_text(m, "password"), *former = json_text(m, "former");
	enum verdict v;

	if (!desk->store &&
	    !store_exists(conf_text(desk->conf, CONF_STORE_DIR), desk->operator_name))
		return DONE; /* only the centre can judge */
	if (desk->store)
		return store_check_password(desk->store, is) ||
				       (*former &&
					store_check_password(desk->store, former)) ||
				       uplink_now(desk) == LINK_AUTH
			       ? DONE
			       : refuse_field(err, "password", "%s",
					      _("The password is wrong."));
	v = unlock_store(desk, is, err);
	if (v == REFUSED && *former)
		v = unlock_store(desk, former, err);
	return v == REFUSED && str_empty(former) ? waiting_unknown(err) : v;
}

static enum verdict
renewal_begin(struct client *c, const json_t *m, struct err *err)
{
	struct desk *desk = c->desk;
	struct renewal *r = desk->renewal;
	const char *is = json_text(m, "password"), *becomes = json_text(m, "becomes");
	enum verdict v = DONE;

	if (r->account)
		return later(err, "%s", _("Wait a moment and try again."));
	if (!str_eq(json_text(m, "operator"), desk->operator_name))
		return refuse(err, "%s", _("This desk serves another operator."));
	if (!conf_bool(desk->conf, CONF_DEMO))
		v = password_check(desk->operator_name, is, becomes, err);
	if (v != DONE) { /* the new password is at fault */
		str_copy(err->field, sizeof err->field, "becomes");
		return v;
	}
	v = renewal_judge(desk, m, err);
	if (v == DONE)
		v = renewal_keep(r, is, becomes, err);
	if (v == DONE && desk->store)
		v = store_offer(desk->store, becomes, err);
	return v;
}

void
renew_serve(struct client *c, const json_t *m, struct stamp now)
{
	struct desk *desk = c->desk;
	struct renewal *r = desk->renewal;
	struct account_wish wish = { .operator_name = desk->operator_name,
				     .fn = renewal_changed,
				     .arg = desk };
	enum verdict v;
	struct err err;

	if (waiting_delays(desk, now)) {
		waiting_delay(c, m);
		return;
	}
	v = renewal_begin(c, m, &err);
	if (v != DONE) {
		if (v == REFUSED && str_eq(err.field, "password"))
			waiting_wrong(c, msg_id(m), &err, clock_now());
		else
			client_tell(c, msg_no_err(msg_id(m), v, &err));
		if (v == BROKEN)
			desk_raise_failed(desk, &err, now);
		return;
	}
	r->client = c;
	r->id = msg_id(m);
	wish.is = secret_text(&r->is);
	wish.becomes = secret_text(&r->becomes);
	r->account = account_start(desk->loop, desk->conf, &wish, now);
}

/* ---- a password that the store does not know -------------------------------------------- */

static void
renewal_proved(void *arg, enum verdict v, const struct err *reason, struct stamp now)
{
	struct desk *desk = arg;
	struct client *c = desk->renewal->client;
	struct err err = *reason;

	desk->renewal->account = NULL;
	renewal_clear(desk);
	if (!c)
		return;
	if (v == DONE)
		refuse_field(
			&err, "former", "%s",
			_("The centre knows this password, this machine only the "
			  "former one: type that too.  Where it is forgotten, the "
			  "administrator opens what is kept here with the recovery "
			  "key (gangshaoctl admin recover).  Nothing is lost."));
	else if (v == REFUSED && str_eq(err.field, "password"))
		refuse_field(&err, "password", "%s", _("The password is wrong."));
	else
		(void)waiting_unknown(&err);
	waiting_wrong(c, 0, &err, now);
}

static void
proof_ended(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	const struct err none = { .verdict = LATER };

	account_stop(desk->renewal->account);
	renewal_proved(desk, LATER, &none, now);
}

bool
renew_prove(struct client *c, const char *password, struct stamp now)
{
	struct desk *desk = c->desk;
	struct renewal *r = desk->renewal;
	struct account_wish wish = { .operator_name = desk->operator_name,
				     .fn = renewal_proved,
				     .arg = desk };
	struct err err;

	if (r->account || renewal_keep(r, password, "", &err) != DONE)
		return false;
	r->client = c;
	wish.is = secret_text(&r->is);
	r->account = account_start(desk->loop, desk->conf, &wish, now);
	loop_timer(desk->loop, now.mono + PROOF_MOST, proof_ended, desk);
	return true;
}

bool
renew_is_busy(const struct desk *desk)
{
	return desk->renewal->account != NULL;
}

/* ---- events ------------------------------------------------------------------------------ */

/* A change under way goes on without its client. */
void
renew_client_left(struct desk *desk, struct event *event)
{
	if (desk->renewal->client == event->client)
		desk->renewal->client = NULL;
}

void
renew_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->renewal = xcalloc(1, sizeof *desk->renewal);
}

void
renew_ended(struct desk *desk, struct event *event)
{
	(void)event;
	renewal_clear(desk);
	free(desk->renewal);
	desk->renewal = NULL;
}
