#include "model/mask.h"

#include "unit.h"

typedef void mask(char *out, size_t size, const char *in);

static void
expect(mask *m, const char *in, const char *want)
{
	char out[100] = "untouched";

	m(out, sizeof out, in);
	assert_string_equal(out, want);
}

static void
test_a_telephone_number_keeps_head_and_tail(void **state)
{
	(void)state;
	expect(mask_phone, "13812345678", "138****5678");
	expect(mask_phone, "057188886666", "057*****6666");
	expect(mask_phone, "88886666", "8*****66");
	expect(mask_phone, "12315", "12315");
	expect(mask_phone, "", "");
	expect(mask_phone, NULL, "");
}

static void
test_a_name_keeps_its_first_character_and_not_its_length(void **state)
{
	(void)state;
	expect(mask_name, "王芳", "王**");
	expect(mask_name, "王", "王**");
	expect(mask_name, "买买提·吐尔逊", "买**");
	expect(mask_name, "𠀀某", "𠀀**");
	expect(mask_name, "", "");
	expect(mask_name, NULL, "");
}

static void
test_an_identity_number_keeps_region_and_tail(void **state)
{
	(void)state;
	expect(mask_id, "11010519491231002X", "110105********002X");
	expect(mask_id, "E12345678", "E1*****78");
	expect(mask_id, "123", "***");
	expect(mask_id, "", "");
	expect(mask_id, NULL, "");
}

static void
test_an_address_keeps_its_county(void **state)
{
	(void)state;
	expect(mask_address, "浙江省杭州市西湖区文三路12号", "浙江省杭州市西湖区***");
	expect(mask_address, "杭州市西湖区翠苑小区3幢", "杭州市西湖区***");
	expect(mask_address, "浙江省金华市义乌市江东街道某小区",
	       "浙江省金华市义乌市***");
	expect(mask_address, "义乌市江东街道12号工业区", "义乌市***");
	expect(mask_address, "广西壮族自治区南宁市青秀区民族大道",
	       "广西壮族自治区南宁市青秀区***");
	expect(mask_address, "上海市浦东新区世纪大道", "上海市浦东新区***");
	expect(mask_address, "杭州市某某超市隔壁", "杭州市***");
	expect(mask_address, "甘肃省临夏回族自治州东乡族自治县",
	       "甘肃省临夏回族自治州东乡族自治县***");
	expect(mask_address, "文三路12号西湖区", "***");
	expect(mask_address, "翠苑小区3幢", "***");
	expect(mask_address, "", "");
	expect(mask_address, NULL, "");
}

static void
test_a_mask_is_cut_at_a_character(void **state)
{
	char out[5];

	(void)state;
	mask_name(out, sizeof out, "王芳");
	assert_string_equal(out, "王*");
	mask_address(out, sizeof out, "杭州市");
	assert_string_equal(out, "杭");
	mask_phone(out, sizeof out, "13812345678");
	assert_string_equal(out, "138*");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_telephone_number_keeps_head_and_tail),
		cmocka_unit_test(
			test_a_name_keeps_its_first_character_and_not_its_length),
		cmocka_unit_test(test_an_identity_number_keeps_region_and_tail),
		cmocka_unit_test(test_an_address_keeps_its_county),
		cmocka_unit_test(test_a_mask_is_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
