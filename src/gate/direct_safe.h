/* direct_safe.h -- the administrator's way in is held to the operators' rule. */
#ifndef GATE_PRIVATE_DIRECT_SAFE_H
#define GATE_PRIVATE_DIRECT_SAFE_H

#include "base/err.h"

/* What to add to a conninfo so that a server behind a network must prove itself:
 * *sslmode and *binding, NULL where the server is reached through a socket.
 * REFUSED: the conninfo or the environment asks for less. */
enum verdict direct_safe(const char *conninfo, const char **sslmode,
			 const char **binding, struct err *) MUST;

#endif
