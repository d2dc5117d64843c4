/* The list of servers: what is a name, what is a port, and what is neither. */
#include "base/hosts.h"

#include "unit.h"

static void
check(const char *text, size_t at, const char *name, const char *port)
{
	struct hosts hosts;

	assert_true(hosts_read(&hosts, text, 5432));
	assert_true(at < hosts.n);
	assert_string_equal(hosts.v[at].name, name);
	assert_string_equal(hosts.v[at].port, port);
}

static void
test_a_host_has_its_own_port_or_the_common_one(void **state)
{
	(void)state;
	check("db1", 0, "db1", "5432");
	check("db1:6000", 0, "db1", "6000");
	check("db1,db2:6000 , db3", 1, "db2", "6000");
	check("db1,db2:6000 , db3", 2, "db3", "5432");
	check("10.0.0.1:1", 0, "10.0.0.1", "1");
}

static void
test_an_address_full_of_colons_wears_brackets_for_a_port(void **state)
{
	(void)state;
	check("2001:db8::1", 0, "2001:db8::1", "5432");
	check("[2001:db8::1]", 0, "2001:db8::1", "5432");
	check("x,[2001:db8::1]:65535", 1, "2001:db8::1", "65535");
}

static void
test_a_directory_is_a_server_of_this_machine(void **state)
{
	struct hosts hosts;

	(void)state;
	check("/run/postgresql", 0, "/run/postgresql", "5432");
	assert_true(hosts_read(&hosts, "/a,/b", 1));
	assert_true(hosts_are_local(&hosts));
	assert_true(hosts_read(&hosts, "/a,b", 1));
	assert_false(hosts_are_local(&hosts));
	assert_true(host_is_local(&hosts.v[0]));
	assert_false(host_is_local(&hosts.v[1]));
}

static void
test_a_host_is_named_with_its_port(void **state)
{
	struct hosts hosts;
	char label[300];

	(void)state;
	assert_true(hosts_read(&hosts, "db1:6000,::1,/run/pg", 5432));
	host_label(&hosts.v[0], label, sizeof label);
	assert_string_equal(label, "db1:6000");
	host_label(&hosts.v[1], label, sizeof label);
	assert_string_equal(label, "[::1]:5432");
	host_label(&hosts.v[2], label, sizeof label);
	assert_string_equal(label, "/run/pg");
}

static void
test_what_is_no_list_of_hosts_is_refused(void **state)
{
	static const char *const bad[] = {
		"",	  " , ",	  ":5432",
		"a:",	  "a:0",	  "a:65536",
		"a:54x",  "a:+5",	  "[::1",
		"[]:5",	  "[::1]5432",	  "a;b",
		"a'b",	  "a=b",	  "host\\=x",
		"@a",	  "a\tb",	  "a:123456",
		"[::1]:", "\xe5\xb2\x97", "a,b,c,d,e,f,g,h,i",
	};
	struct hosts hosts;
	char name[300];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		if (hosts_read(&hosts, bad[i], 5432))
			fail_msg("taken: %s", bad[i]);
	memset(name, 'a', sizeof name);
	name[sizeof name - 1] = '\0';
	assert_false(hosts_read(&hosts, name, 5432));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_host_has_its_own_port_or_the_common_one),
		cmocka_unit_test(
			test_an_address_full_of_colons_wears_brackets_for_a_port),
		cmocka_unit_test(test_a_directory_is_a_server_of_this_machine),
		cmocka_unit_test(test_a_host_is_named_with_its_port),
		cmocka_unit_test(test_what_is_no_list_of_hosts_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
