#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/str.h"

#include "unit.h"

static char dir[] = "/tmp/gangshao-conf-XXXXXX";
static char path[100];

static int
make_dir(void **state)
{
	(void)state;
	setenv("HOME", "/home/wang", 1);
	setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
	if (!mkdtemp(dir))
		return -1;
	str_format(path, sizeof path, "%s/conf", dir);
	return 0;
}

static int
remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static void
write_file(const char *text, size_t len)
{
	FILE *f;

	unlink(path);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	fclose(f);
	assert_int_equal(chmod(path, 0644), 0);
}

static struct conf *
load_good(const char *text)
{
	struct err err = { 0 };
	struct conf *conf = NULL;

	write_file(text, strlen(text));
	if (conf_load(&conf, path, &err) != DONE)
		fail_msg("%s", err.text);
	return conf;
}

/* Every refusal names the file; and `part`. */
static void
expect_refusal(const char *part)
{
	struct err err = { 0 };
	struct conf *conf = NULL;

	assert_int_equal(conf_load(&conf, path, &err), REFUSED);
	assert_null(conf);
	if (!strstr(err.text, path) || !strstr(err.text, part))
		fail_msg("%s", err.text);
}

static void
expect_text_refused(const char *text, const char *part)
{
	write_file(text, strlen(text));
	expect_refusal(part);
}

static void
test_an_empty_file_gives_every_preset(void **state)
{
	struct conf *conf = load_good("");

	(void)state;
	assert_string_equal(conf_path(conf), path);
	assert_true(conf_exists(path));
	assert_false(conf_exists("/nowhere/conf"));
	assert_string_equal(conf_text(conf, CONF_PRESS_FONTS), "");
	assert_int_equal(conf_int(conf, CONF_PORT), 5432);
	assert_string_equal(conf_text(conf, CONF_SSLMODE), "verify-full");
	assert_false(conf_bool(conf, CONF_DEMO));
	assert_string_equal(conf_text(conf, CONF_STORE_DIR),
			    "/home/wang/.local/share/gangshao");
	assert_string_equal(conf_text(conf, CONF_RUN_DIR), "/run/user/7/gangshao");
	conf_free(conf);
	conf_free(NULL);
}

static void
test_presets_obey_their_own_table(void **state)
{
	const struct conf_option *o;

	(void)state;
	for (o = conf_options; o < conf_options + CONF__MAX; o++) {
		assert_non_null(o->path);
		assert_non_null(o->label);
		assert_non_null(o->preset);
		if (o->type == CONF_INT)
			assert_in_range(strtol(o->preset, NULL, 10), o->min, o->max);
		if (o->choices)
			assert_non_null(strstr(o->choices, o->preset));
	}
}

static void
test_what_the_file_says_is_taken(void **state)
{
	struct conf *conf = load_good("# 注释\n"
				      "demo = true;\n"
				      "server = { host = \"a,b\"; port = 6000;\n"
				      "  sslmode = \"disable\"; };\n"
				      "desk: { store = \"~/s\"; poll = 60; };\n"
				      "screen: { theme = \"mono\"; ascii = true };\n"
				      "press = { fonts = \"仿宋, HanaMinA\";\n"
				      "  title_fonts = \"小标宋\"; };\n"
				      "locale = \"/l\";\n");

	(void)state;
	assert_true(conf_bool(conf, CONF_DEMO));
	assert_string_equal(conf_text(conf, CONF_HOST), "a,b");
	assert_int_equal(conf_int(conf, CONF_PORT), 6000);
	assert_string_equal(conf_text(conf, CONF_SSLMODE), "disable");
	assert_string_equal(conf_text(conf, CONF_STORE_DIR), "/home/wang/s");
	assert_int_equal(conf_int(conf, CONF_POLL_SECONDS), 60);
	assert_string_equal(conf_text(conf, CONF_THEME), "mono");
	assert_true(conf_bool(conf, CONF_ASCII));
	assert_string_equal(conf_text(conf, CONF_PRESS_FONTS), "仿宋, HanaMinA");
	assert_string_equal(conf_text(conf, CONF_PRESS_TITLE_FONTS), "小标宋");
	assert_string_equal(conf_text(conf, CONF_LOCALE_DIR), "/l");
	conf_free(conf);
}

static void
test_without_a_session_the_sockets_are_at_home(void **state)
{
	struct conf *conf;

	(void)state;
	unsetenv("XDG_RUNTIME_DIR");
	conf = load_good("");
	assert_string_equal(conf_text(conf, CONF_RUN_DIR),
			    "/home/wang/.cache/gangshao");
	conf_free(conf);
	setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
}

static void
test_a_refusal_names_line_and_option(void **state)
{
	(void)state;
	expect_text_refused("\nhots = 1;", "2");
	expect_text_refused("\nhots = 1;", "hots");
	expect_text_refused("server: { hots = 1; };", "server.hots");
	expect_text_refused("server: { host: { a = 1; }; };", "server.host");
	expect_text_refused("server = 5;", "server");
	expect_text_refused("server: { host = 5; };", "server.host");
	expect_text_refused("server: { host = ( \"a\" ); };", "server.host");
	expect_text_refused("server: { port = \"5\"; };", "server.port");
	expect_text_refused("server: { port = 5.5; };", "server.port");
	expect_text_refused("server: { port = 65536; };", "65535");
	expect_text_refused("server: { port = 99999999999L; };", "65535");
	expect_text_refused("demo = 1;", "demo");
	expect_text_refused("screen: { theme = \"pink\"; };", "contrast");
	expect_text_refused("screen: { theme = \"\"; };", "contrast");
	expect_text_refused("screen: { theme = \"ark\"; };", "contrast");
	expect_text_refused("demo = true;\nx y z", "2");
	expect_text_refused("server: {", "1");
}

static void
test_only_a_demonstration_may_trust_any_server(void **state)
{
	(void)state;
	expect_text_refused("server: { sslmode = \"disable\"; };", "verify-full");
	conf_free(load_good("server: { sslmode = \"prefer\"; }; demo = true;"));
	expect_text_refused("server: { host = \"/run,b\"; sslmode = \"verify-ca\"; };",
			    "verify-full");
	conf_free(load_good(
		"server: { host = \"/run/postgresql\"; sslmode = \"disable\"; };"));
	expect_text_refused("server: { host = \"a:b:c=\"; };", "server.host");
}

static void
test_includes_are_refused_before_the_parser_sees_them(void **state)
{
	(void)state;
	expect_text_refused("demo = true;\n @include \"/etc/passwd\"\n", "2");
	expect_text_refused("@include \"/dev/zero\"\n", "@include");
	conf_free(load_good("# about @include\n"));
}

static void
test_an_option_is_said_once(void **state)
{
	static char deep[2000];

	(void)state;
	expect_text_refused("demo = true;\ndemo = false;", "2");
	expect_text_refused("server: { port = 1;\n port = 2; };", "2");
	expect_text_refused("server: { port = 1; };\nserver: { port = 2; };", "2");
	memset(deep, '(', sizeof deep - 1);
	expect_text_refused(deep, "1");
}

static void
test_what_is_no_text_is_refused(void **state)
{
	static char big[65 * 1024];

	(void)state;
	write_file("demo\0x", 6);
	expect_refusal("UTF-8");
	expect_text_refused("# \xFF\n", "UTF-8");
	memset(big, '#', sizeof big);
	write_file(big, sizeof big);
	expect_refusal("64 KiB");
}

static void
test_a_file_that_others_could_write_is_refused(void **state)
{
	(void)state;
	write_file("", 0);
	assert_int_equal(chmod(path, 0664), 0);
	expect_refusal("");
	assert_int_equal(chmod(path, 0646), 0);
	expect_refusal("");
	if (geteuid() == 0) {
		assert_int_equal(chmod(path, 0644), 0);
		assert_int_equal(chown(path, 12345, 0), 0);
		expect_refusal("root");
	}
}

static void
test_what_is_no_file_is_refused_without_waiting(void **state)
{
	(void)state;
	unlink(path);
	expect_refusal("");
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_refusal("");
	unlink(path);
	assert_int_equal(symlink("/etc/hostname", path), 0);
	expect_refusal("");
	unlink(path);
	assert_int_equal(symlink("/dev/zero", path), 0);
	expect_refusal("");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	expect_refusal("");
	rmdir(path);
}

static void
test_the_environment_may_name_the_file(void **state)
{
	struct conf *conf = NULL;
	struct err err = { 0 };

	(void)state;
	write_file("", 0);
	setenv("GANGSHAO_CONF", path, 1);
	assert_int_equal(conf_load(&conf, NULL, &err), DONE);
	assert_string_equal(conf_path(conf), path);
	conf_free(conf);
	unsetenv("GANGSHAO_CONF");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_file_gives_every_preset),
		cmocka_unit_test(test_presets_obey_their_own_table),
		cmocka_unit_test(test_what_the_file_says_is_taken),
		cmocka_unit_test(test_without_a_session_the_sockets_are_at_home),
		cmocka_unit_test(test_a_refusal_names_line_and_option),
		cmocka_unit_test(test_only_a_demonstration_may_trust_any_server),
		cmocka_unit_test(test_includes_are_refused_before_the_parser_sees_them),
		cmocka_unit_test(test_an_option_is_said_once),
		cmocka_unit_test(test_what_is_no_text_is_refused),
		cmocka_unit_test(test_a_file_that_others_could_write_is_refused),
		cmocka_unit_test(test_what_is_no_file_is_refused_without_waiting),
		cmocka_unit_test(test_the_environment_may_name_the_file),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
