/* gate/reason.c -- the meaning of a failed connection, in two tables: by the server's
 * SQLSTATE, and by libpq's own message where the server sent none.
 * Law: a server that did not authenticate itself is LATER, never REFUSED: an impostor must
 * not be able to stop the queue for good.
 */
#include "reason.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

void
reason_state(const char *message, char out[6])
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

/* The sentence for the operator by SQLSTATE; the first matching prefix counts. */
static const struct {
	const char *state;
	enum verdict verdict;
	const char *text;
} states[] = {
	{ "28P01", REFUSED,
	  N_("The centre did not accept the name or the password; the password may have "
	     "expired.") },
	{ "28", REFUSED,
	  N_("The centre does not admit this operator from this machine: locked, unknown, "
	     "or without the machine's certificate.") },
	{ "3D000", REFUSED, N_("The centre has no database of the configured name.") },
	{ "42501", REFUSED,
	  N_("The centre does not admit this operator to the database.") },
	{ "57P", LATER, N_("The centre is starting or stopping.") },
	{ "53", LATER, N_("The centre is full at the moment.") },
};

/* By libpq's message; the first fragment that occurs in it counts. */
static const struct {
	const char *fragment, *text;
} words[] = {
	{ "requirepeer",
	  N_("The server on this machine does not run under the account that owns its "
	     "socket; the password was not sent.") },
	{ "does not support SSL",
	  N_("The server offers no encrypted link (TLS); the password was not sent.") },
	{ "root certificate file",
	  N_("The file of server.sslrootcert, which vouches for the centre, cannot be "
	     "read.") },
	{ "does not match host name",
	  N_("The server's certificate belongs to another host; the password was not "
	     "sent.") },
	{ "certificate verify failed",
	  N_("The server's certificate is not valid here: expired, or issued by somebody "
	     "else; the password was not sent.") },
	{ "channel binding",
	  N_("The server does not tie the login to the encrypted link (channel binding); "
	     "the password was not sent.") },
	{ "private key file",
	  N_("The machine's own certificate or its key cannot be used.") },
	{ "certificate file",
	  N_("The machine's own certificate or its key cannot be used.") },
	{ " alert ", N_("The centre does not accept the machine's certificate.") },
	{ "read-only",
	  N_("The server that answers is a standby and takes no changes.") },
	{ "hot standby",
	  N_("The server that answers is a standby and takes no changes.") },
	{ "certificate", N_("The centre could not prove who it is (certificate).") },
	{ "SSL", N_("The centre could not prove who it is (certificate).") },
};

enum verdict
reason_read(const char *message, struct err *err)
{
	char state[6];
	size_t i;

	reason_state(message, state);
	for (i = 0; i < ARRAY_LEN(states); i++) {
		if (!str_starts(state, states[i].state))
			continue;
		if (states[i].verdict == LATER)
			return later(err, "%s", _(states[i].text));
		return refuse_field(err, str_starts(state, "28") ? "password" : "",
				    "%s", _(states[i].text));
	}
	for (i = 0; i < ARRAY_LEN(words); i++)
		if (strstr(message, words[i].fragment))
			return later(err, "%s", _(words[i].text));
	return later(err, "%s", _("The centre cannot be reached."));
}
