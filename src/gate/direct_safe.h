/* direct_safe.h -- requires the administrator's connections to be as safe as operators'. */
#ifndef GATE_PRIVATE_DIRECT_SAFE_H
#define GATE_PRIVATE_DIRECT_SAFE_H

#include "base/err.h"

#include "peer.h"

/* What to add to a conninfo so that the server must prove its identity; NULL and "": add
 * nothing. */
struct direct_words {
	const char *sslmode, *binding; /* for a server over the network */
	char peer[PEER_NAME]; /* for one on this machine: the account of its socket */
};

/* REFUSED: the conninfo or the environment asks for less. */
enum verdict direct_safe(const char *conninfo, struct direct_words *,
			 struct err *) MUST;

#endif
