#include "base/clock.h"

#include "model/idno.h"

#include "unit.h"

typedef enum verdict reader(const char *in, char *out, size_t size, struct err *err);

static void
expect(reader *read, const char *in, const char *want)
{
	char out[IDNO_TEXT] = "untouched";
	struct err err = { 0 };

	if (read(in, out, sizeof out, &err) != DONE)
		fail_msg("%s: %s", in, err.text);
	assert_string_equal(out, want);
}

static void
expect_refused(reader *read, const char *in, const char *part)
{
	char out[IDNO_TEXT] = "untouched";
	struct err err = { 0 };

	if (read(in, out, sizeof out, &err) != REFUSED)
		fail_msg("%s is taken", in ? in : "NULL");
	assert_string_equal(out, "untouched");
	if (!strstr(err.text, part))
		fail_msg("%s: %s", in, err.text);
}

/* What can be right although it looks wrong: its normal form, and a question. */
static void
expect_asked(const char *in, const char *want, const char *part)
{
	char out[IDNO_TEXT] = "untouched";
	struct err err = { 0 };

	if (idno_uscc(in, out, sizeof out, &err) != REFUSED || !err.ask)
		fail_msg("%s is not asked about: %s", in, err.text);
	assert_string_equal(out, want);
	if (!strstr(err.text, part))
		fail_msg("%s: %s", in, err.text);
}

static reader *
reader_named(const char *name)
{
	static const struct {
		const char *name;
		reader *read;
	} readers[] = {
		{ "uscc", idno_uscc },
		{ "id18", idno_resident },
		{ "orgcode", idno_org },
		{ "reg15", idno_reg15 },
	};
	size_t i;

	for (i = 0; i < 4; i++)
		if (strcmp(readers[i].name, name) == 0)
			return readers[i].read;
	fail_msg("%s", name);
	return NULL;
}

static void
test_published_numbers_are_told_right_from_wrong(void **state)
{
	FILE *f = csv_open("tests/data/testvec_code.csv");
	char line[300], *field[12];
	int rows = 0;

	(void)state;
	while (csv_row(f, line, sizeof line, field) >= 3) {
		rows++;
		if (strcmp(field[2], "valid") == 0)
			expect(reader_named(field[1]), field[0], field[0]);
		else if (strcmp(field[1], "uscc") == 0 &&
			 strspn(field[0], "0123456789ABCDEFGHJKLMNPQRTUWXY") == 18)
			expect_asked(field[0], field[0], "");
		else
			expect_refused(reader_named(field[1]), field[0], "");
	}
	fclose(f);
	assert_int_equal(rows, 16);
}

/* Red before the extension was read from its hyphen: 08588222333-8 was 085882223338. */
static void
test_telephone_numbers_are_read_as_the_centre_reads_them(void **state)
{
	FILE *f = csv_open("tests/data/testvec_phone.csv");
	char line[300], *field[12], once[IDNO_TEXT];
	int rows = 0;

	(void)state;
	while (csv_row(f, line, sizeof line, field) >= 3) {
		rows++;
		if (strcmp(field[2], "valid") != 0) {
			expect_refused(idno_phone, field[0], "");
			continue;
		}
		expect(idno_phone, field[0], field[1]);
		snprintf(once, sizeof once, "%s", field[1]);
		expect(idno_phone, once, once);
	}
	fclose(f);
	assert_int_equal(rows, 100);
}

static void
test_a_credit_code_is_taken_however_it_is_written(void **state)
{
	(void)state;
	expect(idno_uscc, " 9133 0100 7996 5505 8b ", "91330100799655058B");
	expect(idno_uscc, "９１３３０１００７９９６５５０５８Ｂ", "91330100799655058B");
	expect(idno_uscc, "91330100-799655058-B", "91330100799655058B");
}

static void
test_a_credit_code_with_letters_for_digits_is_put_right(void **state)
{
	(void)state;
	expect_refused(idno_uscc, "9133O100799655058B", "91330100799655058B");
	expect_refused(idno_uscc, "9I33O100799655058B", "91330100799655058B");
	expect_refused(idno_uscc, "9133O100799655058C", "O is often 0");
	expect_refused(idno_uscc, "9133S100799655058B", "I, O, S, V, Z");
	expect_refused(idno_uscc, "9133工100799655058B", "I, O, S, V, Z");
}

/* Registered in Xiamen before 2016: genuine, though the check would be J and F. */
static void
test_a_genuine_code_that_fails_its_check_is_asked_about(void **state)
{
	(void)state;
	expect_asked("91350203M0001FUE2P", "91350203M0001FUE2P", "last character");
	expect_asked(" 9135 0203 m0001 qkt19 ", "91350203M0001QKT19", "last character");
	/* no kind of body begins with 94; 99 is no province */
	expect_asked("943301007996550582", "943301007996550582", "94");
	expect_asked("91990100799655058C", "91990100799655058C", "province");
	/* the State Administration itself */
	expect(idno_uscc, "91100000100000009H", "91100000100000009H");
	/* fits as an identity number too; begins with a pair and a division */
	expect(idno_uscc, "911101198501010017", "911101198501010017");
}

/* Both checks fit them; neither begins with a pair and a division. */
static void
test_an_identity_number_is_no_credit_code(void **state)
{
	(void)state;
	expect_refused(idno_uscc, "362322198709086409", "identity number");
	expect_refused(idno_uscc, "430407199312020025", "identity number");
	/* its own check fits, that of a credit code does not */
	expect_refused(idno_uscc, "11010519491231002X", "identity number");
	expect_refused(idno_uscc, "51110219870908640X", "identity number");
}

static void
test_a_credit_code_of_another_length_is_refused_with_its_length(void **state)
{
	(void)state;
	expect_refused(idno_uscc, "", "has 0");
	expect_refused(idno_uscc, NULL, "has 0");
	expect_refused(idno_uscc, "9133010079965505B", "has 17");
	expect_refused(idno_uscc,
		       "9133010079965505891330100799655058913301007996550589133", "5");
}

static void
test_a_trader_is_known_by_any_of_three_numbers(void **state)
{
	(void)state;
	expect(idno_trader, "91330100799655058B", "91330100799655058B");
	expect(idno_trader, "71526726-X", "71526726X");
	expect(idno_trader, "110108000000016", "110108000000016");
	expect_refused(idno_trader, "123", "18");
	expect_refused(idno_trader, "71526726-0", "organisation");
	expect_refused(idno_trader, "110108000000010", "registration");
	expect_refused(idno_org, "7152672", "8 digits");
	expect_refused(idno_reg15, "11010800000001x", "15 digits");
}

static void
test_an_identity_number_tells_birthday_and_sex(void **state)
{
	(void)state;
	expect(idno_resident, "11010519491231002x", "11010519491231002X");
	assert_int_equal(idno_birthday("11010519491231002X"), day_of(1949, 12, 31));
	assert_int_equal(idno_sex("11010519491231002X"), SEX_FEMALE);
	assert_int_equal(idno_sex("440524188001010014"), SEX_MALE);
	assert_int_equal(idno_sex(""), SEX_UNKNOWN);
	assert_int_equal(idno_sex(NULL), SEX_UNKNOWN);
	assert_int_equal(idno_birthday("x"), DAY_NONE);
	assert_int_equal(idno_birthday(NULL), DAY_NONE);
}

static void
test_a_wrong_identity_number_is_refused_with_what_is_wrong(void **state)
{
	(void)state;
	expect_refused(idno_resident, "110105491231002", "15 digits");
	expect_refused(idno_resident, "1101051949123100", "has 16");
	expect_refused(idno_resident, "110105194912310028", "last character");
	expect_refused(idno_resident, "11010519490231002X", "date of birth");
	expect_refused(idno_resident, "99010519491231002Y", "digits only");
	expect_refused(idno_resident, "1101051949123100XX", "digits only");
	expect_refused(idno_resident, "88010519491231002X", "region");
	expect_refused(idno_resident, "", "has 0");
}

static void
test_a_buffer_that_is_too_small_is_refused(void **state)
{
	struct err err = { 0 };
	char out[8];

	(void)state;
	assert_int_equal(idno_uscc("91330100799655058B", out, sizeof out, &err),
			 REFUSED);
	assert_int_equal(idno_phone("13800138000", out, sizeof out, &err), REFUSED);
	assert_int_equal(idno_money("12345678", out, sizeof out, &err), REFUSED);
}

static void
test_every_way_to_write_a_telephone_number_gives_one(void **state)
{
	static const char *const cases[][2] = {
		{ "13800138000", "13800138000" },
		{ "138 0013-8000", "13800138000" },
		{ "１３８００１３８０００", "13800138000" },
		{ "+8613800138000", "13800138000" },
		{ "+86 138 0013 8000", "13800138000" },
		{ "008613800138000", "13800138000" },
		{ "8613800138000", "13800138000" },
		{ "013800138000", "13800138000" },
		{ "19912345678", "19912345678" },
		{ "0571-88886666", "057188886666" },
		{ "(0571)88886666", "057188886666" },
		{ "（0571）8888 6666", "057188886666" },
		{ "+86 571 8888 6666", "057188886666" },
		{ "010-12345678", "" },
		{ "010-62345678", "01062345678" },
		{ "+861062345678", "01062345678" },
		{ "021 6234 5678", "02162345678" },
		{ "0791-6234567", "07916234567" },
		{ "0571-88886666-802", "057188886666-802" },
		{ "0571-88886666转802", "057188886666-802" },
		{ "0571-88886666#802", "057188886666-802" },
		{ "400-810-1234", "4008101234" },
		{ "8008101234", "8008101234" },
		{ "95588", "95588" },
		{ "9511222", "9511222" },
		{ "96196", "96196" },
		{ "12315", "12315" },
		{ "10086", "10086" },
		{ "110", "110" },
		{ "+852 2345 6789", "+85223456789" },
		{ "00852-23456789", "+85223456789" },
		{ "95571234567", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		if (*cases[i][1])
			expect(idno_phone, cases[i][0], cases[i][1]);
		else
			expect_refused(idno_phone, cases[i][0], "");
}

static void
test_a_wrong_telephone_number_is_refused_with_what_is_wrong(void **state)
{
	(void)state;
	expect_refused(idno_phone, "1380013800", "has 10");
	expect_refused(idno_phone, "138001380001", "has 12");
	expect_refused(idno_phone, "88886666", "area code");
	expect_refused(idno_phone, "8888666", "area code");
	expect_refused(idno_phone, "0571-8888", "no telephone");
	expect_refused(idno_phone, "0571-08886666", "no telephone");
	expect_refused(idno_phone, "wang", "digits only");
	expect_refused(idno_phone, "", "has digits");
	expect_refused(idno_phone, NULL, "has digits");
	expect_refused(idno_phone, "057188886666转", "extension");
	expect_refused(idno_phone, "057188886666转1转2", "extension");
	expect_refused(idno_phone, "+0", "no telephone");
	expect_refused(
		idno_phone,
		"1111111111111111111111111111111111111111111111111111111111111111",
		"too long");
}

static void
test_a_postcode_has_six_digits(void **state)
{
	(void)state;
	expect(idno_postcode, "３１００１２", "310012");
	expect(idno_postcode, "010010", "010010");
	expect_refused(idno_postcode, "31001", "6 digits");
	expect_refused(idno_postcode, "31001a", "6 digits");
	expect_refused(idno_postcode, "000000", "6 digits");
}

static void
test_amounts_are_whole_fen_however_they_are_written(void **state)
{
	static const char *const cases[][2] = {
		{ "128", "128.00" },
		{ "128.5", "128.50" },
		{ "１２８元", "128.00" },
		{ "1.2万", "12000.00" },
		{ "￥1,280.50", "1280.50" },
		{ "¥ 99", "99.00" },
		{ "1,280,000", "1280000.00" },
		{ "0", "0.00" },
		{ "0.01", "0.01" },
		{ ".5", "0.50" },
		{ "1.230", "1.23" },
		{ "12.", "12.00" },
		{ "0.00001万元", "0.10" },
		{ "1.2345万", "12345.00" },
		{ "3亿", "300000000.00" },
		{ "50块", "50.00" },
		{ "128．５０", "128.50" },
		{ "RMB 3 000", "3000.00" },
		{ "007", "7.00" },
		{ "人民币100元整", "100.00" },
		{ "999999999999.99", "999999999999.99" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(idno_money, cases[i][0], cases[i][1]);
}

static void
test_a_wrong_amount_is_refused_with_what_is_wrong(void **state)
{
	(void)state;
	expect_refused(idno_money, "1.234", "two decimals");
	expect_refused(idno_money, "1.2345678万", "two decimals");
	expect_refused(idno_money, "-5", "negative");
	expect_refused(idno_money, "－5", "negative");
	expect_refused(idno_money, "", "in digits");
	expect_refused(idno_money, NULL, "in digits");
	expect_refused(idno_money, "元", "in digits");
	expect_refused(idno_money, ".", "in digits");
	expect_refused(idno_money, "1.2.3", "in digits");
	expect_refused(idno_money, "12,80", "in digits");
	expect_refused(idno_money, "1280,000", "in digits");
	expect_refused(idno_money, ",280", "in digits");
	expect_refused(idno_money, "1.5,000", "in digits");
	expect_refused(idno_money, "一百", "in digits");
	expect_refused(idno_money, "1e5", "in digits");
	expect_refused(idno_money, "1000000000000", "too large");
	expect_refused(idno_money, "99999999999999", "too large");
	expect_refused(idno_money, "99999999999999999999999999亿", "too large");
	expect_refused(
		idno_money,
		"11111111111111111111111111111111111111111111111111111111111111111111",
		"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_numbers_are_told_right_from_wrong),
		cmocka_unit_test(
			test_telephone_numbers_are_read_as_the_centre_reads_them),
		cmocka_unit_test(test_a_credit_code_is_taken_however_it_is_written),
		cmocka_unit_test(
			test_a_credit_code_with_letters_for_digits_is_put_right),
		cmocka_unit_test(
			test_a_credit_code_of_another_length_is_refused_with_its_length),
		cmocka_unit_test(
			test_a_genuine_code_that_fails_its_check_is_asked_about),
		cmocka_unit_test(test_an_identity_number_is_no_credit_code),
		cmocka_unit_test(test_a_trader_is_known_by_any_of_three_numbers),
		cmocka_unit_test(test_an_identity_number_tells_birthday_and_sex),
		cmocka_unit_test(
			test_a_wrong_identity_number_is_refused_with_what_is_wrong),
		cmocka_unit_test(test_a_buffer_that_is_too_small_is_refused),
		cmocka_unit_test(test_every_way_to_write_a_telephone_number_gives_one),
		cmocka_unit_test(
			test_a_wrong_telephone_number_is_refused_with_what_is_wrong),
		cmocka_unit_test(test_a_postcode_has_six_digits),
		cmocka_unit_test(test_amounts_are_whole_fen_however_they_are_written),
		cmocka_unit_test(test_a_wrong_amount_is_refused_with_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
