/* link.c -- one socket, one state machine.
 *
 *   idle ──hello──► seeking ──connected──► open ──end of stream──► seeking …
 *                      └─ nobody listens: spawn, then try every 20 ms for 10 s
 *
 * 1. A tell or draft lost with the desk is sent again by its sender at EVENT_WELCOME; the
 *    desk recognises operations by their id.
 * 2. After an unexpected end the link logs in again with the same operator and password.
 */
#include "ui/link.h"

#include <sys/mman.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "wire/start.h"
#include "wire/wire.h"

#define TRY_EVERY 20
#define GIVE_UP	  10000
#define COME_BACK 300

/* A desk that is just ending sends its successor away: another is started after it. */
#define SPAWN_EVERY 500

struct secret {
	char password[1024], former[1024];
};

struct link {
	struct loop *loop;
	const struct conf *conf;
	link_message_fn *message;
	link_fault_fn *fault;
	void *arg;
	struct wire *wire;
	char operator_name[32];
	struct secret *secret; /* a page of its own, locked */
	bool wanted;
	int64_t until, spawn_at;
};

static void seek(void *arg, struct stamp now);
static void ready(void *arg, int fd, unsigned got, struct stamp now);

struct link *
link_new(struct loop *loop, const struct conf *conf, link_message_fn *message,
	 link_fault_fn *fault, void *arg)
{
	struct link *link = xcalloc(1, sizeof *link);
	void *page = mmap(NULL, sizeof *link->secret, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	*link = (struct link){ .loop = loop,
			       .conf = conf,
			       .message = message,
			       .fault = fault,
			       .arg = arg,
			       .secret = page == MAP_FAILED ? NULL : page };
	if (link->secret) {
		mlock(link->secret, sizeof *link->secret);
		madvise(link->secret, sizeof *link->secret, MADV_DONTDUMP);
	}
	return link;
}

static void
hang_up(struct link *link)
{
	if (!link->wire)
		return;
	loop_watch(link->loop, wire_fd(link->wire), 0, ready, link);
	wire_free(link->wire);
	link->wire = NULL;
}

void
link_forget(struct link *link)
{
	link->wanted = false;
	if (link->secret)
		mem_wipe(link->secret, sizeof *link->secret);
}

void
link_close(struct link *link)
{
	loop_timer_off(link->loop, seek, link);
	if (link->wire && wire_send(link->wire, msg_bye()) == DONE &&
	    wire_flush(link->wire) != DONE)
		link->wanted = false;
	hang_up(link);
}

void
link_free(struct link *link)
{
	if (!link)
		return;
	link_close(link);
	link_forget(link);
	if (link->secret)
		munmap(link->secret, sizeof *link->secret);
	free(link);
}

static void
watch(struct link *link)
{
	unsigned want = LOOP_IN | (wire_wants_out(link->wire) ? LOOP_OUT : 0);

	loop_watch(link->loop, wire_fd(link->wire), want, ready, link);
}

/* The desk went; what it had promised is on disk, and another one will say so. */
static void
lost(struct link *link, struct stamp now)
{
	hang_up(link);
	link->message(link->arg, NULL, now);
	if (!link->wanted)
		return;
	link->spawn_at = 0;
	link->until = now.mono + GIVE_UP;
	loop_timer(link->loop, now.mono + COME_BACK, seek, link);
}

static void
ready(void *arg, int fd, unsigned got, struct stamp now)
{
	struct link *link = arg;
	enum verdict v = DONE;
	json_t *message;

	(void)fd;
	if (got & LOOP_OUT)
		v = wire_flush(link->wire);
	while (v == DONE && link->wire) {
		v = wire_receive(link->wire, &message);
		if (v == DONE) {
			link->message(link->arg, message, now);
			json_decref(message);
		}
	}
	if (!link->wire)
		return;
	if (v == BROKEN)
		lost(link, now);
	else
		watch(link);
}

static void
fail(struct link *link, const char *text, struct stamp now)
{
	link->wanted = false;
	link->fault(link->arg, text, now);
}

static void
announce(struct link *link)
{
	const struct secret *s = link->secret;
	const struct msg_keys keys = { .password = s ? s->password : "",
				       .former = s ? s->former : "" };

	if (wire_send(link->wire, msg_hello(link->operator_name, &keys)) != DONE)
		return; /* the end of the stream will be read */
	watch(link);
}

static void
seek(void *arg, struct stamp now)
{
	struct link *link = arg;
	struct err err = { 0 };
	enum verdict v =
		desk_connect(&link->wire, link->conf, link->operator_name, &err);

	if (v == DONE) {
		announce(link);
		return;
	}
	if (v == LATER && now.mono >= link->spawn_at) {
		link->spawn_at = now.mono + SPAWN_EVERY;
		v = desk_spawn(link->conf, link->operator_name, &err);
		if (v == DONE)
			v = LATER;
	}
	if (v == LATER && now.mono < link->until)
		loop_timer(link->loop, now.mono + TRY_EVERY, seek, link);
	else if (v == LATER)
		fail(link, _("The desk was started but does not answer."), now);
	else
		fail(link, err.text, now);
}

void
link_renewed(struct link *link, const char *password)
{
	if (link->secret)
		str_copy(link->secret->password, sizeof link->secret->password,
			 password);
}

void
link_hello(struct link *link, const char *operator_name, const struct msg_keys *keys,
	   struct stamp now)
{
	hang_up(link);
	str_copy(link->operator_name, sizeof link->operator_name, operator_name);
	link_renewed(link, keys->password);
	if (link->secret)
		str_copy(link->secret->former, sizeof link->secret->former,
			 keys->former ? keys->former : "");
	link->wanted = true;
	link->spawn_at = 0;
	link->until = now.mono + GIVE_UP;
	seek(link, now);
}

bool
link_send(struct link *link, json_t *message)
{
	if (!link->wire) {
		json_decref(message);
		return false;
	}
	if (wire_send(link->wire, message) != DONE)
		return false; /* the end of the stream will be read */
	watch(link);
	return true;
}
