/* gate/direct_safe.c -- checks where a conninfo and the environment would connect to.
 * Law: over a network the server must authenticate itself and never gets the password
 * itself; a conninfo that asks for less is refused, not corrected.
 */
#include "direct_safe.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/hosts.h"
#include "base/str.h"
#include "base/text.h"

/* The effective value of a keyword: from the conninfo, else from its variable. */
static const char *
value(const PQconninfoOption *given, const char *keyword)
{
	const PQconninfoOption *o;
	const char *env;

	for (o = given; o->keyword; o++) {
		if (!str_eq(o->keyword, keyword))
			continue;
		if (!str_empty(o->val))
			return o->val;
		env = o->envvar ? getenv(o->envvar) : NULL;
		return env ? env : "";
	}
	return "";
}

/* A service file may name any host, so a service counts as a network. */
static bool
is_local(const PQconninfoOption *given)
{
	struct hosts hosts;

	if (*value(given, "service") || *value(given, "hostaddr"))
		return false;
	return !*value(given, "host") ||
	       (hosts_read(&hosts, value(given, "host"), 1) && hosts_are_local(&hosts));
}

/* Each socket must be of the same account; libpq's own directory is the system's. */
static enum verdict
judge_sockets(const PQconninfoOption *given, struct direct_words *out, struct err *err)
{
	const char *port = value(given, "port");
	char peer[PEER_NAME];
	struct hosts hosts;
	enum verdict v = DONE;
	size_t i;

	if (!hosts_read(&hosts, value(given, "host"),
			*port ? strtol(port, NULL, 10) : 5432))
		return DONE;
	for (i = 0; v == DONE && i < hosts.n; i++) {
		v = peer_of(peer, &hosts.v[i], err);
		if (v == DONE && *peer)
			str_copy(out->peer, sizeof out->peer, peer);
	}
	return v;
}

static enum verdict
safe_judge(const PQconninfoOption *given, struct direct_words *out, struct err *err)
{
	const char *mode = value(given, "sslmode");
	const char *bound = value(given, "channel_binding");

	if (is_local(given))
		return judge_sockets(given, out, err);
	if (*mode && !str_eq(mode, "verify-full"))
		return refuse(err,
			      _("Over a network the server must prove who it is: "
				"sslmode must be verify-full, not %s."),
			      mode);
	if (*bound && !str_eq(bound, "require"))
		return refuse(err,
			      _("Over a network the login must be tied to the link: "
				"channel_binding must be require, not %s."),
			      bound);
	out->sslmode = "verify-full";
	out->binding = "require";
	return DONE;
}

enum verdict
direct_safe(const char *conninfo, struct direct_words *out, struct err *err)
{
	char *why = NULL;
	PQconninfoOption *given = PQconninfoParse(conninfo, &why);
	enum verdict v;

	*out = (struct direct_words){ .sslmode = NULL };
	if (!given) {
		v = refuse(err, "%s",
			   _("--server is not written as libpq reads it: host=… "
			     "dbname=… user=… ."));
		PQfreemem(why);
		return v;
	}
	v = safe_judge(given, out, err);
	PQconninfoFree(given);
	return v;
}
