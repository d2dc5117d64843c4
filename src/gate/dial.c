/* gate/dial.c -- tries the hosts in turn, the one that answered last first.
 *
 *   start ─► host ─► look-up ─► address ─► poll … ─► DONE
 *              ▲ none left        ▲ failed, late │
 *              └──────────────────┴──────────────┘   no host left ─► LATER
 *
 * 1. A dial ends exactly once, from the loop, never from within dial_start().
 * 2. A refusal by a centre ends it at once: the other hosts are the same centre.
 * 3. At most one look-up or one half-open connection exists at a time.
 * 4. It ends within DIAL_MOST: every host gets an even share of the remaining time, every
 *    address an even share of its host's, none more than DIAL_PATIENCE.
 * 5. Over a network only the handshake is sent before the server is authenticated; the
 *    password itself is never sent.  A socket of this machine is authenticated by its
 *    owner (peer.h).
 */
#include "dial.h"

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hosts.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "lookup.h"
#include "peer.h"
#include "reason.h"

struct dial {
	struct loop *loop;
	struct dial_plan plan;
	struct hosts hosts;
	size_t tried, current;
	int64_t due, host_due; /* mono: of the whole, of the current host */
	char *addresses, *at; /* of the current host, what is left of them */
	struct lookup *lookup;
	PGconn *pg;
	int fd;
	struct err last;
};

static void next_address(struct dial *, struct stamp);
static void next_host(struct dial *, struct stamp);
static void dial_begin(void *arg, struct stamp now);
static void dial_late(void *arg, struct stamp now);

static void
dial_hang_up(struct dial *d)
{
	if (d->fd >= 0)
		loop_watch(d->loop, d->fd, 0, NULL, NULL);
	d->fd = -1;
	loop_timer_off(d->loop, dial_late, d);
	PQfinish(d->pg);
	d->pg = NULL;
}

void
dial_stop(struct dial *d)
{
	if (!d)
		return;
	loop_timer_off(d->loop, dial_begin, d);
	lookup_stop(d->lookup);
	dial_hang_up(d);
	free(d->addresses);
	free(d);
}

static void
dial_finish(struct dial *d, enum verdict v, struct stamp now)
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

/* Where there are several hosts, adds which one said it. */
static void
name_host(struct dial *d)
{
	char text[sizeof d->last.text], label[sizeof(struct host) + 4];

	if (d->hosts.n < 2)
		return;
	host_label(&d->hosts.v[d->current], label, sizeof label);
	str_format(text, sizeof text, "%s: %s", label, d->last.text);
	str_copy(d->last.text, sizeof d->last.text, text);
}

/* Keeps the failure of this address as the last reason. */
static enum verdict
reason(struct dial *d)
{
	const char *message = PQerrorMessage(d->pg);
	enum verdict v = reason_read(message, &d->last);
	char state[6];

	reason_state(message, state);
	log_note("dial: host %zu failed, state %s", d->current,
		 *state ? state : "none");
	name_host(d);
	return v;
}

static void poll_on(void *arg, int fd, unsigned got, struct stamp now);

/* The descriptor may change from step to step. */
static void
dial_watch(struct dial *d, unsigned want)
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
		dial_finish(d, DONE, now);
	} else if (status == PGRES_POLLING_FAILED) {
		if (reason(d) == REFUSED) {
			dial_finish(d, REFUSED, now);
			return;
		}
		dial_hang_up(d);
		next_address(d, now);
	} else {
		dial_watch(d, status == PGRES_POLLING_READING ? LOOP_IN : LOOP_OUT);
	}
}

static void
dial_late(void *arg, struct stamp now)
{
	struct dial *d = arg;

	log_note("dial: host %zu gave no answer", d->current);
	later(&d->last, "%s", _("The centre does not answer."));
	name_host(d);
	dial_hang_up(d);
	next_address(d, now);
}

/* Session options the program relies on (short statements, one time zone, one date style),
 * whatever the role or the database sets. */
static const char session[] =
	"-c statement_timeout=4500 -c lock_timeout=3000 -c timezone=Asia/Shanghai"
	" -c datestyle=ISO,YMD -c client_min_messages=error"
	" -c idle_in_transaction_session_timeout=10000 -c search_path=api,pg_catalog"
	" -c default_transaction_isolation=read\\ committed"
	" -c default_transaction_read_only=off -c default_transaction_deferrable=off"
	" -c standard_conforming_strings=on -c bytea_output=hex"
	" -c extra_float_digits=1 -c intervalstyle=postgres"
	" -c array_nulls=on -c transform_null_equals=off -c gin_fuzzy_search_limit=0";

/* Discards the server's notices, which may quote personal data. */
static void
dial_silence(void *arg, const PGresult *notice)
{
	(void)arg;
	(void)notice;
}

/* Requires SCRAM bound to this one TLS channel: a server that asks for the password in any
 * other way gets nothing.  (Only a demonstration allows weaker modes.) */
static const char *
binding(const char *mode)
{
	if (str_eq(mode, "disable") || str_eq(mode, "prefer"))
		return "prefer";
	return "require";
}

/* An even share of the host's time for this address and the remaining ones. */
static int64_t
address_due(const struct dial *d, struct stamp now)
{
	const char *p;
	int64_t left = d->host_due - now.mono, n = 1;

	for (p = d->at; p && *p; p = strchr(p, ',') ? strchr(p, ',') + 1 : "")
		n++;
	return now.mono + (left > 0 ? left / n : 0);
}

static void
attempt(struct dial *d, const char *address, const char *peer, struct stamp now)
{
	const struct conf *conf = d->plan.conf;
	const struct host *host = &d->hosts.v[d->current];
	const char *mode =
		host_is_local(host) ? "disable" : conf_text(conf, CONF_SSLMODE);
	/* clang-format off */
	const char *const words[][2] = {
		{ "host", host->name },
		{ "requirepeer", peer },
		{ "hostaddr", address },
		{ "port", host->port },
		{ "dbname", conf_text(conf, CONF_DATABASE) },
		{ "user", d->plan.operator_name },
		{ "password", d->plan.password },
		{ "sslmode", mode },
		{ "sslrootcert", conf_text(conf, CONF_SSLROOTCERT) },
		{ "sslcert", conf_text(conf, CONF_SSLCERT) },
		{ "sslkey", conf_text(conf, CONF_SSLKEY) },
		{ "channel_binding", binding(mode) },
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
	/* clang-format on */
	const char *keys[ARRAY_LEN(words) + 1], *values[ARRAY_LEN(words) + 1];
	size_t i, n = 0;

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
	PQsetNoticeReceiver(d->pg, dial_silence, NULL);
	if (PQstatus(d->pg) == CONNECTION_BAD) {
		reason(d);
		dial_hang_up(d);
		next_address(d, now);
		return;
	}
	dial_watch(d, LOOP_OUT);
	loop_timer(d->loop, address_due(d, now), dial_late, d);
}

static void
next_address(struct dial *d, struct stamp now)
{
	char *address = d->at;

	if (!address || !*address || now.mono >= d->host_due) {
		next_host(d, now);
		return;
	}
	d->at += strcspn(d->at, ",");
	if (*d->at)
		*d->at++ = '\0';
	attempt(d, address, NULL, now);
}

/* A server of this machine: sets the account that must own its socket, so that no other
 * account's socket gets the password. */
static void
attempt_local(struct dial *d, const struct host *host, struct stamp now)
{
	char peer[PEER_NAME];
	struct err why;

	if (peer_of(peer, host, &why) == DONE) {
		attempt(d, NULL, peer, now);
		return;
	}
	later(&d->last, "%s", why.text);
	name_host(d);
	next_address(d, now);
}

static void
dial_found(void *arg, const char *addresses, struct stamp now)
{
	struct dial *d = arg;

	d->lookup = NULL;
	free(d->addresses);
	d->at = d->addresses = xstrdup(addresses);
	if (!*addresses) {
		log_note("dial: host %zu has no address", d->current);
		later(&d->last, "%s", _("The address of the centre cannot be found."));
		name_host(d);
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
	const struct host *host;
	int64_t share;

	if (d->tried == d->hosts.n || now.mono >= d->due) {
		dial_finish(d, LATER, now);
		return;
	}
	share = (d->due - now.mono) / (int64_t)(d->hosts.n - d->tried);
	d->host_due = now.mono + (share < DIAL_PATIENCE ? share : DIAL_PATIENCE);
	d->current = (*d->plan.good + d->tried++) % d->hosts.n;
	host = &d->hosts.v[d->current];
	if (host_is_local(host)) {
		attempt_local(d, host, now);
	} else if (numeric(host->name)) {
		attempt(d, host->name, NULL, now);
	} else {
		d->lookup =
			lookup_start(d->loop, host->name, d->host_due, dial_found, d);
		if (!d->lookup)
			dial_found(d, "", now);
	}
}

/* Checks that only this user can read the key of this machine's certificate. */
static enum verdict
check_key(const char *path, struct err *err)
{
	struct stat st;

	if (str_empty(path))
		return DONE;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return refuse(err, _("The file of server.sslkey (%s) cannot be read."),
			      path);
	if ((st.st_uid != geteuid() && st.st_uid != 0) || (st.st_mode & 077))
		return refuse(err,
			      _("The file of server.sslkey (%s) can be read by others; "
				"only its owner may have access (mode 0600)."),
			      path);
	return DONE;
}

/* Checks again what conf_load() has checked, right before it matters. */
static enum verdict
dial_check_link(struct dial *d)
{
	const struct conf *conf = d->plan.conf;

	if (!hosts_read(&d->hosts, conf_text(conf, CONF_HOST),
			conf_int(conf, CONF_PORT)))
		return refuse(&d->last, "%s", _("No server is configured."));
	if (hosts_are_local(&d->hosts))
		return DONE;
	if (!conf_bool(conf, CONF_DEMO) &&
	    !str_eq(conf_text(conf, CONF_SSLMODE), "verify-full"))
		return refuse(
			&d->last, "%s",
			_("The configured link is not safe: server.sslmode must be "
			  "verify-full."));
	return check_key(conf_text(conf, CONF_SSLKEY), &d->last);
}

static void
dial_begin(void *arg, struct stamp now)
{
	struct dial *d = arg;

	if (dial_check_link(d) != DONE) {
		dial_finish(d, REFUSED, now);
		return;
	}
	if (*d->plan.good >= d->hosts.n)
		*d->plan.good = 0;
	later(&d->last, "%s", _("The centre does not answer."));
	next_host(d, now);
}

struct dial *
dial_start(struct loop *loop, const struct dial_plan *plan, struct stamp now)
{
	struct dial *d = xcalloc(1, sizeof *d);

	d->loop = loop;
	d->plan = *plan;
	d->fd = -1;
	d->due = now.mono + DIAL_MOST;
	loop_timer(loop, now.mono, dial_begin, d);
	return d;
}
