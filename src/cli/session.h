/* session.h -- one blocking conversation with the desk.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "model/ticket.h"

#include "wire/message.h"
#include "wire/wire.h"

#include "cli.h"

struct session {
	struct wire *wire;
	int64_t last_id;
	struct operator_info me;
	json_t *welcome; /* owned */
	json_t *link_message; /* owned: the latest, msg_link points into it */
	struct msg_link link;
};

/* Reaches the desk, starting one where none runs, and logs in. */
enum verdict session_open(struct session *, struct cli *, struct err *) MUST;
/* Changes cli->password to `becomes`; the configuration of cli is already loaded. */
enum verdict session_renew(struct session *, const struct cli *, const char *becomes,
			   struct err *) MUST;
void session_close(struct session *);
/* The next message within `wait` milliseconds; link messages are also remembered.
 * LATER: none came.  *message is the caller's. */
enum verdict session_next(struct session *, int wait, json_t **message,
			  struct err *) MUST;
/* Sends (taking the reference). */
enum verdict session_send(struct session *, json_t *, struct err *) MUST;
/* Waits for the answer to `id`: the message, or the desk's "no" as a verdict. */
enum verdict session_answer(struct session *, int64_t id, int wait, json_t **message,
			    struct err *) MUST;
/* Waits until the link is up or known to fail. */
void session_link(struct session *, int wait);
/* The counts of the queue as an object; new reference. */
json_t *session_queue(const struct session *);
/* Prints the counts of the queue, and whether the centre has the rest on record. */
void session_put_queue(const struct session *);
struct question {
	const struct query *query;
	json_t *args; /* borrowed; NULL: none */
	const char *from; /* both, mirror, centre */
	int wait; /* milliseconds */
};
struct answer {
	struct rows *rows; /* yours: rows_free() */
	int64_t age; /* seconds; -1: from the centre */
};
/* Asks, and returns the last answer. */
enum verdict session_ask(struct session *, const struct question *, struct answer *,
			 struct err *) MUST;
/* The id of the ticket named by its id, its registration number or the end of that. */
enum verdict session_find(struct session *, const char *named, int wait,
			  char id[UUID_TEXT], struct err *) MUST;
/* A ticket by id or registration number: its document, read. */
enum verdict session_ticket(struct session *, const char *named, int wait,
			    struct ticket *out, struct err *) MUST;

#endif
