/* desk.h -- one operator's desk: state and functions shared by its files.  One loop, one
 * store, one link, several clients.
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
	bool welcome; /* logged in */
	json_t *hello; /* a login, or a change of password, that waits */
	bool gone; /* to be freed before the next sleep */
};

struct clients {
	int socket; /* listens for new clients */
	int64_t heard; /* mono: when a client last sent a message */
	VEC(struct client *) v;
};

/* ---- link (link.c) --------------------------------------------------------------------- */

struct link {
	enum link_state state;
	int64_t since; /* wall */
	char text[480], host[272];
	json_t *args;
	struct msg_link told; /* last reported to clients; its texts are not used */
	bool changed; /* state or text changed since then */
};

/* ---- login (session.c) ----------------------------------------------------------------- */

struct session {
	int failures;
	int64_t open_at; /* mono: no password is tried earlier */
	bool first; /* no store yet: the centre must accept the operator first */
	struct secret candidate; /* a password unknown here, tried at the centre */
	json_t *who; /* the operator as the centre described them; NULL: not known */
	json_t *centre; /* installation, name, demo */
};

/* ---- another password (renew.c) --------------------------------------------------------- */

struct renewal {
	struct account *account; /* NULL: none is under way */
	struct client *client; /* who asked; NULL: has left meanwhile */
	int64_t id; /* of the client's message */
	struct secret is, becomes; /* the present and the new password */
};

/* ---- small values in the store (meta.c) -------------------------------------------------- */

/* New reference; NULL where there is none. */
json_t *meta_get(const struct desk *, const char *name);
enum verdict meta_put(struct desk *, const char *name, const json_t *,
		      struct err *) MUST;

/* ---- leave to work without the centre (pass.c) ------------------------------------------ */

struct pass {
	bool read; /* seen, skew and denied were read from the store */
	bool denied; /* the centre refused the store's password at the last contact */
	bool opened; /* greeted, or opened by the pass, since the desk started */
	int64_t alone; /* wall: when opened by the pass, until the centre is tried; 0: no */
	int64_t seen; /* wall: the latest time this store has seen */
	int64_t skew; /* ms by which the centre was ahead at the last greeting */
	int64_t until; /* wall: the end of the pass; 0: unknown or no pass */
};

/* ---- standing data (sync.c, feed.c) ---------------------------------------------------- */

enum stream { STREAM_CODES, STREAM_UNITS, STREAM_DIVISIONS, STREAM__MAX };

struct sync {
	enum stream stream; /* being read; STREAM__MAX: none */
	int64_t target; /* the epoch reached when the stream is read to its end */
	struct rows *rows; /* a page being written, slice by slice */
	size_t written; /* rows of it already written */
	char next[40]; /* cursor after this page; "": the last one */
	bool lease_asked, lease_tried; /* a lease request is under way; was answered */
	char xid[24], seq[24]; /* cursor of the change feed; "": not known */
	bool feed_asked; /* a poll of the feed is under way */
	int64_t lists_at; /* mono of the last refresh */
	bool stale; /* news came since */
};

/* ---- prefetched tickets (stock.c) ------------------------------------------------------ */

struct stock {
	VEC(struct stock_item {
		struct uuid ticket;
		long version;
	})
	v;
	size_t next; /* index of the first ticket not yet checked */
};

/* ---- agreement of the ledgers (agree.c) ------------------------------------------------ */

struct agree {
	enum agreement said; /* the last result */
	bool holds; /* no operation may be sent: the first comparison is under way */
	bool asked; /* a comparison is under way */
	bool due, settled; /* settled: a verdict came since the last comparison */
	int rounds; /* comparisons in a row that found a difference */
	int again; /* operations re-sent after the last round that found a difference */
	struct ledger_sum ours; /* the desk's sum when the centre was asked */
	int64_t next; /* the desk's next seq at that time */
	int64_t since; /* the first seq whose line is requested */
	VEC(struct ledger_line) theirs; /* the centre's lines received so far */
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
	bool again; /* being asked a second time, because the link was stale */
};

struct desk {
	struct loop *loop;
	const struct conf *conf;
	const char *operator_name;
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
	bool lingering; /* no client and nothing queued: the desk will end soon */
	bool sick; /* the store failed; it will be reopened shortly */
};

void desk_init(struct desk *, struct loop *, const struct conf *,
	       const char *operator_name);
void desk_release(struct desk *);
void desk_opened(struct desk *); /* a store was opened: subscribes to its changes */
/* The store returned BROKEN: reopens it shortly, from the disk. */
void desk_sick(struct desk *, const struct err *, struct stamp now);

void clients_listen(struct desk *, int socket);
void clients_release(struct desk *);
/* Sends a message (taken) to all clients that are logged in. */
void clients_tell(struct desk *, json_t *message);
/* Sends a message (taken) to one client. */
void client_tell(struct client *, json_t *message);
void client_leave(struct client *);
void client_no(struct client *, int64_t id, enum verdict, const char *text);
void clients_sweep(struct desk *); /* frees clients that are gone */

void session_hello(struct client *, const json_t *hello, struct stamp now);
/* Serves the waiting logins again, after a change they may have waited for. */
void session_again(struct desk *, struct stamp now);
/* conn_who.admitted: the centre accepted the password; arg is the desk. */
enum verdict session_admitted(void *arg, struct introduction *, struct err *) MUST;
/* Stores what the centre's greeting brought. */
enum verdict session_greeted(struct desk *, const json_t *hello, struct err *) MUST;
/* The link failed: answers the logins that waited for it. */
void session_failed(struct desk *, enum verdict, const struct err *, struct stamp now);
/* Opens the store of this desk.  REFUSED: this password does not open it. */
enum verdict session_unlock(struct desk *, const char *password, struct err *) MUST;
/* REFUSED with the sentence for a password that the store does not know. */
enum verdict session_unknown(struct err *);
/* Answers a wrong password (id 0: of a login) and lengthens the delay before the next
 * try. */
void session_wrong(struct client *, int64_t id, const struct err *, struct stamp now);
/* Keeps the message until the delay after a wrong password has passed. */
void session_wait(struct client *, const json_t *message);
void session_release(struct desk *);

/* Serves a request to change the password. */
void renew_serve(struct client *, const json_t *message, struct stamp now);
/* Tries at the centre a login password that the store does not know; the result answers
 * the login.  False: not possible now. */
bool renew_prove(struct client *, const char *password, struct stamp now);
void renew_forget(struct client *); /* the client leaves; its change goes on */
void renew_release(struct desk *);

/* Whether the operator may open this store, or return to it, without the centre.  LATER:
 * only after the centre was reached; err says why. */
enum verdict pass_judge(struct desk *, struct stamp now, struct err *) MUST;
/* The centre was tried and not reached: records when offline work began; reported at the
 * next greeting. */
void pass_alone(struct desk *);
/* The centre has refused the store's password: the pass is void until a greeting. */
void pass_denied(struct desk *);
void pass_seen(struct desk *, struct stamp now); /* records the latest time seen */
/* Adds the start of offline work to the greeting. */
void pass_held(struct desk *, json_t *held);
/* Takes the clock difference, the end of the pass and the recovery key from the centre's
 * greeting. */
enum verdict pass_greeted(struct desk *, const json_t *hello, struct stamp now,
			  struct err *) MUST;

/* Hash roots of the centre's record, kept so that the desk can testify to them
 * (witness.c). */
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
void link_report(struct desk *); /* tells all clients, where something changed */
void link_release(struct desk *);

/* The link came up: starts a comparison. */
void agree_up(struct desk *, struct stamp now);
/* The link fell: forgets a comparison under way. */
void agree_fell(struct desk *);
bool agree_holds(const struct desk *); /* no operation may be sent yet */
void agree_settled(struct desk *, struct stamp now); /* verdicts came */
void agree_look(struct desk *, struct stamp now); /* before each sleep */
/* The centre did not answer a comparison. */
void agree_unknown(struct desk *, const struct reply *, struct stamp now);
void agree_release(struct desk *);
/* Adds the store's identity to a greeting; reads the centre's answer to it. */
enum verdict agree_introduce(struct desk *, json_t *held, struct err *err) MUST;
enum verdict agree_greeted(struct desk *, const json_t *hello, struct err *err) MUST;
/* Tells logged-in clients, once, that the store took a new identity. */
void agree_tell_forked(struct desk *);

/* Feeds an event to the pump and obeys its orders. */
void drive_event(struct desk *, enum pump_event, int n, struct stamp now);
void drive_release(struct desk *);

void sync_up(struct desk *, struct stamp now);
void sync_fell(struct desk *);
void sync_release(struct desk *);
/* Requests registration numbers where fewer than half of a lease are left. */
void sync_lease(struct desk *, struct stamp now);
void feed_up(struct desk *, struct stamp now);
/* Polls the change feed soon, after own verdicts. */
void feed_soon(struct desk *, struct stamp now);
/* A list of the operator's was fetched: prefetches its tickets for offline use. */
void stock_list(struct desk *, const char *queue, const struct rows *,
		struct stamp now);
void stock_forget(struct desk *);

void serve(struct client *, const json_t *message, struct stamp now);
void ask_serve(struct client *, const json_t *message, struct stamp now);
void ask_cancel(struct client *, int64_t id);
void ask_forget(struct client *); /* drops all questions of a leaving client */
/* The desk's own question: the answer only updates the mirror.  False: link down. */
bool ask_own(struct desk *, const char *query, json_t *args /* taken */,
	     struct stamp now);
/* The link was closed: answers open questions from the mirror. */
void ask_fell(struct desk *, struct stamp now);
/* The link came up: asks again the questions that waited for it. */
void ask_up(struct desk *, struct stamp now);
/* Dialling failed: answers the questions that waited for the link from the mirror. */
void ask_in_vain(struct desk *, struct stamp now);
void ask_release(struct desk *);

/* Answers from this desk's own disk (local.c).  DONE: rows were added and *at is when
 * the centre sent them (0: local data).  LATER: nothing is known here. */
enum verdict local_answer(struct desk *, const struct ask *, struct rows *, int64_t *at,
			  struct err *) MUST;
/* Stores the centre's answer in the mirror. */
void local_learn(struct desk *, const struct ask *, const struct rows *,
		 struct stamp now);
/* The value of a parameter: given, preset or NULL; numbers as text in buffer. */
const char *ask_arg(const struct ask *, size_t param, char buffer[24]);
const char *ask_named(const struct ask *, const char *param, char buffer[24]);

#endif
