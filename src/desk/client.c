/* client.c -- workstations and command lines that talk to this desk.
 *
 * 1. Only processes of the same user may connect (SO_PEERCRED).
 * 2. A client that leaves, or sends garbage, loses only its own questions.
 * 3. A client is freed only between two turns, never while its message is served.
 */
#include "client.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include "wire/message.h"

enum { CLIENTS_MAX = 16, MESSAGES_A_TURN = 64 };

struct clients {
	int socket; /* listens for new clients */
	int64_t heard; /* mono: when a client last sent a message */
	VEC(struct client *) v;
};

static void client_ready(void *arg, int fd, unsigned got, struct stamp now);

void
client_leave(struct client *c)
{
	if (c->gone)
		return;
	c->gone = true;
	loop_watch(c->desk->loop, wire_fd(c->wire), 0, NULL, NULL);
	desk_raise_event(c->desk, DESK_CLIENT_LEFT,
			 &(struct event){ .now = clock_now(), .client = c });
}

static void
client_watch(struct client *c)
{
	unsigned want = LOOP_IN | (wire_wants_out(c->wire) ? LOOP_OUT : 0);

	if (!c->gone)
		loop_watch(c->desk->loop, wire_fd(c->wire), want, client_ready, c);
}

/* Sends; where the message is too long, sends the reason instead. */
static enum verdict
client_unsent(struct client *c, int64_t id)
{
	const struct msg_no no = {
		.id = id,
		.verdict = BROKEN,
		.text = N_("The answer is too large to be shown here."),
	};
	const struct msg_word word = {
		.text = N_("News is too large to be shown here; look at the ticket."),
	};

	log_err("client: a message was too large to send");
	return wire_send(c->wire, id ? msg_no(&no) : msg_word(&word));
}

void
client_tell(struct client *c, json_t *message)
{
	int64_t id = msg_id(message);
	enum verdict v;

	if (c->gone) {
		json_decref(message);
		return;
	}
	v = wire_send(c->wire, message);
	if (v == REFUSED)
		v = client_unsent(c, id);
	if (v != DONE)
		client_leave(c);
	client_watch(c);
}

void
client_no(struct client *c, int64_t id, enum verdict v, const char *text)
{
	const struct msg_no no = { .id = id, .verdict = v, .text = text };

	client_tell(c, msg_no(&no));
}

void
clients_tell(struct desk *desk, json_t *message)
{
	size_t i;

	for (i = 0; i < desk->clients->v.n; i++)
		if (desk->clients->v.v[i]->welcome)
			client_tell(desk->clients->v.v[i], json_incref(message));
	json_decref(message);
}

struct client *
client_at(const struct desk *desk, size_t index)
{
	return index < desk->clients->v.n ? desk->clients->v.v[index] : NULL;
}

size_t
clients_welcome(const struct desk *desk)
{
	size_t i, n = 0;

	for (i = 0; i < desk->clients->v.n; i++)
		n += desk->clients->v.v[i]->welcome;
	return n;
}

int64_t
clients_heard(const struct desk *desk)
{
	return desk->clients->heard;
}

/* Serves a few messages, then yields, so that a busy client cannot stall the others.  True:
 * more may already be buffered, which the socket does not report. */
static bool
client_listen(struct client *c, struct stamp now)
{
	enum verdict v = DONE;
	json_t *message;
	int n;

	for (n = 0; n < MESSAGES_A_TURN && !c->gone; n++) {
		v = wire_receive(c->wire, &message);
		if (v != DONE)
			break;
		c->desk->clients->heard = now.mono;
		desk_raise_event(
			c->desk, DESK_CLIENT_SAID,
			&(struct event){ .now = now, .client = c, .message = message });
		json_decref(message);
	}
	if (v == BROKEN)
		client_leave(c);
	return v == DONE && !c->gone;
}

static void
client_more(void *arg, struct stamp now)
{
	struct client *c = arg;

	if (!c->gone)
		client_ready(c, wire_fd(c->wire), LOOP_IN, now);
}

static void
client_ready(void *arg, int fd, unsigned got, struct stamp now)
{
	struct client *c = arg;

	(void)fd;
	if ((got & LOOP_OUT) && wire_flush(c->wire) != DONE)
		client_leave(c);
	if ((got & LOOP_IN) && !c->gone && client_listen(c, now))
		loop_timer(c->desk->loop, now.mono, client_more, c);
	client_watch(c);
}

static bool
client_is_us(int fd)
{
	struct ucred peer;
	socklen_t size = sizeof peer;

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	       peer.uid == getuid();
}

static void
clients_accept(void *arg, int fd, unsigned got, struct stamp now)
{
	struct desk *desk = arg;
	struct client *c;
	int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)got;
	(void)now;
	if (peer < 0)
		return;
	if (!client_is_us(peer) || desk->clients->v.n >= CLIENTS_MAX) {
		log_warn("client: turned away");
		close(peer);
		return;
	}
	c = xcalloc(1, sizeof *c);
	c->desk = desk;
	c->wire = wire_new(peer);
	vec_push(&desk->clients->v, c);
	client_watch(c);
}

void
clients_listen(struct desk *desk, int socket)
{
	desk->clients->socket = socket;
	loop_watch(desk->loop, socket, LOOP_IN, clients_accept, desk);
}

static void
client_free(struct client *c)
{
	client_leave(c);
	loop_timer_off(c->desk->loop, client_more, c);
	json_decref(c->hello);
	wire_free(c->wire);
	free(c);
}

void
clients_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->clients = xcalloc(1, sizeof *desk->clients);
	desk->clients->socket = -1;
}

/* Frees the clients that are gone. */
void
clients_turn(struct desk *desk, struct event *event)
{
	struct clients *clients = desk->clients;
	size_t i = 0;

	(void)event;
	while (i < clients->v.n) {
		if (!clients->v.v[i]->gone) {
			i++;
			continue;
		}
		client_free(clients->v.v[i]);
		vec_remove(&clients->v, i);
	}
}

void
clients_ended(struct desk *desk, struct event *event)
{
	struct clients *clients = desk->clients;
	size_t i;

	(void)event;
	for (i = 0; i < clients->v.n; i++)
		client_free(clients->v.v[i]);
	vec_release(&clients->v);
	if (clients->socket >= 0)
		close(clients->socket);
	free(clients);
	desk->clients = NULL;
}
