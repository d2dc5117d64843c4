/* gate/conn.h -- the link of one operator to the centre: look-up, dialling, greeting.
 * Never blocks; every stage has its deadline.  It does not retry: the desk decides when.
 */
#ifndef GATE_CONN_H
#define GATE_CONN_H

#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/uuid.h"

#include "loop/loop.h"

#include "gate/pipe.h"

enum conn_state { CONN_DOWN, CONN_DIAL, CONN_HELLO, CONN_UP };

struct conn;

/* DONE: the link is up and conn_hello() has the centre's greeting.
 * LATER: it is down, or went down; conn_open() may be called again at any time.
 * REFUSED: a person must act first: password, lock-out, another installation, a centre
 * too old or not migrated, a link that would not be private.  err->field is "password"
 * where only another password can help (retrying would lock the operator out), "renew"
 * where the password is right but must be changed first. */
typedef void conn_fn(void *arg, enum verdict, const struct err *, struct stamp now);

/* Makes a connection that is down; yours: conn_free(). */
struct conn *conn_new(struct loop *, const struct conf *, conn_fn *, void *arg);
/* Closes the link and frees it; NULL is fine. */
void conn_free(struct conn *);

/* What a desk presents in its greeting. */
struct introduction {
	char store[UUID_TEXT];
	json_t *keepsakes; /* values the centre handed it earlier, by name; receiver owns it */
};

struct conn_who {
	const char *operator_name;
	const char *password; /* must stay valid until the callback */
	/* Called when the centre has accepted the password; fills the introduction.
	 * Anything but DONE ends the attempt. */
	enum verdict (*admitted)(void *arg, struct introduction *, struct err *);
};
/* Starts connecting; closes an open connection first. */
void conn_open(struct conn *, const struct conn_who *, struct stamp now);
/* Closes without calling conn_fn. */
void conn_close(struct conn *);

/* The stage that the connection has reached. */
enum conn_state conn_state(const struct conn *);
struct pipe *conn_pipe(struct conn *); /* NULL unless CONN_UP */
const json_t *
conn_hello(const struct conn *); /* of the last greeting; NULL: none yet */
/* Which of several servers answers, "name:port"; "" where only one is configured. */
void conn_host(const struct conn *, char *out, size_t size);
int64_t conn_skew(const struct conn *); /* ms by which the centre's clock is ahead */

#endif
