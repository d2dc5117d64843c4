/* A whole desk with an open store and a client that says anything: every line of the input
 * is a message.  The desk answers or refuses; what it keeps it can list.
 */
#include <fcntl.h>
#include <sys/socket.h>

#include "base/log.h"
#include "base/mem.h"

#include "store/outbox.h"

#include "fuzz_kit.h"

#include "../../src/desk/ask.h"
#include "../../src/desk/client.h"
#include "../../src/desk/serve.h"

enum { RUNS = 400 };

static struct {
	struct loop *loop;
	struct conf *conf;
	struct desk desk;
	struct client client;
	int far;
} at;

static void
close_desk(void)
{
	wire_free(at.client.wire);
	json_decref(at.client.hello);
	ask_client_left(&at.desk, &(struct event){ .client = &at.client });
	close(at.far);
	desk_release(&at.desk);
	loop_free(at.loop);
}

static void
configure(void)
{
	char path[128];
	struct err err;
	FILE *f;

	str_format(path, sizeof path, "/tmp/fuzz-desk-%d.conf", (int)getpid());
	f = fopen(path, "w");
	if (!f || fputs("demo = true;\n", f) < 0 || fclose(f) != 0 ||
	    chmod(path, 0600) != 0 || conf_load(&at.conf, path, &err) != DONE)
		abort();
	unlink(path);
	log_level(LOG_ERR_);
}

static void
open_desk(void)
{
	int fd[2];

	at.loop = loop_new();
	desk_init(&at.desk, at.loop, at.conf, NAME);
	at.desk.store = kit_store();
	desk_raise(&at.desk, DESK_STORE_OPENED, clock_now());
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd) != 0)
		abort();
	at.far = fd[1];
	at.client = (struct client){ .desk = &at.desk,
				     .wire = wire_new(fd[0]),
				     .welcome = true };
}

/* What the desk said is read, so that its socket never fills. */
static void
hear(void)
{
	static char buffer[65536];
	bool sent;

	do {
		sent = wire_flush(at.client.wire) == LATER;
		while (read(at.far, buffer, sizeof buffer) > 0)
			;
	} while (sent);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data, *end = line + size, *stop;
	static int runs;
	struct rows *rows;
	struct stamp now;
	json_t *m;

	if (!at.conf)
		configure();
	if (runs++ % RUNS == 0) {
		if (at.loop)
			close_desk();
		open_desk();
	}
	for (; line < end; line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		if (!stop)
			stop = end;
		if (json_read(&m, line, (size_t)(stop - line), NULL) != DONE)
			continue;
		now = (struct stamp){ .wall = WALL, .mono = runs };
		serve_said(&at.desk, &(struct event){ .now = now,
						      .client = &at.client,
						      .message = m });
		at.client.gone = false;
		json_decref(m);
		hear();
	}
	rows = rows_new(query_named("outbox"));
	if (outbox_rows(at.desk.store, rows, NULL) != DONE)
		abort();
	rows_free(rows);
	return 0;
}
