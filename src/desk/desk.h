/* desk.h -- one operator's desk: what its files share.  One loop, one store, one link,
 * several clients.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/vec.h"

#include "loop/loop.h"

#include "query/query.h"
#include "wire/message.h"
#include "wire/wire.h"

#include "gate/account.h"
#include "gate/conn.h"
#include "store/ledger.h"
#include "store/store.h"

#include "pump.h"
#include "secret.h"

/* ---- clients (client.c) ---------------------------------------------------------------- */

struct client {
	struct desk *desk;
	struct wire *wire;
	bool welcome; /* has shown the password */
	json_t *hello; /* a login, or a change of password, that waits */
	bool gone; /* to be freed before the next sleep */
};

struct clients {
	int socket; /* where new ones come in */
	int64_t heard; /* mono: when somebody last spoke */
	VEC(struct client *) v;
};

/* ---- link (link.c) --------------------------------------------------------------------- */

struct link {
	enum link_state state;
	int64_t since; /* wall */
	char text[480], host[272];
	json_t *args;
	struct msg_link told; /* what the clients know; texts are not compared by it */
	bool changed;
};

/* ---- login (session.c) ----------------------------------------------------------------- */

struct session {
	int failures;
	int64_t open_at; /* mono: no password is tried before */
	bool first; /* no store yet: the centre must know her first */
	struct secret candidate; /* a new password the centre is being asked about */
	json_t *who; /* the operator as the centre described her; NULL: not known */
	json_t *centre; /* installation, name, demo */
};

/* ---- another password (renew.c) --------------------------------------------------------- */

struct renewal {
	struct account *account; /* NULL: none is under way */
	struct client *client; /* who asked; NULL: gone meanwhile */
	int64_t id;
	struct secret is, becomes;
};

/* ---- small values in the store (meta.c) -------------------------------------------------- */

/* New reference; NULL where there is none. */
json_t *meta_get(const struct desk *, const char *name);
enum verdict meta_put(struct desk *, const char *name, const json_t *,
		      struct err *) MUST;

/* ---- leave to work without the centre (pass.c) ------------------------------------------ */

struct pass {
	bool read; /* what follows was read from the store */
	bool denied; /* the last the centre said: not with this password, or not at all */
	bool opened; /* greeted, or judged, in this life of the desk */
	int64_t alone; /* wall: opened then, and the centre has not been reached; 0: no */
	int64_t seen; /* wall: the latest moment this store knows of */
	int64_t skew; /* ms by which the centre was ahead at the last greeting */
	int64_t until; /* wall: the end of the pass, 0: not known or none */
};

/* ---- standing data (sync.c, feed.c) ---------------------------------------------------- */

enum stream { STREAM_CODES, STREAM_UNITS, STREAM_DIVISIONS, STREAM__MAX };

struct sync {
	enum stream stream; /* being read; STREAM__MAX: none */
	int64_t target; /* epoch that the stream will have reached */
	struct rows *rows; /* a page that is being written, slice by slice */
	size_t written;
	char next[40]; /* cursor behind this page; "": the last one */
	bool lease_asked, lease_tried;
	char xid[24], seq[24]; /* of the change feed; "": not known */
	bool feed_asked;
	int64_t lists_at; /* mono of the last refresh */
	bool stale; /* news came since */
};

/* ---- tickets to have at hand (stock.c) ------------------------------------------------- */

struct stock {
	VEC(struct stock_item {
		struct uuid ticket;
		long version;
	})
	v;
	size_t next; /* not yet looked at */
};

/* ---- agreement of the ledgers (agree.c) ------------------------------------------------ */

struct agree {
	enum agreement said;
	bool holds; /* nothing is told before the first comparison ended */
	bool asked; /* an answer is awaited */
	bool due, settled; /* settled: something since the last comparison */
	int rounds; /* in a row that found something to mend */
	int again; /* operations told again after the last that did */
	struct ledger_sum ours; /* when the centre was asked */
	int64_t next; /* the desk's next number then */
	int64_t since; /* lines are asked for from there on */
	VEC(struct ledger_line) theirs;
};

/* ---- questions (ask.c) ----------------------------------------------------------------- */

struct ask {
	struct desk *desk;
	struct client *client; /* NULL: the desk's own */
	int64_t id;
	const struct query *query;
	json_t *args;
	char from[8];
	uint64_t call;
	bool again; /* asked once more, since the link was stale */
};

struct desk {
	struct loop *loop;
	const struct conf *conf;
	const char *operator;
	struct store *store; /* NULL until the password opened it */
	struct secret password;
	struct conn *conn;
	struct clients clients;
	struct link link;
	struct session session;
	struct renewal renewal;
	struct pass pass;
	struct pump pump;
	VEC(struct flight *) flights;
	struct agree agree;
	struct sync sync;
	struct stock stock;
	VEC(struct ask *) asks;
	bool lingering;
	bool sick; /* the store failed; it is opened again in a moment */
};

void desk_init(struct desk *, struct loop *, const struct conf *, const char *operator);
void desk_release(struct desk *);
void desk_opened(struct desk *); /* a store was opened: its news are heard */
/* The store said BROKEN: it is opened anew, from what is on the disk. */
void desk_sick(struct desk *, const struct err *, struct stamp now);

void clients_listen(struct desk *, int socket);
void clients_release(struct desk *);
/* Takes the message.  To all who are welcome. */
void clients_tell(struct desk *, json_t *message);
void client_tell(struct client *, json_t *message);
void client_leave(struct client *);
void client_no(struct client *, int64_t id, enum verdict, const char *text);
void clients_sweep(struct desk *); /* frees those that are gone */

void session_hello(struct client *, const json_t *hello, struct stamp now);
/* Something changed that waiting logins may have waited for. */
void session_again(struct desk *, struct stamp now);
/* The password is right: who calls?  As conn_who.admitted, arg is the desk. */
enum verdict session_admitted(void *arg, struct introduction *, struct err *) MUST;
enum verdict session_greeted(struct desk *, const json_t *hello, struct err *) MUST;
void session_failed(struct desk *, enum verdict, const struct err *, struct stamp now);
/* Opens the store of this desk; REFUSED: by this password it does not open. */
enum verdict session_unlock(struct desk *, const char *password, struct err *) MUST;
/* REFUSED with the sentence for a password that the store does not know. */
enum verdict session_unknown(struct err *);
/* A refused password: it is answered (id 0: a login), and costs time. */
void session_wrong(struct client *, int64_t id, const struct err *, struct stamp now);
/* It is served when the time that a wrong password costs has passed. */
void session_wait(struct client *, const json_t *message);
void session_release(struct desk *);

void renew_serve(struct client *, const json_t *message, struct stamp now);
/* The waiting login's password is shown to the centre, which is then its answer. */
bool renew_prove(struct client *, const char *password, struct stamp now);
void renew_forget(struct client *); /* leaves */
void renew_release(struct desk *);

/* May this store be opened, or come back to, without the centre?  LATER: not before it was
 * reached; err says why. */
enum verdict pass_judge(struct desk *, struct stamp now, struct err *) MUST;
/* The centre was tried and not reached: from when on she works without it is kept, and
 * told at the next greeting. */
void pass_alone(struct desk *);
/* The centre has refused the store's password: the pass is of no use until a greeting. */
void pass_denied(struct desk *);
void pass_seen(struct desk *, struct stamp now); /* time goes on */
void pass_held(struct desk *, json_t *held);
enum verdict pass_greeted(struct desk *, const json_t *hello, struct stamp now,
			  struct err *) MUST;

/* Roots of the centre's record, held as a witness (witness.c). */
void witness_held(struct desk *, json_t *held);
enum verdict witness_greeted(struct desk *, const json_t *hello, int64_t wall,
			     struct err *) MUST;
bool witness_contradicted(struct desk *, int64_t wall);
void witness_rows(struct desk *, struct rows *);

void link_start(struct desk *, struct stamp now);
void link_stop(struct desk *, struct stamp now);
void link_dial(struct desk *, struct stamp now);
void link_fell(struct desk *, struct stamp now);
void link_now(const struct desk *, struct msg_link *);
void link_report(struct desk *); /* to all, where something changed */
void link_release(struct desk *);

/* The link is up, or fell. */
void agree_up(struct desk *, struct stamp now);
void agree_fell(struct desk *);
bool agree_holds(const struct desk *); /* nothing may be told yet */
void agree_settled(struct desk *, struct stamp now); /* verdicts came */
void agree_look(struct desk *, struct stamp now); /* before each sleep */
void agree_unknown(struct desk *, const struct reply *, struct stamp now);
void agree_release(struct desk *);
/* Into a greeting, and out of its answer. */
enum verdict agree_introduce(struct desk *, json_t *held, struct err *err) MUST;
enum verdict agree_greeted(struct desk *, const json_t *hello, struct err *err) MUST;
/* Those who are welcome hear once that the store took another name. */
void agree_tell_forked(struct desk *);

void drive_event(struct desk *, enum pump_event, int n, struct stamp now);
void drive_release(struct desk *);

void sync_up(struct desk *, struct stamp now);
void sync_fell(struct desk *);
void sync_release(struct desk *);
void sync_lease(struct desk *, struct stamp now);
void feed_up(struct desk *, struct stamp now);
void feed_soon(struct desk *, struct stamp now);
/* A list of this desk's own was fetched: its tickets will be here soon. */
void stock_list(struct desk *, const char *queue, const struct rows *,
		struct stamp now);
void stock_forget(struct desk *);

void serve(struct client *, const json_t *message, struct stamp now);
void ask_serve(struct client *, const json_t *message, struct stamp now);
void ask_cancel(struct client *, int64_t id);
void ask_forget(struct client *); /* all of a client that leaves */
/* The desk's own question: only the mirror learns the answer.  False: link down. */
bool ask_own(struct desk *, const char *query, json_t *args /* taken */,
	     struct stamp now);
/* The link was closed: what is open is answered from here. */
void ask_fell(struct desk *, struct stamp now);
/* The link is up, or was tried in vain: what waits for it is asked again, or answered. */
void ask_up(struct desk *, struct stamp now);
void ask_in_vain(struct desk *, struct stamp now);
void ask_release(struct desk *);

/* Answers from this desk's own disk (local.c).  DONE: rows were added and *at is when
 * the centre said so (0: it is ours).  LATER: nothing is known here. */
enum verdict local_answer(struct desk *, const struct ask *, struct rows *, int64_t *at,
			  struct err *) MUST;
/* The centre has answered: the mirror learns. */
void local_learn(struct desk *, const struct ask *, const struct rows *,
		 struct stamp now);
/* The value of a parameter: given, preset or NULL; numbers as text in buffer. */
const char *ask_arg(const struct ask *, size_t param, char buffer[24]);
const char *ask_named(const struct ask *, const char *param, char buffer[24]);

#endif
