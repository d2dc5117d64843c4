/* wire/message.h -- the messages as structs; encode and decode stand side by side.
 * Texts in decoded messages are borrowed from the JSON object they were decoded from.
 */
#ifndef WIRE_MESSAGE_H
#define WIRE_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/uuid.h"

#include "action/action.h"
#include "query/query.h"

enum message {
	MSG_HELLO,
	MSG_TELL,
	MSG_ASK,
	MSG_CANCEL,
	MSG_DRAFT,
	MSG_DROP,
	MSG_WITHDRAW,
	MSG_RETRY,
	MSG_RENEW,
	MSG_BYE, /* client to desk */
	MSG_WELCOME,
	MSG_NO,
	MSG_KEPT,
	MSG_RENEWED,
	MSG_ROWS,
	MSG_DRAFTED,
	MSG_SETTLED,
	MSG_LINK,
	MSG_NEWS,
	MSG_WORD, /* desk to client */
	MSG__MAX
};
enum message message_kind(const json_t *); /* MSG__MAX: unknown */
const char *message_name(enum message);

enum link_state { LINK_DOWN, LINK_CONNECTING, LINK_UP, LINK_AUTH, LINK__MAX };
const char *link_name(enum link_state);

/* Whether the ledgers of desk and centre agree: only then "nothing to send" is true. */
enum agreement { AGREE_CHECKING, AGREE_YES, AGREE_NO, AGREE__MAX };
const char *agreement_name(enum agreement);

struct msg_link {
	enum link_state state;
	enum agreement agreed;
	int again; /* operations the last comparison found missing and sent again */
	int64_t since, oldest; /* wall ms; 0: none */
	int64_t numbers; /* leased registration numbers left */
	int64_t leave; /* wall ms: end of leave to log in without the centre; 0: none */
	int queued, stuck, held,
		drafts; /* held: of the stuck, only waiting behind another one */
	const char *text; /* msgid, why the link is not up; "" */
	const char *host; /* which of several servers answers; "" */
	const json_t *args;
};

/* A notice that everyone logged in at this desk should read once. */
struct msg_word {
	const char *text; /* msgid */
	const json_t *args;
};

struct msg_no {
	int64_t id;
	enum verdict verdict;
	const char *field, *text; /* text: msgid */
	const json_t *args;
};

/* An operation's outcome. */
enum op_state {
	OP_QUEUED,
	OP_SENT,
	OP_APPLIED,
	OP_REFUSED,
	OP_CONFLICT,
	OP_HELD,
	OP_ADMIN,
	OP_WITHDRAWN,
	OP__MAX
};
const char *op_state_name(enum op_state);
const char *op_state_label(enum op_state); /* translated, in words */
enum op_state op_state_named(const char *);

struct msg_settled {
	struct uuid op, ticket;
	const char *action;
	enum op_state state;
	int version;
	const char *ticket_state, *unit, *regno, *field, *text;
	const json_t *args, *detail;
};

struct msg_rows {
	int64_t id;
	bool from_mirror, last;
	int64_t age; /* seconds */
	json_t *rows; /* borrowed; rows_read() takes its own reference */
};

struct msg_ask {
	int64_t id;
	const char *query, *from; /* from: "both", "mirror" or "centre" */
	json_t *args; /* an object, or NULL */
};

/* One operation of a tell; the action exists, the payload is an object. */
struct msg_op {
	struct uuid op, ticket;
	const char *base;
	const struct action *action;
	json_t *payload;
	struct uuid mends; /* the refused operation it replaces; nil: none */
};

/* One operation of a kept: its sequence number and, for a register, its registration
 * number. */
struct msg_kept {
	struct uuid op;
	int64_t seq;
	const char *regno;
};

struct msg_draft {
	struct uuid draft;
	int64_t seq;
	json_t *body; /* an object, or NULL */
};

/* former: the store's password, where the password was since changed elsewhere; NULL: not
 * needed. */
struct msg_keys {
	const char *password, *former, *becomes;
};
json_t *msg_hello(const char *operator_name, const struct msg_keys *);
/* Asks to change the password to keys->becomes, at the centre and on this disk. */
json_t *msg_renew(int64_t id, const char *operator_name, const struct msg_keys *);
json_t *msg_renewed(int64_t id);
json_t *msg_tell(int64_t id, const struct command *commands, size_t n,
		 const struct uuid *draft); /* draft may be NULL */
json_t *msg_ask(int64_t id, const char *query, json_t *args /* taken */,
		const char *from);
json_t *msg_cancel(int64_t id);
json_t *msg_draft(const struct uuid *draft, int64_t seq, json_t *body /* taken */);
json_t *msg_drop(const struct uuid *draft, const char *reason); /* NULL: was empty */
json_t *msg_withdraw(int64_t id, const struct uuid *op, const char *reason);
json_t *msg_retry(int64_t id, const struct uuid *op);
json_t *msg_bye(void);

json_t *msg_kept(int64_t id, const struct msg_kept *ops, size_t n);
json_t *msg_drafted(const struct uuid *draft, int64_t seq);
json_t *msg_link(const struct msg_link *);
json_t *msg_word(const struct msg_word *);
json_t *msg_no(const struct msg_no *);
json_t *msg_no_err(int64_t id, enum verdict, const struct err *);
json_t *msg_settled(const struct msg_settled *);
/* from: "mirror" or "centre"; ROWS_LAST: no more rows will follow for this id. */
enum rows_more { ROWS_LAST, ROWS_MORE };
json_t *msg_rows(int64_t id, const struct rows *, const char *from, int64_t age,
		 enum rows_more);

/* Decoding; any JSON may come in.  False: a required key is missing. */
int64_t msg_id(const json_t *); /* 0: none */
bool msg_read_link(struct msg_link *, const json_t *);
bool msg_read_word(struct msg_word *, const json_t *);
bool msg_read_no(struct msg_no *, const json_t *);
bool msg_read_settled(struct msg_settled *, const json_t *);
bool msg_read_rows(struct msg_rows *, const json_t *);
bool msg_read_ask(struct msg_ask *, const json_t *);
bool msg_read_draft(struct msg_draft *, const json_t *); /* draft and drop */
bool msg_read_uuid(struct uuid *, const json_t *, const char *key);
/* How many operations a tell or a kept carries, and each of them. */
size_t msg_count(const json_t *);
bool msg_read_op(struct msg_op *, const json_t *tell, size_t i);
bool msg_read_kept(struct msg_kept *, const json_t *kept, size_t i);

/* msgid + args of a refusal, translated. */
void msg_words(char *out, size_t size, const char *msgid, const json_t *args);

#endif
