/* gate/peer.h -- a server of this machine proves itself by who owns its socket.
 */
#ifndef GATE_PRIVATE_PEER_H
#define GATE_PRIVATE_PEER_H

#include "base/err.h"
#include "base/hosts.h"

enum { PEER_NAME = 40 };

/* The account that owns the socket of a server on this machine, for libpq's requirepeer:
 * "" where there is no socket yet.  REFUSED: others could have put it there. */
enum verdict peer_of(char name[PEER_NAME], const struct host *, struct err *) MUST;

#endif
