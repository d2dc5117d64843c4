/* A link to servers that behave badly: a child plays just enough of PostgreSQL. */
#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"

#include "gate/conn.h"
#include "gate/direct.h"
#include "gate/stmt.h"

#include "unit.h"

#include "../../src/gate/lookup.h"
#include "../../src/gate/reason.h"

struct fixture {
	char dir[64];
	struct conf *conf;
	struct loop *loop;
	struct conn *conn;
	pid_t server;
	int calls;
	enum verdict verdict;
	struct err err;
	int64_t at;
};

/* ---- the server ------------------------------------------------------------------------ */

static void
put(int fd, char type, const char *body, size_t n)
{
	uint32_t len = htonl((uint32_t)n + 4);

	if (write(fd, &type, 1) != 1 || write(fd, &len, 4) != 4 ||
	    (n && write(fd, body, n) != (ssize_t)n))
		_exit(1);
}

static void
parameter(int fd, const char *name, const char *value)
{
	char body[128];
	size_t n = strlen(name) + 1;

	memcpy(body, name, n);
	memcpy(body + n, value, strlen(value) + 1);
	put(fd, 'S', body, n + strlen(value) + 1);
}

static void
refuse_login(int fd)
{
	static const char body[] = "SFATAL\0VFATAL\0C28P01\0Mno\0";

	put(fd, 'E', body, sizeof body);
}

static void
accept_login(int fd, const char *version)
{
	put(fd, 'R', "\0\0\0\0", 4);
	parameter(fd, "server_version", version);
	parameter(fd, "in_hot_standby", "off");
	parameter(fd, "default_transaction_read_only", "off");
	put(fd, 'Z', "I", 1);
}

/* Reads and says nothing more: a stopped server. */
static void
fall_silent(int fd)
{
	char chunk[512];

	while (read(fd, chunk, sizeof chunk) > 0)
		continue;
}

enum manner { REFUSES, OLD, SILENT };

static _Noreturn void
serve_one(int listener, enum manner manner)
{
	int fd = accept(listener, NULL, NULL);
	char chunk[2048];

	if (fd < 0 || read(fd, chunk, sizeof chunk) <= 0)
		_exit(1);
	if (manner == REFUSES)
		refuse_login(fd);
	else
		accept_login(fd, manner == OLD ? "14.9" : "15.3");
	if (manner == SILENT)
		fall_silent(fd);
	_exit(0);
}

static void
start_server(struct fixture *f, enum manner manner)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	str_format(where.sun_path, sizeof where.sun_path, "%s/.s.PGSQL.5432", f->dir);
	assert_int_equal(bind(fd, (struct sockaddr *)&where, sizeof where), 0);
	assert_int_equal(listen(fd, 4), 0);
	f->server = fork();
	if (f->server == 0)
		serve_one(fd, manner);
	close(fd);
}

/* ---- the link -------------------------------------------------------------------------- */

static void
load(struct fixture *f, const char *text)
{
	char path[128];
	struct err err;
	FILE *out;

	str_format(path, sizeof path, "%s/conf", f->dir);
	out = fopen(path, "w");
	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(conf_load(&f->conf, path, &err), DONE);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	char text[256];

	*state = f;
	str_copy(f->dir, sizeof f->dir, "/tmp/gangshao-conn-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	str_format(text, sizeof text,
		   "demo = true; server = { host = \"%s\"; port = 5432; sslmode = "
		   "\"disable\"; };\n",
		   f->dir);
	load(f, text);
	f->loop = loop_new();
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	conn_free(f->conn);
	loop_free(f->loop);
	conf_free(f->conf);
	if (f->server > 0) {
		kill(f->server, SIGKILL);
		waitpid(f->server, NULL, 0);
	}
	str_format(command, sizeof command, "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static void
changed(void *arg, enum verdict v, const struct err *err, struct stamp now)
{
	struct fixture *f = arg;

	f->calls++;
	f->verdict = v;
	f->err = *err;
	f->at = now.mono;
	loop_stop(f->loop);
}

static enum verdict
admitted(void *arg, struct introduction *who, struct err *err)
{
	(void)arg;
	(void)err;
	str_format(who->store, sizeof who->store, "%s",
		   "01900000-0000-7000-8000-000000000001");
	who->keepsakes = json_object();
	return DONE;
}

static void
stop(void *arg, struct stamp now)
{
	(void)now;
	loop_stop(arg);
}

/* Until the link says something, at most this long. */
static void
dial(struct fixture *f, int64_t patience)
{
	const struct conn_who who = { "recv", "secret", admitted };
	struct stamp now = clock_now();

	f->conn = conn_new(f->loop, f->conf, changed, f);
	loop_timer(f->loop, now.mono + patience, stop, f->loop);
	conn_open(f->conn, &who, now);
	loop_run(f->loop);
}

static void
test_a_server_that_is_not_there_is_said_to_be_out_of_reach(void **state)
{
	struct fixture *f = *state;

	dial(f, 3000);
	assert_int_equal(f->calls, 1);
	assert_int_equal(f->verdict, LATER);
	assert_int_equal(conn_state(f->conn), CONN_DOWN);
	assert_null(conn_pipe(f->conn));
}

static void
test_a_refused_password_is_a_refusal_about_the_password(void **state)
{
	struct fixture *f = *state;

	start_server(f, REFUSES);
	dial(f, 3000);
	assert_int_equal(f->verdict, REFUSED);
	assert_string_equal(f->err.field, "password");
}

static void
test_an_old_server_is_refused(void **state)
{
	struct fixture *f = *state;

	start_server(f, OLD);
	dial(f, 3000);
	assert_int_equal(f->verdict, REFUSED);
	assert_string_equal(f->err.field, "");
}

static void
test_a_silent_server_is_declared_dead_in_time(void **state)
{
	struct fixture *f = *state;
	int64_t begin = clock_now().mono;

	start_server(f, SILENT);
	dial(f, 12000);
	assert_int_equal(f->calls, 1);
	assert_int_equal(f->verdict, LATER);
	assert_true(f->at - begin <= 10000);
}

static void
test_closing_is_silent(void **state)
{
	struct fixture *f = *state;
	const struct conn_who who = { "recv", "secret", admitted };

	f->conn = conn_new(f->loop, f->conf, changed, f);
	conn_open(f->conn, &who, clock_now());
	conn_close(f->conn);
	loop_timer(f->loop, clock_now().mono + 100, stop, f->loop);
	loop_run(f->loop);
	assert_int_equal(f->calls, 0);
}

static void
addresses(void *arg, const char *found, struct stamp now)
{
	struct fixture *f = arg;

	(void)now;
	str_copy(f->err.text, sizeof f->err.text, found);
	loop_stop(f->loop);
}

static void
test_a_name_is_looked_up_outside_the_loop(void **state)
{
	struct fixture *f = *state;

	assert_non_null(lookup_start(f->loop, "localhost", clock_now().mono + 5000,
				     addresses, f));
	loop_run(f->loop);
	assert_true(strstr(f->err.text, "127.0.0.1") || strstr(f->err.text, "::1"));
}

static void
test_a_look_up_ends_in_time(void **state)
{
	struct fixture *f = *state;

	str_copy(f->err.text, sizeof f->err.text, "x");
	assert_non_null(
		lookup_start(f->loop, "localhost", clock_now().mono - 1, addresses, f));
	loop_run(f->loop);
	assert_string_equal(f->err.text, "");
}

static void
check_state(const char *message, const char *want)
{
	char state[6];

	reason_state(message, state);
	assert_string_equal(state, want);
}

static void
test_the_state_is_read_out_of_a_failed_connection(void **state)
{
	(void)state;
	check_state("connection to server on socket \"x\" failed: FATAL:  28P01\n",
		    "28P01");
	check_state("connection failed: 致命错误:  57P03\n", "57P03");
	check_state("connection failed: Connection refused\n", "");
	check_state("could not open FILES\nmore\n", "");
	check_state("", "");
	check_state("28P01", "");
}

static void
test_every_statement_has_as_many_places_as_arguments(void **state)
{
	size_t i, n, most;
	const char *p;

	(void)state;
	for (i = 0; i < STMT__MAX; i++) {
		most = 0;
		for (p = stmts[i].sql; (p = strchr(p, '$')); p++) {
			n = (size_t)strtol(p + 1, NULL, 10);
			most = n > most ? n : most;
		}
		assert_int_equal(most, stmts[i].nargs);
	}
}

static void
test_the_administrator_hears_that_nobody_answers(void **state)
{
	struct direct *d = NULL;
	struct err err;

	(void)state;
	assert_int_equal(
		direct_open(&d, "host=127.0.0.1 port=1 user=x dbname=x", "x", &err),
		LATER);
	assert_null(d);
}

static void
refused_way_in(const char *conninfo, const char *word)
{
	struct direct *d = NULL;
	struct err err;

	assert_int_equal(direct_open(&d, conninfo, "x", &err), REFUSED);
	assert_null(d);
	assert_non_null(strstr(err.text, word));
}

static void
test_the_administrator_is_held_to_the_same_rule(void **state)
{
	(void)state;
	refused_way_in("host=127.0.0.1 port=1 sslmode=disable", "verify-full");
	refused_way_in("host=127.0.0.1 port=1 sslmode=verify-ca", "verify-full");
	refused_way_in("host=/tmp,db sslmode=prefer", "verify-full");
	refused_way_in("hostaddr=127.0.0.1 sslmode=require", "verify-full");
	refused_way_in("postgresql://a@127.0.0.1:1/b?sslmode=allow", "verify-full");
	refused_way_in("host=127.0.0.1 channel_binding=prefer", "channel_binding");
	refused_way_in("host=127.0.0.1 sslmode", "--server");
	assert_int_equal(setenv("PGSSLMODE", "prefer", 1), 0);
	refused_way_in("host=127.0.0.1 port=1", "verify-full");
	assert_int_equal(setenv("PGHOST", "127.0.0.1", 1), 0);
	refused_way_in("dbname=x", "verify-full");
	assert_int_equal(unsetenv("PGHOST"), 0);
	assert_int_equal(unsetenv("PGSSLMODE"), 0);
}

#define A_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		A_TEST(test_a_server_that_is_not_there_is_said_to_be_out_of_reach),
		A_TEST(test_a_refused_password_is_a_refusal_about_the_password),
		A_TEST(test_an_old_server_is_refused),
		A_TEST(test_a_silent_server_is_declared_dead_in_time),
		A_TEST(test_closing_is_silent),
		A_TEST(test_a_name_is_looked_up_outside_the_loop),
		A_TEST(test_a_look_up_ends_in_time),
		cmocka_unit_test(test_the_state_is_read_out_of_a_failed_connection),
		cmocka_unit_test(test_every_statement_has_as_many_places_as_arguments),
		A_TEST(test_the_administrator_hears_that_nobody_answers),
		cmocka_unit_test(test_the_administrator_is_held_to_the_same_rule),
	};

	log_level(LOG_ERR_);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
