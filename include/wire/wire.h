/* wire/wire.h -- the local protocol between a desk and its clients: frames of a 4-byte
 * big-endian length and one JSON object of at most WIRE_MAX bytes.  gangshao-protocol(7)
 * lists the messages; the same structs serve both sides.
 */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"

#define WIRE_MAX     (4u << 20)
#define WIRE_VERSION 1

/* One end of a socket, with its buffers of incomplete input and unwritten output.
 * Owns the descriptor, which it makes non-blocking. */
struct wire;

struct wire *wire_new(int fd);
void wire_free(struct wire *); /* closes */
int wire_fd(const struct wire *);
/* Connects to the socket at path.  LATER: no desk listens there.  REFUSED: the socket, its
 * directory or the program behind it is not this user's alone; nothing was sent. */
enum verdict wire_connect(struct wire **out, const char *path, struct err *) MUST;
/* Path of an operator's socket below the run directory.  REFUSED: an impossible name. */
enum verdict wire_path(char *out, size_t size, const char *run_dir,
		       const char *operator_name, struct err *) MUST;

/* Queues a message (takes the reference) and writes what the socket takes now.
 * REFUSED: longer than a frame may be, nothing was queued.  BROKEN: the peer is gone. */
enum verdict wire_send(struct wire *, json_t *message) MUST;
bool wire_wants_out(const struct wire *);
enum verdict wire_flush(struct wire *) MUST;
/* The next whole message.  LATER: none yet.  BROKEN: end of stream, oversize or not JSON;
 * the connection is of no more use. */
enum verdict wire_receive(struct wire *, json_t **message) MUST;

#endif
