/* gate/peer.h -- verifies a server on this machine by the owner of its socket.
 */
#ifndef GATE_PRIVATE_PEER_H
#define GATE_PRIVATE_PEER_H

#include "base/err.h"
#include "base/hosts.h"

enum { PEER_NAME = 40 };

/* The account that owns the socket of a server on this machine, for libpq's requirepeer:
 * "" where there is no socket yet.  REFUSED: other accounts could have created it. */
enum verdict peer_of(char name[PEER_NAME], const struct host *, struct err *) MUST;

#endif
