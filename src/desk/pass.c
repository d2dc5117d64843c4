/* pass.c -- leave to open this desk without the centre, and its limits.
 *
 *   centre ─greeting─► pass (signed) ─► sealed in the store ─► shown at the next greeting
 *                                              │
 *   login without the centre ─► judged here: operator, store, from, until, the clock
 *
 * 1. The pass matters only when a store is opened without the centre.  An open desk goes
 *    on: work is never interrupted, and the operator may return to it (a locked screen)
 *    for the rest of a shift, GRACE.
 * 2. A clock behind the latest time this store has seen, or behind the start of the pass,
 *    is refused as set back.  Only a greeting of the centre corrects the latest time.
 * 3. An operator whom the centre has denied (another password, a lock) cannot log in
 *    without the centre.
 * 4. The pass never affects stored operations: the queue is sent as soon as the centre can
 *    be reached.
 *
 * The desk does not check the signature, an HMAC of the centre's: it received the pass from
 * an authenticated server, and keeps it sealed under the operator's password and the root.
 * Only the centre can check it, when it is shown: PostgreSQL has no public-key signature,
 * and a desk that could be made to accept a false pass could as well be made not to ask for
 * one.
 */
#include "pass.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "gate/conn.h"
#include "store/recovery.h"

#include "meta.h"

#define MINUTE	  INT64_C(60000)
#define TOLERANCE (5 * MINUTE) /* for a small correction of the clock */
#define NOTCH	  (5 * MINUTE) /* how often the latest time is stored */
#define GRACE	  (12 * 60 * MINUTE)

struct pass {
	bool read; /* seen, skew and denied were read from the store */
	bool denied; /* the centre refused the store's password at the last contact */
	bool opened; /* greeted, or opened by the pass, since the desk started */
	int64_t alone; /* wall: when opened by the pass, until the centre is tried; 0: no */
	int64_t seen; /* wall: the latest time this store has seen */
	int64_t skew; /* ms by which the centre was ahead at the last greeting */
	int64_t until; /* wall: the end of the pass; 0: unknown or no pass */
};

/* ---- the highest time seen ------------------------------------------------------------- */

/* Stored as "<wall> <skew>": this machine's time, and the centre's lead, both in ms. */
static void
seen_read(struct desk *desk)
{
	struct pass *p = desk->pass;
	struct str text = { 0 };
	char *end = NULL;

	p->seen = p->skew = 0;
	if (store_meta_get(desk->store, "seen", &text, NULL) == DONE && text.len) {
		p->seen = strtoll(text.s, &end, 10);
		p->skew = strtoll(end, NULL, 10);
	}
	p->denied =
		store_meta_get(desk->store, "denied", &text, NULL) == DONE && text.len;
	p->read = true;
	str_release(&text);
}

static enum verdict
seen_write(struct desk *desk, struct err *err)
{
	char text[50];

	str_format(text, sizeof text, "%lld %lld", (long long)desk->pass->seen,
		   (long long)desk->pass->skew);
	return store_meta_put(desk->store, "seen", text, err);
}

/* Records the latest time seen. */
static void
pass_seen(struct desk *desk, struct stamp now)
{
	struct err err;

	if (!desk->store)
		return;
	if (!desk->pass->read)
		seen_read(desk);
	if (now.wall < desk->pass->seen + NOTCH)
		return;
	desk->pass->seen = now.wall;
	if (seen_write(desk, &err) != DONE)
		log_warn("pass: the time was not kept: %s", err.text);
}

/* ---- judging --------------------------------------------------------------------------- */

static bool
pass_is_ours(const struct desk *desk, const json_t *pass)
{
	char store[UUID_TEXT];

	uuid_text(store_id(desk->store), store);
	return str_eq(json_text(pass, "operator"), desk->operator_name) &&
	       str_eq(json_text(pass, "store"), store) &&
	       str_eq(json_text(pass, "installation"),
		      json_text(desk->centre, "installation"));
}

static enum verdict
pass_weigh(struct desk *desk, const json_t *pass, struct stamp now, struct err *err)
{
	const struct pass *p = desk->pass;
	int64_t wall = (now.wall > p->seen ? now.wall : p->seen) + p->skew;
	int64_t from, until;

	if (p->denied)
		return later(err, "%s",
			     _("The centre did not let you in the last time: it must "
			       "be reached once. All that is kept here is safe and "
			       "will be sent."));
	if (!pass || !pass_is_ours(desk, pass) ||
	    !stamp_parse(json_text(pass, "issued"), &from) ||
	    !stamp_parse(json_text(pass, "until"), &until))
		return later(err, "%s",
			     _("This machine has no leave to work without the "
			       "centre: reach the centre once. All that is kept "
			       "here is safe and will be sent."));
	if (!p->opened &&
	    (now.wall + TOLERANCE < p->seen || now.wall + p->skew + TOLERANCE < from))
		return later(err, "%s",
			     _("This machine's clock was set back: put it right or "
			       "reach the centre once. All that is kept here is "
			       "safe and will be sent."));
	if (wall > until + (p->opened ? GRACE : 0))
		return later(err, "%s",
			     _("The leave to work without the centre has ended: "
			       "reach the centre once. All that is kept here is "
			       "safe and will be sent."));
	return DONE;
}

/* Without the centre the operator has the duties of the pass: ["r01@330100000", …]. */
static void
pass_duties(struct desk *desk, const json_t *pass)
{
	const json_t *duties = json_object_get(pass, "duties"), *duty;
	json_t *list = json_array(), *one;
	char name[32];
	const char *at;
	size_t i;

	json_array_foreach(duties, i, duty) {
		at = json_is_string(duty) ? strchr(json_string_value(duty), '@') : NULL;
		if (!at)
			continue;
		str_format(name, sizeof name, "%.*s",
			   (int)(at - json_string_value(duty)),
			   json_string_value(duty));
		one = json_object();
		json_put(one, "duty", name);
		json_put(one, "unit", at + 1);
		json_array_append_new(list, one);
	}
	json_object_set_new(desk->who, "duties", list);
	json_put(desk->who, "unit", json_text(pass, "unit"));
}

void
pass_denied(struct desk *desk)
{
	struct err err;

	desk->pass->denied = true;
	if (desk->store && store_meta_put(desk->store, "denied", "1", &err) != DONE)
		log_warn("pass: a denial was not kept: %s", err.text);
}

void
pass_alone(struct desk *desk)
{
	struct str text = { 0 };
	char at[30], quoted[36];
	struct err err;

	if (!desk->pass->alone)
		return;
	if (store_meta_get(desk->store, "offline", &text, NULL) == DONE && !text.len) {
		stamp_text(desk->pass->alone + desk->pass->skew, at);
		str_format(quoted, sizeof quoted, "\"%s\"", at);
		if (store_meta_put(desk->store, "offline", quoted, &err) != DONE)
			log_warn("pass: its use was not kept: %s", err.text);
	}
	desk->pass->alone = 0;
	str_release(&text);
}

static void
pass_note_end(struct desk *desk, const json_t *pass)
{
	desk->pass->until = 0;
	if (stamp_parse(json_text(pass, "until"), &desk->pass->until))
		desk->pass->until -= desk->pass->skew;
}

enum verdict
pass_judge(struct desk *desk, struct stamp now, struct err *err)
{
	json_t *pass = meta_get(desk, "pass");
	enum verdict v;

	if (!desk->pass->read)
		seen_read(desk);
	v = pass_weigh(desk, pass, now, err);
	if (v == DONE && !desk->pass->opened) {
		pass_duties(desk, pass);
		desk->pass->alone = now.wall;
		desk->pass->opened = true;
		log_note("pass: opened without the centre, until %s",
			 json_text(pass, "until"));
	}
	if (v == DONE) {
		pass_note_end(desk, pass);
		pass_seen(desk, now);
	} else
		log_note("pass: no login without the centre");
	json_decref(pass);
	return v;
}

/* ---- the greeting ---------------------------------------------------------------------- */

/* Adds the start of offline work. */
void
pass_admitted(struct desk *desk, struct event *event)
{
	struct str text = { 0 };
	size_t len;

	if (store_meta_get(desk->store, "offline", &text, NULL) == DONE &&
	    text.len > 2) {
		len = text.len - 2; /* without its quotes */
		json_object_set_new(event->introduction->keepsakes, "offline",
				    json_stringn(text.s + 1, len));
	}
	str_release(&text);
}

/* Seals the store to a new recovery key, in place of the former one. */
static enum verdict
pass_seal(struct desk *desk, const char *key, struct err *err)
{
	unsigned char public[STORE_RECOVERY_KEY];
	struct str was = { 0 };
	enum verdict v = store_meta_get(desk->store, "recovery_key", &was, err);

	if (v == DONE && !str_eq(str_text(&was), key) && recovery_read(public, key)) {
		v = store_set_recovery(desk->store, public, err);
		if (v == DONE)
			v = store_meta_put(desk->store, "recovery_key", key, err);
		if (v == DONE)
			log_note("pass: the store is sealed to the recovery key");
	}
	str_release(&was);
	return v;
}

/* Takes the clock difference, the end of the pass and the recovery key. */
void
pass_greeted(struct desk *desk, struct event *event)
{
	struct pass *p = desk->pass;
	const json_t *hello = event->message;
	enum verdict v = pass_seal(desk, json_text(hello, "recovery_key"), event->err);
	int64_t centre;

	if (v == DONE)
		v = store_meta_put(desk->store, "offline", NULL, event->err);
	if (v == DONE && p->denied)
		v = store_meta_put(desk->store, "denied", NULL, event->err);
	p->denied = false;
	p->read = p->opened = true;
	p->alone = 0;
	p->seen = event->now.wall;
	p->skew = 0;
	if (stamp_parse(json_text(hello, "now"), &centre))
		p->skew = centre - event->now.wall;
	pass_note_end(desk, json_object_get(hello, "pass"));
	event->verdict = v == DONE ? seen_write(desk, event->err) : v;
}

int64_t
pass_until(const struct desk *desk)
{
	return desk->pass->until;
}

void
pass_tick(struct desk *desk, struct event *event)
{
	pass_seen(desk, event->now);
}

void
pass_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->pass = xcalloc(1, sizeof *desk->pass);
}

void
pass_ended(struct desk *desk, struct event *event)
{
	(void)event;
	free(desk->pass);
	desk->pass = NULL;
}
