/* money.c -- amounts in yuan with exactly two decimals, computed in whole fen. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "model/idno.h"

#define FEN_MAX INT64_C(99999999999999) /* twelve digits of yuan, as at the centre */

/* What may stand before and after the digits, and by how many powers of ten it counts. */
static const struct {
	const char *word;
	int power;
} units[] = {
	{ "万元", 4 }, { "万块", 4 }, { "万", 4 },   { "亿元", 8 }, { "亿", 8 },
	{ "元整", 0 }, { "元", 0 },   { "圆", 0 },   { "块钱", 0 }, { "块", 0 },
	{ "RMB", 0 },  { "rmb", 0 },  { "千元", 3 }, { "千", 3 },   { "百", 2 },
};
static const char *const signs[] = { "￥", "¥", "RMB", "rmb", "人民币" };

/* The bare number: no blanks, no sign, no unit.  Returns the unit's power of ten. */
static int
strip(char *s)
{
	char *from = s, *to = s;
	size_t i, n;

	for (; *from; from++)
		if (*from != ' ' && *from != '\t')
			*to++ = *from;
	*to = '\0';
	for (i = 0; i < ARRAY_LEN(signs); i++)
		if (str_starts(s, signs[i])) {
			n = strlen(signs[i]);
			memmove(s, s + n, strlen(s + n) + 1);
		}
	for (i = 0; i < ARRAY_LEN(units); i++)
		if (str_ends(s, units[i].word)) {
			s[strlen(s) - strlen(units[i].word)] = '\0';
			return units[i].power;
		}
	return 0;
}

/* Commas only as thousands separators: "1,280" and "1,280,000", never "12,80". */
static bool
drop_commas(char *s)
{
	size_t group = strcspn(s, ",.");
	bool first = true;
	char *p;

	for (p = s; p[group] == ','; first = false) {
		if (group == 0 || group > 3 || (!first && group != 3))
			return false;
		p += group;
		memmove(p, p + 1, strlen(p));
		group = strcspn(p, ",.");
	}
	return (first || group == 3) && !strchr(p + group, ',');
}

/* "12.5" × 10^power in fen; -1 not a number, -2 more than two decimals, -3 too much. */
static int64_t
reckon(const char *s, int power)
{
	int64_t fen = 0;
	int decimals = 0, most = power + 2, seen = 0;
	bool point = false;

	for (; *s; s++) {
		if (*s == '.' && !point) {
			point = true;
			continue;
		}
		if (*s < '0' || *s > '9')
			return -1;
		seen++;
		if (point && decimals == most && *s != '0')
			return -2;
		if (point && decimals == most)
			continue;
		fen = fen * 10 + (*s - '0');
		decimals += point;
		if (fen > FEN_MAX)
			return -3;
	}
	for (; seen && decimals < most && fen <= FEN_MAX; decimals++)
		fen *= 10;
	if (!seen)
		return -1;
	return fen > FEN_MAX ? -3 : fen;
}

enum verdict
idno_money(const char *in, char *out, size_t size, struct err *err)
{
	struct str plain = { 0 };
	int64_t fen = -1;
	char s[64];
	bool fits;
	int power;

	utf8_narrow(&plain, in ? in : "", in ? strlen(in) : 0);
	fits = str_copy(s, sizeof s, str_text(&plain));
	str_release(&plain);
	power = strip(s);
	if (s[0] == '-')
		return refuse(err, _("An amount cannot be negative."));
	if (fits && drop_commas(s))
		fen = reckon(s, power);
	if (fen == -2)
		return refuse(err, _("An amount has at most two decimals."));
	if (fen == -3)
		return refuse(err, _("The amount is too large."));
	if (fen < 0)
		return refuse(err,
			      _("Write the amount in digits, for example 128.50."));
	if (!str_format(out, size, "%lld.%02d", (long long)(fen / 100),
			(int)(fen % 100)))
		return refuse(err, _("The number is too long."));
	return DONE;
}
