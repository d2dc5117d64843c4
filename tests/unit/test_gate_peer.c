/* Whose socket it is that a password would be shown to. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#include "unit.h"

#include "../../src/gate/peer.h"

struct place {
	struct host host;
	char socket[300];
};

static int
set_up(void **state)
{
	static struct place place;
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	str_copy(place.host.name, sizeof place.host.name, "/tmp/gangshao-peer-XXXXXX");
	str_copy(place.host.port, sizeof place.host.port, "5432");
	assert_non_null(mkdtemp(place.host.name));
	str_format(place.socket, sizeof place.socket, "%s/.s.PGSQL.5432",
		   place.host.name);
	str_copy(where.sun_path, sizeof where.sun_path, place.socket);
	assert_int_equal(bind(fd, (const struct sockaddr *)&where, sizeof where), 0);
	close(fd);
	*state = &place;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *p = *state;

	unlink(p->socket);
	return rmdir(p->host.name);
}

static enum verdict
judged(const struct place *p)
{
	char name[PEER_NAME];
	struct err err;

	return peer_of(name, &p->host, &err);
}

static void
test_a_socket_of_ones_own_is_named(void **state)
{
	struct place *p = *state;
	char name[PEER_NAME];
	struct err err;

	assert_int_equal(peer_of(name, &p->host, &err), DONE);
	assert_string_not_equal(name, "");
	unlink(p->socket);
	assert_int_equal(peer_of(name, &p->host, &err), DONE);
	assert_string_equal(name, "");
}

static void
test_a_directory_that_others_can_write_is_refused(void **state)
{
	static const mode_t modes[] = { 0777, 01777, 0707, 0702, 03777 };
	struct place *p = *state;
	size_t i;

	for (i = 0; i < ARRAY_LEN(modes); i++) {
		assert_int_equal(chmod(p->host.name, modes[i]), 0);
		assert_int_equal(judged(p), REFUSED);
	}
	assert_int_equal(chmod(p->host.name, 0755), 0);
	assert_int_equal(judged(p), DONE);
}

static void
test_a_group_of_strangers_may_not_write_either(void **state)
{
	struct place *p = *state;

	if (geteuid() != 0) {
		print_message("# not examined here: only root gives files away\n");
		return;
	}
	assert_int_equal(chown(p->host.name, 0, 65534), 0);
	assert_int_equal(chmod(p->host.name, 0775), 0);
	assert_int_equal(judged(p), REFUSED);
}

static void
test_another_users_directory_or_socket_is_refused(void **state)
{
	struct place *p = *state;

	if (geteuid() != 0) {
		print_message("# not examined here: only root gives files away\n");
		return;
	}
	assert_int_equal(lchown(p->socket, 65534, 65534), 0);
	assert_int_equal(judged(p), REFUSED);
	assert_int_equal(lchown(p->socket, 0, 0), 0);
	assert_int_equal(chown(p->host.name, 4321, 0), 0);
	assert_int_equal(judged(p), REFUSED);
}

static void
test_what_is_no_socket_is_refused(void **state)
{
	struct place *p = *state;

	unlink(p->socket);
	assert_int_equal(symlink("/tmp/elsewhere", p->socket), 0);
	assert_int_equal(judged(p), REFUSED);
}

int
main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		EACH(test_a_socket_of_ones_own_is_named),
		EACH(test_a_directory_that_others_can_write_is_refused),
		EACH(test_a_group_of_strangers_may_not_write_either),
		EACH(test_another_users_directory_or_socket_is_refused),
		EACH(test_what_is_no_socket_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
