#include "base/str.h"

#include "wire/message.h"

#include "unit.h"

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

static struct uuid
some_id(void)
{
	struct uuid id;

	assert_true(uuid_parse(ID, &id));
	return id;
}

static void
test_every_message_and_state_has_a_name_of_its_own(void **state)
{
	int i;
	json_t *o;

	(void)state;
	for (i = 0; i < MSG__MAX; i++) {
		o = json_pack("{s:s}", "m", message_name((enum message)i));
		assert_int_equal(message_kind(o), i);
		json_decref(o);
	}
	for (i = 0; i < OP__MAX; i++) {
		assert_int_equal(op_state_named(op_state_name((enum op_state)i)), i);
		assert_true(*op_state_label((enum op_state)i));
	}
	assert_int_equal(op_state_named("gone"), OP__MAX);
	assert_int_equal(message_kind(NULL), MSG__MAX);
	assert_string_equal(message_name(MSG__MAX), "");
}

static void
test_a_tell_is_read_as_it_was_sealed(void **state)
{
	const struct uuid id = some_id();
	struct command c = { .op = id,
			     .ticket = id,
			     .base = "server:3",
			     .action = action_named("note"),
			     .payload = json_pack("{s:s}", "note", "已联系") };
	json_t *m = msg_tell(7, &c, 1, &id);
	struct msg_op op;
	struct uuid draft;

	(void)state;
	assert_int_equal(message_kind(m), MSG_TELL);
	assert_int_equal(msg_id(m), 7);
	assert_int_equal(msg_count(m), 1);
	assert_true(msg_read_uuid(&draft, m, "draft"));
	assert_true(msg_read_op(&op, m, 0));
	assert_true(uuid_eq(&op.op, &id) && uuid_eq(&op.ticket, &id));
	assert_string_equal(op.base, "server:3");
	assert_ptr_equal(op.action, c.action);
	assert_true(json_equal(op.payload, c.payload));
	assert_false(msg_read_op(&op, m, 1));
	json_decref(m);
	command_release(&c);
}

static void
test_what_a_desk_says_is_read_as_it_was_said(void **state)
{
	const struct uuid id = some_id();
	const struct msg_kept kept = { .op = id, .seq = 9, .regno = "33" };
	const struct msg_settled settled = { .op = id,
					     .ticket = id,
					     .action = "sign",
					     .state = OP_REFUSED,
					     .version = 4,
					     .ticket_state = "TS20",
					     .field = "unit",
					     .text = "No unit." };
	const struct msg_link link = { .state = LINK_AUTH,
				       .queued = 2,
				       .stuck = 3,
				       .held = 2,
				       .since = 5,
				       .text = "x",
				       .host = "db2:5432" };
	struct msg_kept k;
	struct msg_settled s;
	struct msg_link l;
	json_t *m = msg_kept(3, &kept, 1);

	(void)state;
	assert_true(msg_read_kept(&k, m, 0));
	assert_int_equal(k.seq, 9);
	assert_string_equal(k.regno, "33");
	json_decref(m);
	m = msg_settled(&settled);
	assert_true(msg_read_settled(&s, m));
	assert_int_equal(s.state, OP_REFUSED);
	assert_int_equal(s.version, 4);
	assert_string_equal(s.field, "unit");
	assert_string_equal(s.regno, "");
	json_decref(m);
	m = msg_link(&link);
	assert_true(msg_read_link(&l, m));
	assert_int_equal(l.state, LINK_AUTH);
	assert_int_equal(l.queued, 2);
	assert_int_equal(l.stuck, 3);
	assert_int_equal(l.held, 2);
	assert_string_equal(l.host, "db2:5432");
	json_decref(m);
}

static void
test_rows_and_refusals_come_back(void **state)
{
	static const char *const cells[] = { "tosign", "4" };
	const struct query *q = query_named("counters");
	struct rows *rows = rows_new(q), *back;
	struct err err = { 0 };
	struct msg_rows r;
	struct msg_no no;
	json_t *m;

	(void)state;
	rows_add(rows, cells);
	m = msg_rows(5, rows, "mirror", 12, ROWS_MORE);
	assert_true(msg_read_rows(&r, m));
	assert_true(r.from_mirror && !r.last && r.age == 12);
	back = rows_read(q, r.rows);
	assert_string_equal(rows_named(back, 0, "n"), "4");
	rows_free(back);
	rows_free(rows);
	json_decref(m);
	m = msg_no_err(6, refuse_field(&err, "unit", "No."), &err);
	assert_true(msg_read_no(&no, m));
	assert_int_equal(no.verdict, REFUSED);
	assert_string_equal(no.field, "unit");
	json_decref(m);
}

/* Every reader meets every odd object; none may crash or believe it. */
static void
test_no_reader_trusts_what_it_reads(void **state)
{
	static const char *const odd[] = {
		"{}",
		"[]",
		"{\"m\":7,\"id\":\"x\",\"state\":3,\"op\":[],\"ticket\":{},\"rows\":1}",
		"{\"m\":\"no\",\"id\":1,\"verdict\":\"done\"}",
		"{\"m\":\"rows\",\"id\":-1,\"rows\":[]}",
		"{\"m\":\"ask\",\"id\":1,\"query\":\"x\",\"args\":[]}",
		"{\"m\":\"draft\",\"draft\":\"" ID "\",\"body\":[]}",
		"{\"m\":\"tell\",\"ops\":{\"0\":1}}",
		"{\"m\":\"tell\",\"ops\":[7]}",
		"{\"m\":\"tell\",\"ops\":[{\"op\":\"" ID "\",\"ticket\":\"" ID
		"\",\"action\":\"format\",\"payload\":{}}]}",
		"{\"m\":\"tell\",\"ops\":[{\"op\":\"" ID "\",\"ticket\":\"" ID
		"\",\"action\":\"note\",\"payload\":[]}]}",
		"{\"m\":\"tell\",\"ops\":[{\"op\":\"" ID "\",\"ticket\":\"" ID
		"\",\"action\":\"note\",\"payload\":{},\"base\":\""
		"0123456789012345678901234567890123456789012345678901234567\"}]}",
		"{\"m\":\"settled\",\"op\":\"" ID "\",\"state\":\"applied\"}",
		"{\"m\":\"link\",\"state\":\"sideways\"}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct msg_link l;
		struct msg_no no;
		struct msg_settled s;
		struct msg_rows r;
		struct msg_ask a;
		struct msg_draft d;
		struct msg_op op;
		struct msg_kept k;
		json_t *m;

		assert_int_equal(json_read(&m, odd[i], strlen(odd[i]), NULL), DONE);
		if (msg_read_link(&l, m) || msg_read_no(&no, m) ||
		    msg_read_settled(&s, m) || msg_read_rows(&r, m) ||
		    msg_read_ask(&a, m) || msg_read_draft(&d, m) ||
		    msg_read_op(&op, m, 0))
			fail_msg("%s", odd[i]);
		if (msg_count(m) == 0)
			assert_false(msg_read_kept(&k, m, 0));
		json_decref(m);
	}
}

static void
test_a_refusal_is_put_into_words_with_its_arguments(void **state)
{
	char words[64];
	json_t *args = json_pack("[s,i,o]", "TS20", 7, json_object());

	(void)state;
	msg_words(words, sizeof words, "%s then %s then %s.", args);
	assert_string_equal(words, "TS20 then 7 then .");
	msg_words(words, sizeof words, "", args);
	assert_string_equal(words, "");
	msg_words(words, sizeof words, "%d %n %s", NULL);
	assert_string_equal(words, "%d %n ");
	json_decref(args);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_message_and_state_has_a_name_of_its_own),
		cmocka_unit_test(test_a_tell_is_read_as_it_was_sealed),
		cmocka_unit_test(test_what_a_desk_says_is_read_as_it_was_said),
		cmocka_unit_test(test_rows_and_refusals_come_back),
		cmocka_unit_test(test_no_reader_trusts_what_it_reads),
		cmocka_unit_test(test_a_refusal_is_put_into_words_with_its_arguments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
