/* client.c -- workstations and command lines that talk to this desk.
 *
 * 1. Only processes of the same user may connect (SO_PEERCRED).
 * 2. A client that leaves, or sends garbage, loses only its own questions.
 * 3. A client is freed only between two turns, never while its message is served.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

#include "desk.h"

enum { CLIENTS_MAX = 16, MESSAGES_A_TURN = 64 };

static void on_client(void *arg, int fd, unsigned got, struct stamp now);

void
client_leave(struct client *c)
{
	if (c->gone)
		return;
	c->gone = true;
	loop_watch(c->desk->loop, wire_fd(c->wire), 0, NULL, NULL);
	ask_forget(c);
	renew_forget(c);
}

static void
watch(struct client *c)
{
	unsigned want = LOOP_IN | (wire_wants_out(c->wire) ? LOOP_OUT : 0);

	if (!c->gone)
		loop_watch(c->desk->loop, wire_fd(c->wire), want, on_client, c);
}

/* Sends; where the message is too long, sends the reason instead. */
static enum verdict
tell_unsent(struct client *c, int64_t id)
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
		v = tell_unsent(c, id);
	if (v != DONE)
		client_leave(c);
	watch(c);
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

	for (i = 0; i < desk->clients.v.n; i++)
		if (desk->clients.v.v[i]->welcome)
			client_tell(desk->clients.v.v[i], json_incref(message));
	json_decref(message);
}

/* Serves a few messages, then yields, so that a busy client cannot stall the others.  True:
 * more may already be buffered, which the socket does not report. */
static bool
listen_to(struct client *c, struct stamp now)
{
	enum verdict v = DONE;
	json_t *message;
	int n;

	for (n = 0; n < MESSAGES_A_TURN && !c->gone; n++) {
		v = wire_receive(c->wire, &message);
		if (v != DONE)
			break;
		c->desk->clients.heard = now.mono;
		serve(c, message, now);
		json_decref(message);
	}
	if (v == BROKEN)
		client_leave(c);
	return v == DONE && !c->gone;
}

static void
more(void *arg, struct stamp now)
{
	struct client *c = arg;

	if (!c->gone)
		on_client(c, wire_fd(c->wire), LOOP_IN, now);
}

static void
on_client(void *arg, int fd, unsigned got, struct stamp now)
{
	struct client *c = arg;

	(void)fd;
	if ((got & LOOP_OUT) && wire_flush(c->wire) != DONE)
		client_leave(c);
	if ((got & LOOP_IN) && !c->gone && listen_to(c, now))
		loop_timer(c->desk->loop, now.mono, more, c);
	watch(c);
}

static bool
is_us(int fd)
{
	struct ucred peer;
	socklen_t size = sizeof peer;

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	       peer.uid == getuid();
}

static void
on_socket(void *arg, int fd, unsigned got, struct stamp now)
{
	struct desk *desk = arg;
	struct client *c;
	int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)got;
	(void)now;
	if (peer < 0)
		return;
	if (!is_us(peer) || desk->clients.v.n >= CLIENTS_MAX) {
		log_warn("client: turned away");
		close(peer);
		return;
	}
	c = xcalloc(1, sizeof *c);
	c->desk = desk;
	c->wire = wire_new(peer);
	vec_push(&desk->clients.v, c);
	watch(c);
}

void
clients_listen(struct desk *desk, int socket)
{
	desk->clients.socket = socket;
	loop_watch(desk->loop, socket, LOOP_IN, on_socket, desk);
}

static void
client_free(struct client *c)
{
	client_leave(c);
	loop_timer_off(c->desk->loop, more, c);
	json_decref(c->hello);
	wire_free(c->wire);
	free(c);
}

void
clients_sweep(struct desk *desk)
{
	size_t i = 0;

	while (i < desk->clients.v.n) {
		if (!desk->clients.v.v[i]->gone) {
			i++;
			continue;
		}
		client_free(desk->clients.v.v[i]);
		vec_remove(&desk->clients.v, i);
	}
}

void
clients_release(struct desk *desk)
{
	size_t i;

	for (i = 0; i < desk->clients.v.n; i++)
		client_free(desk->clients.v.v[i]);
	vec_release(&desk->clients.v);
	if (desk->clients.socket >= 0)
		close(desk->clients.socket);
	desk->clients.socket = -1;
}
