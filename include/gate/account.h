/* gate/account.h -- verifies or changes an operator's password at the centre over a
 * separate connection that does nothing else.  Never blocks.
 */
#ifndef GATE_ACCOUNT_H
#define GATE_ACCOUNT_H

#include "base/conf.h"
#include "base/err.h"

#include "loop/loop.h"

struct account;

/* DONE: verified, or changed.  REFUSED: the centre said no; err->field is "password" where
 * the present password is wrong.  LATER: the centre was not reached; nothing was changed.
 * BROKEN: the link fell after the change was sent; whether it was made is not known. */
typedef void account_fn(void *arg, enum verdict, const struct err *, struct stamp now);

struct account_wish {
	const char *operator_name;
	const char *is; /* the present password */
	const char *becomes; /* the new one; NULL: only verify the present one */
	account_fn *fn; /* called once, unless stopped; the account is freed by then */
	void *arg;
};
/* The texts must stay valid until the callback. */
struct account *account_start(struct loop *, const struct conf *,
			      const struct account_wish *, struct stamp now);
void account_stop(struct account *); /* NULL is fine */

#endif
