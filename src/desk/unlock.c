/* unlock.c -- opens the store of this desk.
 * Law: a store is opened only by its password, and only for its own operator.
 */
#include "unlock.h"

#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include "event.h"
#include "meta.h"

enum verdict
unlock_keep(struct desk *desk, const char *password, struct err *err)
{
	if (secret_set(&desk->password, password))
		return DONE;
	return refuse(err, "%s", _("The password is too long."));
}

void
unlock_read_names(struct desk *desk)
{
	json_decref(desk->who);
	json_decref(desk->centre);
	desk->who = meta_get(desk, "operator");
	desk->centre = meta_get(desk, "centre");
}

/* REFUSED: the store was moved under another operator's name; its operations are not this
 * operator's. */
static enum verdict
unlock_check_owner(struct desk *desk, struct err *err)
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
unlock_store(struct desk *desk, const char *password, struct err *err)
{
	enum verdict v = unlock_keep(desk, password, err);

	if (v == DONE)
		v = store_open(&desk->store, conf_text(desk->conf, CONF_STORE_DIR),
			       desk->operator_name, password, err);
	if (v == DONE)
		v = unlock_check_owner(desk, err);
	if (v != DONE) {
		secret_forget(&desk->password);
		return v;
	}
	desk_raise(desk, DESK_STORE_OPENED, clock_now());
	unlock_read_names(desk);
	return DONE;
}
