/* direct_safe.h -- the administrator's way in is held to the operators' rule. */
#ifndef GATE_PRIVATE_DIRECT_SAFE_H
#define GATE_PRIVATE_DIRECT_SAFE_H

#include "base/err.h"

#include "peer.h"

/* What to add to a conninfo so that the server must prove itself, NULL and "" where there
 * is nothing to add. */
struct direct_words {
	const char *sslmode, *binding; /* behind a network */
	char peer[PEER_NAME]; /* on this machine: the account of its socket */
};

/* REFUSED: the conninfo or the environment asks for less. */
enum verdict direct_safe(const char *conninfo, struct direct_words *,
			 struct err *) MUST;

#endif
