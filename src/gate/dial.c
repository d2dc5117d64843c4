/* gate/dial.c -- tries the hosts in turn, the one that answered last first.
 *
 *   start ─► host ─► look-up ─► address ─► poll … ─► DONE
 *              ▲ none left        ▲ failed, late │
 *              └──────────────────┴──────────────┘   no host left ─► LATER
 *
 * 1. A dial ends exactly once, from the loop, never from within dial_start().
 * 2. A refusal by a centre ends it at once: the other hosts are the same centre.
 * 3. At most one look-up or one half-made connection exists at a time.
 */
#include "dial.h"

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include "lookup.h"

struct dial {
	struct loop *loop;
	struct dial_plan plan;
	VEC(char *) hosts;
	size_t tried, current;
	char *addresses, *at; /* of the current host, what is left of them */
	struct lookup *lookup;
	PGconn *pg;
	int fd;
	struct err last;
};

static void next_address(struct dial *, struct stamp);
static void next_host(struct dial *, struct stamp);
static void begin(void *arg, struct stamp now);
static void late(void *arg, struct stamp now);

static void
hang_up(struct dial *d)
{
	if (d->fd >= 0)
		loop_watch(d->loop, d->fd, 0, NULL, NULL);
	d->fd = -1;
	loop_timer_off(d->loop, late, d);
	PQfinish(d->pg);
	d->pg = NULL;
}

void
dial_stop(struct dial *d)
{
	char **host;

	if (!d)
		return;
	loop_timer_off(d->loop, begin, d);
	lookup_stop(d->lookup);
	hang_up(d);
	vec_each(host, &d->hosts)
		free(*host);
	vec_release(&d->hosts);
	free(d->addresses);
	free(d);
}

static void
finish(struct dial *d, enum verdict v, struct stamp now)
{
	struct dial_plan plan = d->plan;
	struct err err = d->last;
	PGconn *pg = NULL;

	if (v == DONE) {
		pg = d->pg;
		d->pg = NULL;
		*plan.good = d->current;
	}
	dial_stop(d);
	plan.fn(plan.arg, v, &err, (struct pg_conn *)pg, now);
}

void
dial_state(const char *message, char out[6])
{
	static const char code[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *line, *end;

	out[0] = '\0';
	for (line = message; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		if (end - line < 8 || end[-6] != ' ' || end[-7] != ' ' ||
		    strspn(end - 5, code) < 5)
			continue;
		memcpy(out, end - 5, 5);
		out[5] = '\0';
	}
}

/* What the operator is told, by SQLSTATE; the first prefix that fits. */
static const struct {
	const char *state;
	enum verdict verdict;
	const char *text;
} reasons[] = {
	{ "28P01", REFUSED,
	  N_("The centre did not accept the name or the password; the password may have "
	     "expired.") },
	{ "28", REFUSED,
	  N_("The centre does not admit this operator: locked or unknown.") },
	{ "3D000", REFUSED, N_("The centre has no database of the configured name.") },
	{ "42501", REFUSED,
	  N_("The centre does not admit this operator to the database.") },
	{ "57P", LATER, N_("The centre is starting or stopping.") },
	{ "53", LATER, N_("The centre is full at the moment.") },
};

/* What went wrong with this address: kept as the last reason. */
static enum verdict
reason(struct dial *d)
{
	const char *message = PQerrorMessage(d->pg);
	char state[6];
	size_t i;

	dial_state(message, state);
	log_note("dial: host %zu failed, state %s", d->current,
		 *state ? state : "none");
	for (i = 0; i < ARRAY_LEN(reasons); i++)
		if (str_starts(state, reasons[i].state))
			break;
	if (i < ARRAY_LEN(reasons) && reasons[i].verdict == REFUSED)
		return refuse_field(&d->last, str_starts(state, "28") ? "password" : "",
				    "%s", _(reasons[i].text));
	if (i < ARRAY_LEN(reasons))
		return later(&d->last, "%s", _(reasons[i].text));
	if (strstr(message, "certificate") || strstr(message, "SSL"))
		return later(&d->last, "%s",
			     _("The centre could not prove who it is (certificate)."));
	return later(&d->last, "%s", _("The centre cannot be reached."));
}

static void poll_on(void *arg, int fd, unsigned got, struct stamp now);

/* The descriptor may change from step to step. */
static void
watch(struct dial *d, unsigned want)
{
	int fd = PQsocket(d->pg);

	if (d->fd >= 0 && d->fd != fd)
		loop_watch(d->loop, d->fd, 0, NULL, NULL);
	d->fd = fd;
	if (fd >= 0)
		loop_watch(d->loop, fd, want, poll_on, d);
}

static void
poll_on(void *arg, int fd, unsigned got, struct stamp now)
{
	struct dial *d = arg;
	PostgresPollingStatusType status;

	(void)fd;
	(void)got;
	/* libpq may close the descriptor inside and open another of the same number */
	if (d->fd >= 0)
		loop_watch(d->loop, d->fd, 0, NULL, NULL);
	d->fd = -1;
	status = PQconnectPoll(d->pg);
	if (status == PGRES_POLLING_OK) {
		finish(d, DONE, now);
	} else if (status == PGRES_POLLING_FAILED) {
		if (reason(d) == REFUSED) {
			finish(d, REFUSED, now);
			return;
		}
		hang_up(d);
		next_address(d, now);
	} else {
		watch(d, status == PGRES_POLLING_READING ? LOOP_IN : LOOP_OUT);
	}
}

static void
late(void *arg, struct stamp now)
{
	struct dial *d = arg;

	log_note("dial: host %zu gave no answer", d->current);
	later(&d->last, "%s", _("The centre does not answer."));
	hang_up(d);
	next_address(d, now);
}

/* A session of ours: short statements, one clock, one date style. */
static const char session[] =
	"-c statement_timeout=4500 -c timezone=Asia/Shanghai -c datestyle=ISO,YMD"
	" -c client_min_messages=error -c idle_in_transaction_session_timeout=10000";

/* What a server remarks may quote anything: it goes nowhere. */
static void
silence(void *arg, const PGresult *notice)
{
	(void)arg;
	(void)notice;
}

static void
attempt(struct dial *d, const char *address, struct stamp now)
{
	const struct conf *conf = d->plan.conf;
	const char *host = d->hosts.v[d->current];
	const char *mode = *host == '/' ? "disable" : conf_text(conf, CONF_SSLMODE);
	char port[12];
	const char *const words[][2] = {
		{ "host", host }, { "hostaddr", address }, { "port", port },
		{ "dbname", conf_text(conf, CONF_DATABASE) },
		{
			"user",
			d->plan.operator},
			{ "password", d->plan.password },
			{ "sslmode", mode },
			{ "sslrootcert", conf_text(conf, CONF_SSLROOTCERT) },
			{ "gssencmode", "disable" },
			{ "application_name", "gangshaod" },
			{ "client_encoding", "UTF8" },
			{ "target_session_attrs", "read-write" },
			{ "tcp_user_timeout", "8000" },
			{ "keepalives_idle", "5" },
			{ "keepalives_interval", "2" },
			{ "keepalives_count", "2" },
			{ "options", session },
		};
	const char *keys[ARRAY_LEN(words) + 1], *values[ARRAY_LEN(words) + 1];
	size_t i, n = 0;

	str_format(port, sizeof port, "%ld", conf_int(conf, CONF_PORT));
	for (i = 0; i < ARRAY_LEN(words); i++) {
		if (str_empty(words[i][1]))
			continue;
		keys[n] = words[i][0];
		values[n++] = words[i][1];
	}
	keys[n] = values[n] = NULL;
	d->pg = PQconnectStartParams(keys, values, 0);
	if (!d->pg)
		mem_exhausted();
	PQsetErrorVerbosity(d->pg, PQERRORS_SQLSTATE);
	PQsetNoticeReceiver(d->pg, silence, NULL);
	if (PQstatus(d->pg) == CONNECTION_BAD) {
		reason(d);
		hang_up(d);
		next_address(d, now);
		return;
	}
	watch(d, LOOP_OUT);
	loop_timer(d->loop, now.mono + DIAL_PATIENCE, late, d);
}

static void
next_address(struct dial *d, struct stamp now)
{
	char *address = d->at;

	if (!address || !*address) {
		next_host(d, now);
		return;
	}
	d->at += strcspn(d->at, ",");
	if (*d->at)
		*d->at++ = '\0';
	attempt(d, address, now);
}

static void
found(void *arg, const char *addresses, struct stamp now)
{
	struct dial *d = arg;

	d->lookup = NULL;
	free(d->addresses);
	d->at = d->addresses = xstrdup(addresses);
	if (!*addresses) {
		log_note("dial: host %zu has no address", d->current);
		later(&d->last, "%s", _("The address of the centre cannot be found."));
	}
	next_address(d, now);
}

static bool
numeric(const char *host)
{
	unsigned char address[16];

	return inet_pton(AF_INET, host, address) == 1 ||
	       inet_pton(AF_INET6, host, address) == 1;
}

static void
next_host(struct dial *d, struct stamp now)
{
	const char *host;

	if (d->tried == d->hosts.n) {
		finish(d, LATER, now);
		return;
	}
	d->current = (*d->plan.good + d->tried++) % d->hosts.n;
	host = d->hosts.v[d->current];
	if (*host == '/') {
		attempt(d, NULL, now);
	} else if (numeric(host)) {
		attempt(d, host, now);
	} else {
		d->lookup =
			lookup_start(d->loop, host, now.mono + DIAL_PATIENCE, found, d);
		if (!d->lookup)
			found(d, "", now);
	}
}

static void
begin(void *arg, struct stamp now)
{
	struct dial *d = arg;
	const struct conf *conf = d->plan.conf;

	if (!conf_bool(conf, CONF_DEMO) &&
	    !str_eq(conf_text(conf, CONF_SSLMODE), "verify-full")) {
		refuse(&d->last, "%s",
		       _("The configured link is not safe: server.sslmode must be "
			 "verify-full."));
		finish(d, REFUSED, now);
		return;
	}
	later(&d->last, "%s", _("No server is configured."));
	next_host(d, now);
}

struct dial *
dial_start(struct loop *loop, const struct dial_plan *plan, struct stamp now)
{
	struct dial *d = xcalloc(1, sizeof *d);
	const char *p = conf_text(plan->conf, CONF_HOST);
	size_t len;

	d->loop = loop;
	d->plan = *plan;
	d->fd = -1;
	for (; *p; p += len + strspn(p + len, ", ")) {
		len = strcspn(p, ", ");
		if (len)
			vec_push(&d->hosts, xstrndup(p, len));
	}
	if (*plan->good >= d->hosts.n)
		*plan->good = 0;
	loop_timer(loop, now.mono, begin, d);
	return d;
}
