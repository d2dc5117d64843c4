/* client.h -- the workstations and command lines that talk to this desk. */
#ifndef DESK_CLIENT_H
#define DESK_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"

#include "wire/wire.h"

#include "desk.h"
#include "event.h"

struct client {
	struct desk *desk;
	struct wire *wire;
	bool welcome; /* logged in */
	json_t *hello; /* a login, or a change of password, that waits (waiting.c) */
	bool gone; /* to be freed before the next sleep */
};

/* Listens on the socket for new clients. */
void clients_listen(struct desk *, int socket);
/* Sends a message (taken) to all clients that are logged in. */
void clients_tell(struct desk *, json_t *message);
/* Sends a message (taken) to one client. */
void client_tell(struct client *, json_t *message);
/* Refuses the client's message of this id. */
void client_no(struct client *, int64_t id, enum verdict, const char *text);
/* Disconnects the client. */
void client_leave(struct client *);
/* The client of this index, in the order of their coming; NULL after the last. */
struct client *client_at(const struct desk *, size_t index);
/* The number of clients that are logged in. */
size_t clients_welcome(const struct desk *);
/* When a client last sent a message, mono. */
int64_t clients_heard(const struct desk *);

/* Hears events (event.c). */
void clients_made(struct desk *, struct event *);
void clients_turn(struct desk *, struct event *);
void clients_ended(struct desk *, struct event *);

#endif
