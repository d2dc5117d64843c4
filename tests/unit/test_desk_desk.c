/* A whole desk without a centre: what a client says and hears over its socket. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"

#include "wire/message.h"

#include "store/lease.h"

#include "unit.h"

#include "../../src/desk/client.h"

static const char who[] = "{\"name\":\"recv\",\"label\":\"王芳\",\"number\":\"0123\","
			  "\"unit\":\"330100000\",\"duties\":[{\"duty\":\"r01\","
			  "\"unit\":\"330100000\"}]}";
static const char centre[] = "{\"installation\":\"i1\",\"name\":\"c\",\"demo\":true}";

struct fixture {
	char dir[64], path[108];
	struct conf *conf;
	struct loop *loop;
	struct desk desk;
	struct wire *client;
	json_t *got;
};

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

/* Leave to work without the centre for a day. */
static void
give_pass(struct store *store, int64_t wall)
{
	char id[UUID_TEXT], from[30], until[30], text[400];

	uuid_text(store_id(store), id);
	stamp_text(wall - 1000, from);
	stamp_text(wall + 86400000, until);
	str_format(text, sizeof text,
		   "{\"operator\":\"recv\",\"installation\":\"i1\",\"store\":\"%s\","
		   "\"unit\":\"330100000\",\"duties\":[\"r01@330100000\"],"
		   "\"issued\":\"%s\",\"until\":\"%s\"}",
		   id, from, until);
	assert_int_equal(store_meta_put(store, "pass", text, NULL), DONE);
}

/* A store that a centre has already acknowledged, with ten numbers. */
static void
make_store(const char *dir)
{
	const struct store_params params = { .password = "right",
					     .kdf_mib = 64,
					     .wall = clock_now().wall };
	struct store *store;
	struct lease block = { "330100000", 1, 10, 1 };
	struct uuid request;
	struct err err;

	assert_int_equal(store_create(&store, dir, "recv", &params, &err), DONE);
	assert_int_equal(store_meta_put(store, "operator", who, &err), DONE);
	assert_int_equal(store_meta_put(store, "centre", centre, &err), DONE);
	give_pass(store, params.wall);
	assert_int_equal(lease_request(store, params.wall, &request, &err), DONE);
	assert_int_equal(lease_add(store, &block, &request, &err), DONE);
	store_close(store);
}

static int
listener(const char *path)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

	str_copy(where.sun_path, sizeof where.sun_path, path);
	assert_int_equal(bind(fd, (struct sockaddr *)&where, sizeof where), 0);
	assert_int_equal(chmod(path, 0600), 0); /* as door.c does */
	assert_int_equal(listen(fd, 4), 0);
	return fd;
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	char path[128], text[512];
	struct err err;

	*state = f;
	str_copy(f->dir, sizeof f->dir, "/tmp/gangshao-unit-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	str_format(path, sizeof path, "%s/conf", f->dir);
	str_format(text, sizeof text,
		   "demo = true; server = { host = \"%s/nothing\"; sslmode = "
		   "\"disable\"; }; desk = { store = \"%s\"; };\n",
		   f->dir, f->dir);
	write_file(path, text);
	assert_int_equal(conf_load(&f->conf, path, &err), DONE);
	make_store(f->dir);
	f->loop = loop_new();
	desk_init(&f->desk, f->loop, f->conf, "recv");
	str_format(f->path, sizeof f->path, "%s/sock", f->dir);
	clients_listen(&f->desk, listener(f->path));
	assert_int_equal(wire_connect(&f->client, f->path, &err), DONE);
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	json_decref(f->got);
	wire_free(f->client);
	desk_release(&f->desk);
	loop_free(f->loop);
	conf_free(f->conf);
	str_format(command, sizeof command, "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static void
out_of_time(void *arg, struct stamp now)
{
	(void)now;
	loop_stop(arg);
}

static void
arrived(void *arg, int fd, unsigned got, struct stamp now)
{
	struct fixture *f = arg;

	(void)fd;
	(void)got;
	(void)now;
	loop_stop(f->loop);
}

/* The next message of this name; NULL when five seconds have passed. */
static json_t *
hear(struct fixture *f, const char *name)
{
	int64_t end = clock_now().mono + 5000;
	enum verdict v;

	for (;;) {
		json_decref(f->got);
		f->got = NULL;
		v = wire_receive(f->client, &f->got);
		if (v == DONE && str_eq(json_text(f->got, "m"), name))
			return f->got;
		if (v == DONE)
			continue;
		if (v == BROKEN || clock_now().mono > end)
			return NULL;
		loop_watch(f->loop, wire_fd(f->client), LOOP_IN, arrived, f);
		loop_timer(f->loop, end + 1, out_of_time, f->loop);
		loop_run(f->loop);
		loop_watch(f->loop, wire_fd(f->client), 0, NULL, NULL);
	}
}

static void
say(struct fixture *f, json_t *message)
{
	assert_non_null(message);
	assert_int_equal(wire_send(f->client, message), DONE);
}

static void
login(struct fixture *f)
{
	say(f, msg_hello("recv", &(struct msg_keys){ .password = "right" }));
	assert_non_null(hear(f, "welcome"));
}

static json_t *
registration(struct uuid *op)
{
	char id[UUID_TEXT], ticket[UUID_TEXT];
	const struct uuid t = uuid_new(clock_now().wall);

	*op = uuid_new(clock_now().wall);
	uuid_text(op, id);
	uuid_text(&t, ticket);
	return json_pack("{s:s s:i s:[{s:s s:s s:s s:s s:{s:s s:s}}]}", "m", "tell",
			 "id", 1, "ops", "op", id, "ticket", ticket, "base", "",
			 "action", "register", "payload", "kind", "enquiry", "content",
			 "问");
}

static void
test_a_known_operator_is_welcome_without_the_centre(void **state)
{
	struct fixture *f = *state;

	login(f);
	assert_string_equal(json_text(json_object_get(f->got, "operator"), "number"),
			    "0123");
	assert_string_equal(json_text(f->got, "installation"), "i1");
}

static void
test_a_wrong_password_is_refused_and_costs_time(void **state)
{
	struct fixture *f = *state;
	int64_t begin;

	say(f, msg_hello("recv", &(struct msg_keys){ .password = "wrong" }));
	assert_non_null(hear(f, "no"));
	assert_string_equal(json_text(f->got, "field"),
			    "former"); /* no centre is there */
	begin = clock_now().mono;
	login(f);
	assert_true(clock_now().mono - begin >= 400);
}

static void
test_nothing_is_heard_before_the_password(void **state)
{
	struct fixture *f = *state;

	say(f, msg_ask(7, "outbox", NULL, NULL));
	assert_non_null(hear(f, "no"));
	assert_int_equal(json_int(f->got, "id", 0), 7);
}

static void
test_a_registration_is_kept_with_its_number(void **state)
{
	struct fixture *f = *state;
	struct uuid op;
	const json_t *kept;

	login(f);
	say(f, registration(&op));
	assert_non_null(hear(f, "kept"));
	kept = json_array_get(json_object_get(f->got, "ops"), 0);
	assert_int_equal(strlen(json_text(kept, "regno")), 25);
	say(f, msg_ask(2, "outbox", NULL, NULL));
	assert_non_null(hear(f, "rows"));
	assert_int_equal(json_array_size(json_object_get(f->got, "rows")), 1);
	assert_true(json_is(f->got, "last"));
}

static void
test_numbers_that_run_out_are_said_to_be_missing(void **state)
{
	struct fixture *f = *state;
	struct uuid op;
	int i;

	login(f);
	for (i = 0; i < 10; i++) {
		say(f, registration(&op));
		assert_non_null(hear(f, "kept"));
	}
	say(f, registration(&op));
	assert_non_null(hear(f, "no"));
	assert_string_equal(json_text(f->got, "verdict"), "later");
}

static void
test_a_queued_operation_can_be_withdrawn(void **state)
{
	struct fixture *f = *state;
	struct uuid op;

	login(f);
	say(f, registration(&op));
	assert_non_null(hear(f, "kept"));
	say(f, msg_withdraw(3, &op, "重复"));
	assert_non_null(hear(f, "kept"));
	assert_non_null(hear(f, "settled"));
	assert_string_equal(json_text(f->got, "state"), "withdrawn");
	op = uuid_new(clock_now().wall);
	say(f, msg_withdraw(4, &op, "重复"));
	assert_non_null(hear(f, "no"));
}

static void
test_drafts_are_kept_listed_and_dropped(void **state)
{
	struct fixture *f = *state;
	const struct uuid draft = uuid_new(clock_now().wall);

	login(f);
	say(f, msg_draft(&draft, 1, json_pack("{s:s}", "action", "register")));
	assert_non_null(hear(f, "drafted"));
	say(f, msg_ask(2, "drafts", NULL, NULL));
	assert_non_null(hear(f, "rows"));
	assert_int_equal(json_array_size(json_object_get(f->got, "rows")), 1);
	say(f, msg_drop(&draft, NULL));
	say(f, msg_ask(3, "drafts", NULL, NULL));
	assert_non_null(hear(f, "rows"));
	assert_int_equal(json_array_size(json_object_get(f->got, "rows")), 0);
}

static void
test_every_question_ends_without_the_centre(void **state)
{
	static const char *const asked[] = { "worklist", "counters", "ticket", "caller",
					     "search",	 "why",	     "state" };
	struct fixture *f = *state;
	size_t i;

	login(f);
	for (i = 0; i < sizeof asked / sizeof *asked; i++) {
		say(f, msg_ask((int64_t)i + 1, asked[i], json_object(), NULL));
		assert_non_null(
			hear(f, i + 1 < sizeof asked / sizeof *asked ? "no" : "rows"));
		assert_int_equal(json_int(f->got, "id", 0), i + 1);
	}
	say(f, msg_ask(99, "no such question", NULL, NULL));
	assert_non_null(hear(f, "no"));
}

static void
test_nonsense_is_answered_and_harms_nobody(void **state)
{
	struct fixture *f = *state;

	login(f);
	say(f, json_pack("{s:s s:i}", "m", "tell", "id", 5));
	assert_non_null(hear(f, "no"));
	say(f, json_pack("{s:s s:i s:[{s:s}]}", "m", "tell", "id", 6, "ops", "op",
			 "no uuid"));
	assert_non_null(hear(f, "no"));
	say(f, json_pack("{s:s s:s s:i}", "m", "draft", "draft", "x", "seq", 1));
	assert_non_null(hear(f, "no"));
	say(f, json_pack("{s:s}", "m", "welcome"));
	assert_non_null(hear(f, "no"));
	say(f, json_pack("{s:s s:s}", "m", "retry", "op", ""));
	assert_non_null(hear(f, "no"));
	say(f, msg_cancel(12345));
	say(f, msg_ask(8, "state", NULL, NULL));
	assert_non_null(hear(f, "rows"));
}

static void
test_the_link_is_reported_as_it_is(void **state)
{
	struct fixture *f = *state;
	struct uuid op;
	int i;

	login(f);
	say(f, registration(&op));
	for (i = 0; i < 10; i++) {
		assert_non_null(hear(f, "link"));
		if (json_int(f->got, "queued", 0) == 1)
			break;
	}
	assert_int_equal(json_int(f->got, "queued", 0), 1);
	assert_string_not_equal(json_text(f->got, "state"), "up");
}

#define A_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		A_TEST(test_a_known_operator_is_welcome_without_the_centre),
		A_TEST(test_a_wrong_password_is_refused_and_costs_time),
		A_TEST(test_nothing_is_heard_before_the_password),
		A_TEST(test_a_registration_is_kept_with_its_number),
		A_TEST(test_numbers_that_run_out_are_said_to_be_missing),
		A_TEST(test_a_queued_operation_can_be_withdrawn),
		A_TEST(test_drafts_are_kept_listed_and_dropped),
		A_TEST(test_every_question_ends_without_the_centre),
		A_TEST(test_nonsense_is_answered_and_harms_nobody),
		A_TEST(test_the_link_is_reported_as_it_is),
	};

	log_level(LOG_ERR_);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
