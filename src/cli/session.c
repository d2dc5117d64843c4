/* session.c -- a blocking conversation with the desk: one request, then its answer.
 */
#include "session.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"

#include "wire/start.h"

enum { START_WAIT = 10000, LOGIN_WAIT = 60000, GREETINGS = 3 };

static void
remember_link(struct session *s, const json_t *message)
{
	struct msg_link link;
	json_t *copy;

	if (message_kind(message) != MSG_LINK)
		return;
	copy = json_deep_copy(message);
	if (!copy || !msg_read_link(&link, copy)) {
		json_decref(copy);
		return;
	}
	json_decref(s->link_message);
	s->link_message = copy;
	s->link = link;
}

/* What everybody should read once is read by whoever is there. */
static void
put_word(const json_t *message)
{
	struct msg_word word;
	char words[400];

	if (!msg_read_word(&word, message))
		return;
	msg_words(words, sizeof words, word.text, word.args);
	(void)fprintf(stderr, "gangshaoctl: %s\n", words);
}

json_t *
session_queue(const struct session *s)
{
	json_t *o = json_object();

	json_put_int(o, "queued", s->link.queued);
	json_put_int(o, "stuck", s->link.stuck);
	json_put_int(o, "drafts", s->link.drafts);
	json_put_int(o, "again", s->link.again);
	json_put(o, "agreed", agreement_name(s->link.agreed));
	return o;
}

void
session_put_queue(const struct session *s)
{
	static const char *const words[AGREE__MAX] = {
		[AGREE_CHECKING] = N_("not compared with the centre's ledger yet"),
		[AGREE_YES] = N_("the centre's ledger agrees"),
		[AGREE_NO] = N_("the centre's ledger differs"),
	};

	printf(_("%d queued, %d for you to look at\n"), s->link.queued, s->link.stuck);
	printf("%s\n", _(words[s->link.agreed]));
	if (s->link.again > 0)
		printf(_("%d the centre lacked, told again\n"), s->link.again);
}

static enum verdict
gone(struct err *err)
{
	return broken(err, _("The desk ended the conversation."));
}

enum verdict
session_next(struct session *s, int wait, json_t **message, struct err *err)
{
	int64_t until = clock_now().mono + wait, left;
	struct pollfd p = { .fd = wire_fd(s->wire) };
	enum verdict v;

	for (;;) {
		v = wire_flush(s->wire);
		if (v == BROKEN)
			return gone(err);
		v = wire_receive(s->wire, message);
		if (v == DONE)
			remember_link(s, *message);
		if (v == DONE)
			put_word(*message);
		if (v == BROKEN)
			return gone(err);
		if (v == DONE)
			return DONE;
		left = until - clock_now().mono;
		if (left <= 0)
			return later(err, _("The desk has not answered in time."));
		p.events = (short)(POLLIN | (wire_wants_out(s->wire) ? POLLOUT : 0));
		if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
			return gone(err);
	}
}

enum verdict
session_send(struct session *s, json_t *message, struct err *err)
{
	enum verdict v = wire_send(s->wire, message);

	if (v == REFUSED)
		return refuse(err, _("This is too large to be given to the desk."));
	return v == DONE ? DONE : gone(err);
}

static enum verdict
said_no(const struct msg_no *no, struct err *err)
{
	char words[480];

	msg_words(words, sizeof words, no->text, no->args);
	switch (no->verdict) {
	case LATER:
		return later(err, "%s", words);
	case REFUSED:
		return refuse_field(err, no->field, "%s", words);
	default:
		return broken(err, "%s", words);
	}
}

enum verdict
session_answer(struct session *s, int64_t id, int wait, json_t **message,
	       struct err *err)
{
	int64_t until = clock_now().mono + wait, left;
	struct msg_no no;
	enum verdict v;
	json_t *m = NULL;

	for (;;) {
		left = until - clock_now().mono;
		v = session_next(s, left > 0 ? (int)left : 0, &m, err);
		if (v != DONE)
			return v;
		if (message_kind(m) == MSG_NO && msg_read_no(&no, m) && no.id == id) {
			v = said_no(&no, err);
			json_decref(m);
			return v;
		}
		if (json_int(m, "id", -1) == id) {
			*message = m;
			return DONE;
		}
		json_decref(m);
	}
}

/* The desk's first word after hello. */
static enum verdict
welcomed(struct session *s, struct err *err)
{
	struct msg_no no;
	enum verdict v;
	json_t *m = NULL;

	for (;;) {
		v = session_next(s, LOGIN_WAIT, &m, err);
		if (v != DONE)
			return v;
		if (message_kind(m) == MSG_WELCOME) {
			s->welcome = m;
			operator_read(&s->me, json_object_get(m, "operator"));
			if (msg_read_link(&s->link, json_object_get(m, "link")))
				s->link_message =
					json_incref(json_object_get(m, "link"));
			return DONE;
		}
		if (message_kind(m) == MSG_NO && msg_read_no(&no, m)) {
			v = said_no(&no, err);
			json_decref(m);
			return v;
		}
		json_decref(m);
	}
}

/* What is shown of the operator's passwords. */
static struct msg_keys
keys_of(const struct cli *cli)
{
	return (struct msg_keys){ .password = str_text(&cli->password),
				  .former = str_text(&cli->former) };
}

/* A desk that was just ending, or was killed, may have gone with our hello: nothing was
 * asked of it yet, so the next one is greeted in its place. */
static enum verdict
greet(struct session *s, const struct cli *cli, struct err *err)
{
	const struct msg_keys keys = keys_of(cli);
	enum verdict v = BROKEN;
	int tries;

	for (tries = 0; tries < GREETINGS && v == BROKEN; tries++) {
		wire_free(s->wire);
		s->wire = NULL;
		v = desk_reach(&s->wire, cli->conf, cli->operator_name, START_WAIT,
			       err);
		if (v != DONE)
			return v;
		v = session_send(s, msg_hello(cli->operator_name, &keys), err);
		if (v == DONE)
			v = welcomed(s, err);
	}
	return v;
}

enum verdict
session_open(struct session *s, struct cli *cli, struct err *err)
{
	enum verdict v;

	*s = (struct session){ .last_id = 0 };
	v = cli_conf(cli, err);
	if (v == DONE && str_empty(cli->operator_name))
		v = refuse(err, _("Say who you are with -o OPERATOR."));
	if (v == DONE)
		v = cli_password(cli, err);
	if (v == DONE)
		v = greet(s, cli, err);
	if (cli_asks_former(cli, v, err))
		v = cli_former(cli, err) == DONE ? greet(s, cli, err) : REFUSED;
	return v;
}

enum verdict
session_renew(struct session *s, const struct cli *cli, const char *becomes,
	      struct err *err)
{
	struct msg_keys keys = keys_of(cli);
	json_t *m = NULL;
	enum verdict v;

	*s = (struct session){ .last_id = 1 };
	keys.becomes = becomes;
	v = desk_reach(&s->wire, cli->conf, cli->operator_name, START_WAIT, err);
	if (v == DONE)
		v = session_send(s, msg_renew(1, cli->operator_name, &keys), err);
	if (v == DONE)
		v = session_answer(s, 1, LOGIN_WAIT, &m, err);
	json_decref(m);
	return v;
}

void
session_close(struct session *s)
{
	if (s->wire && wire_send(s->wire, msg_bye()) == DONE)
		while (wire_wants_out(s->wire) && wire_flush(s->wire) == DONE)
			;
	wire_free(s->wire);
	json_decref(s->welcome);
	json_decref(s->link_message);
	*s = (struct session){ .wire = NULL };
}

void
session_link(struct session *s, int wait)
{
	int64_t until = clock_now().mono + wait, left;
	json_t *m;

	while (s->link.state != LINK_UP && s->link.state != LINK_AUTH) {
		left = until - clock_now().mono;
		if (left <= 0 || session_next(s, (int)left, &m, NULL) != DONE)
			return;
		json_decref(m);
	}
}

/* One rows message; true: it was the last, or is not understood. */
static bool
take_rows(const struct question *q, struct answer *a, const json_t *message)
{
	struct msg_rows got;

	if (!msg_read_rows(&got, message))
		return false;
	rows_free(a->rows);
	a->rows = rows_read(q->query, got.rows);
	a->age = got.from_mirror ? got.age : -1;
	return got.last || !a->rows;
}

enum verdict
session_ask(struct session *s, const struct question *q, struct answer *a,
	    struct err *err)
{
	json_t *args = q->args ? json_incref(q->args) : json_object(), *m = NULL;
	int64_t id = ++s->last_id;
	enum verdict v;
	bool last = false;

	*a = (struct answer){ .age = -1 };
	v = session_send(s, msg_ask(id, q->query->name, args, q->from), err);
	while (v == DONE && !last) {
		v = session_answer(s, id, q->wait, &m, err);
		if (v != DONE)
			break;
		last = take_rows(q, a, m);
		json_decref(m);
	}
	if (v == DONE && !a->rows)
		return broken(err, _("The answer of the desk is not understood."));
	/* What the mirror knew stays, with its age, where the centre is silent. */
	if (v == LATER && a->rows)
		return DONE;
	if (v != DONE) {
		rows_free(a->rows);
		a->rows = NULL;
	}
	return v;
}

/* How many digits at their ends two numbers have in common. */
static size_t
same_end(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b), n = 0;

	while (n < na && n < nb && a[na - 1 - n] == b[nb - 1 - n])
		n++;
	return n;
}

/* The one among those found whose number ends so; where several do, how many digits of it
 * tell them apart. */
static enum verdict
one_of(const struct rows *rows, const char *end, char id[UUID_TEXT], struct err *err)
{
	const char *first = NULL, *regno;
	size_t i, n = 0, need = 0;

	for (i = 0; i < rows->n; i++) {
		regno = rows_named(rows, i, "regno");
		if (!str_ends(regno, end))
			continue;
		if (n++ == 0) {
			first = regno;
			str_copy(id, UUID_TEXT, rows_named(rows, i, "ticket"));
		} else if (same_end(first, regno) >= need) {
			need = same_end(first, regno) + 1;
		}
	}
	if (n == 0)
		return refuse(err, _("There is no such ticket: %s."), end);
	if (n > 1)
		return refuse(err,
			      _("%zu tickets end in %s: %zu digits of the end of the "
				"number tell them apart."),
			      n, end, need);
	return DONE;
}

static enum verdict
find_regno(struct session *s, const char *regno, int wait, char id[UUID_TEXT],
	   struct err *err)
{
	struct question q = { .query = query_named("search"),
			      .args = json_object(),
			      .from = "both",
			      .wait = wait };
	struct answer a;
	enum verdict v;

	json_put(q.args, "text", regno);
	json_put(q.args, "limit", "200");
	v = session_ask(s, &q, &a, err);
	json_decref(q.args);
	if (v != DONE)
		return v;
	v = one_of(a.rows, regno, id, err);
	rows_free(a.rows);
	return v;
}

static enum verdict
read_ticket(const struct answer *a, const char *named, struct ticket *out,
	    struct err *err)
{
	const char *text = a->rows->n ? rows_named(a->rows, 0, "doc") : "";
	enum verdict v = DONE;
	json_t *doc;

	if (!*text)
		return refuse(err, _("There is no such ticket: %s."), named);
	if (json_read(&doc, text, strlen(text), NULL) != DONE)
		return broken(err, _("The answer holds a document that cannot be read; "
				     "tell the administrator."));
	if (!ticket_read(out, doc))
		v = broken(err, _("The answer of the desk is not understood."));
	json_decref(doc);
	return v;
}

enum verdict
session_find(struct session *s, const char *named, int wait, char id[UUID_TEXT],
	     struct err *err)
{
	struct uuid uuid;

	str_copy(id, UUID_TEXT, named);
	return uuid_parse(named, &uuid) ? DONE : find_regno(s, named, wait, id, err);
}

enum verdict
session_ticket(struct session *s, const char *named, int wait, struct ticket *out,
	       struct err *err)
{
	struct question q = { .query = query_named("ticket"),
			      .args = json_object(),
			      .from = "both",
			      .wait = wait };
	char id[UUID_TEXT];
	struct answer a = { .rows = NULL };
	enum verdict v = session_find(s, named, wait, id, err);

	if (v == DONE) {
		json_put(q.args, "ticket", id);
		v = session_ask(s, &q, &a, err);
	}
	if (v == DONE)
		v = read_ticket(&a, named, out, err);
	json_decref(q.args);
	rows_free(a.rows);
	return v;
}
