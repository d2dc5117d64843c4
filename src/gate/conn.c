/* gate/conn.c -- one link, from dialling to the centre's greeting.
 *
 *   DOWN ─open─► DIAL ─► HELLO ─► UP
 *     ▲          │        │       │
 *     └─ LATER ──┴────────┴───────┘   REFUSED: the same, a person must act
 *
 * 1. Each conn_open() ends in one callback (DONE, LATER, REFUSED), unless closed;
 *    a link that was up and falls gives one more (LATER).
 * 2. No other call uses the link before the centre has identified itself.
 */
#include "gate/conn.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/hosts.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

#include "gate/decode.h"
#include "gate/stmt.h"

#include "dial.h"

enum { HELLO_PATIENCE = 5000 };

struct conn {
	struct loop *loop;
	const struct conf *conf;
	conn_fn *fn;
	void *arg;
	enum conn_state state;
	struct conn_who who;
	size_t good; /* the host to try first: the one that greeted last */
	struct dial *dial;
	struct pipe *pipe;
	json_t *hello;
	int64_t skew, greeted; /* greeted: mono when the greeting was sent */
};

struct conn *
conn_new(struct loop *loop, const struct conf *conf, conn_fn *fn, void *arg)
{
	struct conn *c = xcalloc(1, sizeof *c);

	c->loop = loop;
	c->conf = conf;
	c->fn = fn;
	c->arg = arg;
	return c;
}

void
conn_close(struct conn *c)
{
	dial_stop(c->dial);
	c->dial = NULL;
	pipe_free(c->pipe);
	c->pipe = NULL;
	c->state = CONN_DOWN;
}

void
conn_free(struct conn *c)
{
	if (!c)
		return;
	conn_close(c);
	json_decref(c->hello);
	free(c);
}

static void
conn_end(struct conn *c, enum verdict v, const struct err *err, struct stamp now)
{
	conn_close(c);
	c->fn(c->arg, v, err, now);
}

/* A host that accepts the connection but cannot greet is not tried first again. */
static void
conn_lost(void *arg, const struct err *err, struct stamp now)
{
	struct conn *c = arg;

	if (c->state == CONN_HELLO)
		c->good++;
	conn_end(c, LATER, err, now);
}

/* Checks the centre's installation and its version. */
static enum verdict
conn_examine(struct conn *c, const json_t *hello, struct err *err)
{
	const char *want = conf_text(c->conf, CONF_INSTALLATION);

	if (!str_empty(want) && !str_eq(want, json_text(hello, "installation")))
		return refuse(err, "%s",
			      _("This centre belongs to another installation."));
	if (json_is(hello, "demo") && !conf_bool(c->conf, CONF_DEMO))
		return refuse(err, "%s",
			      _("This centre is a demonstration, this desk is not."));
	if (json_int(hello, "schema", 0) < GATE_SCHEMA)
		return refuse(err, "%s", _("The centre is too old for this program."));
	if (json_int(hello, "schema", 0) > GATE_SCHEMA)
		return refuse(err, "%s", _("This program is too old for the centre."));
	if (!json_is_object(json_object_get(hello, "operator")))
		return refuse(err, "%s",
			      _("The centre does not know this operator's duties."));
	return DONE;
}

/* The centre's answer to the greeting was an error. */
static enum verdict
no_greeting(const struct reply *reply, struct err *err)
{
	const char *const args[] = { "" };

	log_note("conn: no greeting, state %s", reply->state);
	if (reply->verdict == LATER)
		return later(err, "%s", _("The centre does not answer."));
	if (reply->verdict == REFUSED) {
		refuse_field(err,
			     str_eq(reply->state, "28G01")    ? "renew"
			     : str_starts(reply->state, "28") ? "password"
							      : "",
			     "%s", "");
		text_fill(err->text, sizeof err->text, reply->text, args, 0);
		return REFUSED;
	}
	return refuse(err, "%s",
		      _("The database is not a centre, or it was not migrated."));
}

static void
greeted(void *arg, const struct reply *reply, struct stamp now)
{
	struct conn *c = arg;
	const char *text = "";
	json_t *hello = NULL;
	struct err err = { .verdict = DONE };
	enum verdict v;
	int64_t wall;

	if (reply->verdict == DONE)
		text = decode_first(reply->result);
	if (reply->verdict != DONE)
		v = no_greeting(reply, &err);
	else if (!text || json_read(&hello, text, strlen(text), NULL) != DONE)
		v = refuse(&err, "%s",
			   _("The database is not a centre, or it was not migrated."));
	else
		v = conn_examine(c, hello, &err);
	if (v != DONE) {
		json_decref(hello);
		c->good++;
		conn_end(c, v, &err, now);
		return;
	}
	json_decref(c->hello);
	c->hello = hello;
	c->skew = 0;
	if (stamp_parse(json_text(hello, "now"), &wall))
		c->skew = wall - now.wall + (now.mono - c->greeted) / 2;
	c->state = CONN_UP;
	c->fn(c->arg, DONE, &err, now);
}

static void
conn_greet(struct conn *c, const struct introduction *who, struct stamp now)
{
	char schema[12];
	char *keepsakes = json_write(who->keepsakes);
	const char *const args[] = { who->store, "gangshaod " VERSION, schema,
				     keepsakes };
	const struct call call = { .name = stmts[STMT_HELLO].name,
				   .sql = stmts[STMT_HELLO].sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .patience = HELLO_PATIENCE,
				   .fn = greeted,
				   .arg = c };

	str_format(schema, sizeof schema, "%d", GATE_SCHEMA);
	c->greeted = now.mono;
	if (!pipe_call(c->pipe, &call, now))
		log_note("conn: the link fell before the greeting");
	free(keepsakes);
}

static void
conn_dialled(void *arg, enum verdict v, const struct err *reason, struct pg_conn *pg,
	     struct stamp now)
{
	struct conn *c = arg;
	const struct pipe_owner owner = { conn_lost, c };
	struct err err = *reason;
	struct introduction who = { .keepsakes = NULL };

	c->dial = NULL;
	if (v != DONE) {
		conn_end(c, v, &err, now);
		return;
	}
	if (PQserverVersion((PGconn *)pg) < GATE_SERVER_LEAST) {
		PQfinish((PGconn *)pg);
		refuse(&err, "%s",
		       _("The centre's PostgreSQL is older than version 15."));
		conn_end(c, REFUSED, &err, now);
		return;
	}
	c->pipe = pipe_new(c->loop, pg, &owner, now);
	c->state = CONN_HELLO;
	v = c->who.admitted(c->arg, &who, &err);
	if (v == DONE)
		conn_greet(c, &who, now);
	else
		conn_end(c, v, &err, now);
	json_decref(who.keepsakes);
}

void
conn_open(struct conn *c, const struct conn_who *who, struct stamp now)
{
	const struct dial_plan plan = { .conf = c->conf,
					.operator_name = who->operator_name,
					.password = who->password,
					.good = &c->good,
					.fn = conn_dialled,
					.arg = c };

	conn_close(c);
	c->who = *who;
	c->state = CONN_DIAL;
	c->dial = dial_start(c->loop, &plan, now);
}

enum conn_state
conn_state(const struct conn *c)
{
	return c->state;
}

struct pipe *
conn_pipe(struct conn *c)
{
	return c->state == CONN_UP ? c->pipe : NULL;
}

const json_t *
conn_hello(const struct conn *c)
{
	return c->hello;
}

void
conn_host(const struct conn *c, char *out, size_t size)
{
	struct hosts hosts;

	*out = '\0';
	if (hosts_read(&hosts, conf_text(c->conf, CONF_HOST),
		       conf_int(c->conf, CONF_PORT)) &&
	    hosts.n > 1 && c->good < hosts.n)
		host_label(&hosts.v[c->good], out, size);
}

int64_t
conn_skew(const struct conn *c)
{
	return c->skew;
}
