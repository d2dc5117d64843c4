/* account.c -- one connection to verify or change one password.
 * Law: of a new password only its SCRAM verifier leaves this machine.
 */
#include "gate/account.h"

#include <libpq-fe.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "gate/pipe.h"

#include "dial.h"

struct account {
	struct loop *loop;
	struct account_wish wish;
	struct dial *dial;
	struct pipe *pipe;
	size_t good;
};

void
account_stop(struct account *a)
{
	if (!a)
		return;
	dial_stop(a->dial);
	pipe_free(a->pipe);
	free(a);
}

static void
account_end(struct account *a, enum verdict v, const struct err *err, struct stamp now)
{
	const struct account_wish wish = a->wish;

	account_stop(a);
	wish.fn(wish.arg, v, err, now);
}

/* The link is lost; calls under way have had their LATER. */
static void
account_lost(void *arg, const struct err *err, struct stamp now)
{
	(void)arg;
	(void)err;
	(void)now;
}

static void
changed(void *arg, const struct reply *reply, struct stamp now)
{
	const char *const none[] = { "" };
	struct err err = { .verdict = DONE };
	enum verdict v = reply->verdict;

	if (v == REFUSED) {
		refuse(&err, "%s", "");
		text_fill(err.text, sizeof err.text, reply->text, none, 0);
	} else if (v == LATER && *reply->state) {
		later(&err, "%s", _("The centre is busy."));
	} else if (v == LATER) {
		v = broken(&err, "%s",
			   _("The link fell: whether the password was changed is not "
			     "known.  Log in with the new one, and if it is refused, "
			     "with the former one."));
	} else if (v == BROKEN) {
		v = refuse(&err, "%s", _("The centre did not take this password."));
	}
	account_end(arg, v, &err, now);
}

static void
account_change(struct account *a, char *verifier, struct stamp now)
{
	struct str sql = { 0 };
	struct call call = { .name = "own_password", .fn = changed, .arg = a };

	/* a verifier is letters, digits and $ : + / =, nothing that must be quoted */
	str_addf(&sql, "alter role session_user password '%s'", verifier);
	call.sql = str_text(&sql);
	if (!pipe_call(a->pipe, &call, now))
		changed(a, &(struct reply){ .verdict = LATER, .state = "57P01" }, now);
	str_wipe(&sql);
}

static void
account_dialled(void *arg, enum verdict v, const struct err *err, struct pg_conn *pg,
		struct stamp now)
{
	struct account *a = arg;
	const struct pipe_owner owner = { account_lost, a };
	char *verifier;

	a->dial = NULL;
	if (v == DONE && !a->wish.becomes)
		PQfinish((PGconn *)pg);
	if (v != DONE || !a->wish.becomes) {
		account_end(a, v, err, now);
		return;
	}
	verifier = PQencryptPasswordConn((PGconn *)pg, a->wish.becomes,
					 a->wish.operator_name, "scram-sha-256");
	if (!verifier)
		mem_exhausted();
	a->pipe = pipe_new(a->loop, pg, &owner, now);
	account_change(a, verifier, now);
	PQfreemem(verifier);
}

struct account *
account_start(struct loop *loop, const struct conf *conf,
	      const struct account_wish *wish, struct stamp now)
{
	struct account *a = xcalloc(1, sizeof *a);
	const struct dial_plan plan = { .conf = conf,
					.operator_name = wish->operator_name,
					.password = wish->is,
					.good = &a->good,
					.fn = account_dialled,
					.arg = a };

	a->loop = loop;
	a->wish = *wish;
	a->dial = dial_start(loop, &plan, now);
	return a;
}
