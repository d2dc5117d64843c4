/* gate/account.h -- an operator's own password at the centre, proved or changed over a
 * connection of its own, which says nothing else.  Never blocks.
 */
#ifndef GATE_ACCOUNT_H
#define GATE_ACCOUNT_H

#include "base/conf.h"
#include "base/err.h"

#include "loop/loop.h"

struct account;

/* DONE: it is so.  REFUSED: the centre said no; err->field is "password" where it does
 * not know the present one.  LATER: it was not reached, and nothing was changed.
 * BROKEN: the link fell after the change was sent; whether it was made is not known. */
typedef void account_fn(void *arg, enum verdict, const struct err *, struct stamp now);

struct account_wish {
	const char *operator;
	const char *is; /* the present password */
	const char *becomes; /* NULL: it is only proved */
	account_fn *fn; /* once, unless stopped; the account is gone by then */
	void *arg;
};
/* The texts must stay valid until the callback. */
struct account *account_start(struct loop *, const struct conf *,
			      const struct account_wish *, struct stamp now);
void account_stop(struct account *); /* NULL is fine */

#endif
