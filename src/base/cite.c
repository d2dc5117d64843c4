/* cite.c -- articles of law: the short names of the data, the names people use, and
 * article numbers in Chinese numerals, as statutes print them. */
#include "base/cite.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define SECTION "§"
#define BETWEEN "、"

static const struct law {
	const char *code, *name;
} laws[] = {
	{ "令121", "《办法》" },
	{ "令20", "《暂行办法》" },
	{ "处罚程序", "《处罚程序规定》" },
	{ "总局令45", "《处罚信息公示规定》" },
	{ "总局令第45号", "《处罚信息公示规定》" },
	{ "食安法", "《食品安全法》" },
	{ "消法", "《消费者权益保护法》" },
	{ "消法实施条例", "《消费者权益保护法实施条例》" },
};

static const char *const digits[] = { "",   "一", "二", "三", "四",
				      "五", "六", "七", "八", "九" };

/* 1 to 999; 10 to 19 are 十 to 十九, 101 is 一百零一. */
static void
append_numeral(struct str *out, unsigned n)
{
	unsigned hundreds = n / 100, tens = n / 10 % 10, ones = n % 10;

	if (hundreds)
		str_addf(out, "%s百", digits[hundreds]);
	if (tens)
		str_addf(out, "%s十", tens == 1 && !hundreds ? "" : digits[tens]);
	else if (hundreds && ones)
		str_add(out, "零");
	str_add(out, digits[ones]);
}

static const struct law *
law_of(const char *code, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(laws); i++)
		if (strlen(laws[i].code) == len && !strncmp(laws[i].code, code, len))
			return &laws[i];
	return NULL;
}

static void
append_law(struct str *out, const char *code, size_t len)
{
	const struct law *law = law_of(code, len);

	if (law)
		str_add(out, law->name);
	else
		str_addf(out, "《%.*s》", (int)len, code);
}

/* One article; returns what follows it, NULL where no number stands. */
static const char *
append_article(struct str *out, const char *p)
{
	char *end;
	unsigned long n;

	if (!isdigit((unsigned char)*p))
		return NULL;
	n = strtoul(p, &end, 10);
	if (n == 0 || n > 999)
		return NULL;
	str_add(out, "第");
	append_numeral(out, (unsigned)n);
	str_add(out, "条");
	return end;
}

/* "、25", "、§25" and "(一)" after the first article. */
static const char *
append_rest(struct str *out, const char *p)
{
	size_t between = strlen(BETWEEN), section = strlen(SECTION), item;

	while (!strncmp(p, BETWEEN, between)) {
		str_add(out, BETWEEN);
		p += between;
		if (!strncmp(p, SECTION, section))
			p += section;
		p = append_article(out, p);
		if (!p)
			return NULL;
	}
	if (*p == '(') {
		item = strcspn(p + 1, ")");
		str_addf(out, "第%.*s项", (int)item, p + 1);
		p += 1 + item + (p[1 + item] == ')');
	}
	return p;
}

static const char *
append_whole(struct str *out, const char *code)
{
	const char *section = strstr(code, SECTION), *p;

	if (!section) {
		if (!law_of(code, strlen(code)))
			return NULL;
		append_law(out, code, strlen(code));
		return code + strlen(code);
	}
	append_law(out, code, (size_t)(section - code));
	p = append_article(out, section + strlen(SECTION));
	return p ? append_rest(out, p) : NULL;
}

void
cite_article(char *out, size_t size, const char *code)
{
	struct str said = { 0 };
	const char *rest = append_whole(&said, code);

	str_copy(out, size, rest && !*rest ? str_text(&said) : code);
	str_release(&said);
}
