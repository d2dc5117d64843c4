/* tells.c -- F11: registrations one after another through our own gate: the pipe and
 * the decoding that a desk uses, and nothing of its store.
 * usage: tells NUMBER FIRST-SERIAL STORE CONNINFO < PAYLOAD, in which the word REGNO stands
 * for the eight digits that are each ticket's own; prints how many a second.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/uuid.h"

#include "loop/loop.h"

#include "gate/decode.h"
#include "gate/pipe.h"
#include "gate/stmt.h"

struct run {
	struct loop *loop;
	struct pipe *pipe;
	const char *store, *payload;
	long left, serial, applied;
};

static void tell(struct run *, struct stamp now);

static void
told(void *arg, const struct reply *reply, struct stamp now)
{
	struct run *run = arg;

	if (reply->verdict == DONE &&
	    str_eq(PQgetvalue((const PGresult *)reply->result, 0, 0), "applied"))
		run->applied++;
	if (--run->left > 0)
		tell(run, now);
	else
		loop_stop(run->loop);
}

static void
fill(struct str *out, const char *payload, const char *serial)
{
	const char *hole;

	for (; (hole = strstr(payload, "REGNO")); payload = hole + strlen("REGNO")) {
		str_addn(out, payload, (size_t)(hole - payload));
		str_add(out, serial);
	}
	str_add(out, payload);
}

static void
tell(struct run *run, struct stamp now)
{
	struct uuid id = uuid_new(now.wall), other = uuid_new(now.wall);
	char op[UUID_TEXT], ticket[UUID_TEXT], seq[24], serial[16];
	struct str payload = { 0 };
	const char *args[] = { op, run->store, seq, ticket, "", "register", "1", NULL };
	const struct call call = { .name = stmts[STMT_TELL].name,
				   .sql = stmts[STMT_TELL].sql,
				   .args = args,
				   .nargs = stmts[STMT_TELL].nargs,
				   .fn = told,
				   .arg = run };

	uuid_text(&id, op);
	uuid_text(&other, ticket);
	str_format(seq, sizeof seq, "%ld", run->serial);
	str_format(serial, sizeof serial, "%08ld", run->serial++);
	fill(&payload, run->payload, serial);
	args[7] = str_text(&payload);
	if (!pipe_call(run->pipe, &call, now))
		loop_stop(run->loop);
	str_release(&payload);
}

static void
lost(void *arg, const struct err *err, struct stamp now)
{
	struct run *run = arg;

	(void)now;
	fprintf(stderr, "tells: %s\n", err->text);
	loop_stop(run->loop);
}

int
main(int argc, char **argv)
{
	static char payload[16384];
	struct run run = { .payload = payload };
	struct pipe_owner owner = { .lost = lost, .arg = &run };
	PGconn *pg;
	long n;
	int64_t start;

	if (argc < 5 || !fread(payload, 1, sizeof payload - 1, stdin))
		return 2;
	run.left = n = strtol(argv[1], NULL, 10);
	run.serial = strtol(argv[2], NULL, 10);
	run.store = argv[3];
	pg = PQconnectdb(argv[4]);
	if (PQstatus(pg) != CONNECTION_OK)
		return 1;
	run.loop = loop_new();
	start = clock_now().mono;
	run.pipe = pipe_new(run.loop, (struct pg_conn *)pg, &owner, clock_now());
	tell(&run, clock_now());
	loop_run(run.loop);
	printf("%.1f\n", (double)n * 1e3 / (double)(clock_now().mono - start + 1));
	pipe_free(run.pipe);
	loop_free(run.loop);
	return run.applied == n ? 0 : 1;
}
