/* dates.c -- one small reader for each way to write a day; the first that matches wins.
 * Each returns true where the text has its form, with *day DAY_NONE where no such day
 * exists (31 April).
 */
#include "model/dates.h"

#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

/* At most `most` digits at *s, at least one. */
static bool
read_number(const char **s, int most, int *value)
{
	const char *start = *s;

	for (*value = 0; **s >= '0' && **s <= '9' && most > 0; (*s)++, most--)
		*value = *value * 10 + (**s - '0');
	return *s > start && !(**s >= '0' && **s <= '9');
}

static bool
skip(const char **s, const char *word)
{
	if (!str_starts(*s, word))
		return false;
	*s += strlen(word);
	return true;
}

static bool
skip_one(const char **s, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (skip(s, words[i]))
			return true;
	return false;
}

static bool
read_relative(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	int n = 0, sign = 0;

	(void)look;
	if (!skip(&s, "T"))
		return false;
	if (skip(&s, "-"))
		sign = -1;
	else if (skip(&s, "+"))
		sign = 1;
	if (sign && !read_number(&s, 5, &n))
		return false;
	*day = today + sign * n;
	return !*s;
}

static bool
read_word(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{ "今天", 0 },	{ "今日", 0 },	     { "当天", 0 },  { "昨天", -1 },
		{ "昨日", -1 }, { "前天", -2 },	     { "前日", -2 }, { "大前天", -3 },
		{ "明天", 1 },	{ "明日", 1 },	     { "后天", 2 },  { "大后天", 3 },
		{ "TODAY", 0 }, { "YESTERDAY", -1 },
	};
	size_t i;

	(void)look;
	for (i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq(s, words[i].word)) {
			*day = today + words[i].days;
			return true;
		}
	return false;
}

static bool
read_ago(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	int n;

	(void)look;
	if (!read_number(&s, 5, &n))
		return false;
	if (!str_eq(s, "天前") && !str_eq(s, "日前"))
		return false;
	*day = today - n;
	return true;
}

/* 上周五 is Friday of the week before this one; a bare 周五 is the last that was, or the
 * next that will be. */
static bool
read_weekday(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	static const char *const week_words[] = { "周", "星期", "礼拜" };
	static const char *const names[] = { "一", "二", "三", "四", "五",
					     "六", "日", "天", "1",  "2",
					     "3",  "4",	 "5",  "6",  "7" };
	static const int which[] = { 0, 1, 2, 3, 4, 5, 6, 6, 0, 1, 2, 3, 4, 5, 6 };
	bool named = true;
	int weeks = 0;
	size_t i;

	if (skip(&s, "上上"))
		weeks = -2;
	else if (skip(&s, "上"))
		weeks = -1;
	else if (skip(&s, "下"))
		weeks = 1;
	else
		named = skip(&s, "本") || skip(&s, "这");
	if (named)
		skip(&s, "个");
	if (!skip_one(&s, week_words, ARRAY_LEN(week_words)))
		return false;
	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(s, names[i])) {
			*day = today - day_weekday(today) + weeks * 7 + which[i];
			if (!named && look == LOOK_AHEAD)
				*day += *day < today ? 7 : 0;
			else if (!named && *day > today)
				*day -= 7;
			return true;
		}
	return false;
}

static bool
read_separator(const char **s, const char *chinese)
{
	return skip(s, "-") || skip(s, "/") || skip(s, ".") || skip(s, chinese);
}

/* An optional 日 or 号 where the month was written 月. */
static bool
read_end(const char *s)
{
	if (!skip(&s, "日"))
		skip(&s, "号");
	return !*s;
}

static bool
read_full(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	int y, m, d;

	(void)today;
	(void)look;
	if (!read_number(&s, 4, &y) || y < 1000 || !read_separator(&s, "年") ||
	    !read_number(&s, 2, &m) || !read_separator(&s, "月") ||
	    !read_number(&s, 2, &d) || !read_end(s))
		return false;
	*day = day_of(y, m, d);
	return true;
}

static bool
read_compact(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	int n;

	(void)today;
	(void)look;
	if (strlen(s) != 8 || !read_number(&s, 8, &n) || *s)
		return false;
	*day = day_of(n / 10000, n / 100 % 100, n % 100);
	return true;
}

static bool
is_sought(int32_t day, int32_t today, enum dates_look look)
{
	return day != DAY_NONE && (look == LOOK_BACK ? day <= today : day >= today);
}

/* The nearest such day on the side that is looked to; 29 February may lie years away. */
static bool
read_month_day(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	int y, m, d, this_month, this_mday, far, step = look == LOOK_BACK ? -1 : 1;

	if (!read_number(&s, 2, &m) || !read_separator(&s, "月") ||
	    !read_number(&s, 2, &d) || !read_end(s))
		return false;
	day_split(today, &y, &this_month, &this_mday);
	*day = DAY_NONE;
	for (far = 0; far <= 8; far++) {
		*day = day_of(y + far * step, m, d);
		if (is_sought(*day, today, look))
			return true;
	}
	*day = DAY_NONE;
	return true;
}

static bool
read_mday(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	int y, m, this_mday, d, far;

	if (!read_number(&s, 2, &d) || (!str_eq(s, "日") && !str_eq(s, "号")))
		return false;
	day_split(today, &y, &m, &this_mday);
	*day = DAY_NONE;
	for (far = 0; far <= 2; far++) {
		*day = day_of(y, m, d);
		if (is_sought(*day, today, look))
			return true;
		m += look == LOOK_BACK ? -1 : 1;
		y += m > 12 ? 1 : m < 1 ? -1 : 0;
		m = m > 12 ? 1 : m < 1 ? 12 : m;
	}
	*day = DAY_NONE;
	return true;
}

typedef bool reader(const char *s, int32_t today, enum dates_look look, int32_t *day);

static reader *const readers[] = {
	read_relative, read_word,    read_ago,	     read_weekday,
	read_full,     read_compact, read_month_day, read_mday,
};

/* Full-width to plain, small letters to capitals, blanks dropped, odd hyphens plain. */
static void
make_plain(char *out, size_t size, const char *in)
{
	static const char *const hyphens[] = { "\u2212", "\u2013", "\u2014",
					       "\u2010", "\u3001", "\u3002" };
	struct str plain = { 0 }, kept = { 0 };
	const char *s;

	utf8_narrow(&plain, in, strlen(in));
	for (s = str_text(&plain); *s;) {
		if (*s == ' ' || *s == '\t')
			s++;
		else if (skip_one(&s, hyphens, ARRAY_LEN(hyphens)))
			str_addc(&kept, '-');
		else if (*s >= 'a' && *s <= 'z')
			str_addc(&kept, (char)(*s++ - 'a' + 'A'));
		else
			str_addc(&kept, *s++);
	}
	if (!str_copy(out, size, str_text(&kept)))
		out[0] = '\0'; /* longer than any date: understood by nobody */
	str_release(&plain);
	str_release(&kept);
}

static bool
read_day(const char *s, int32_t today, enum dates_look look, int32_t *day)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(readers); i++)
		if (readers[i](s, today, look, day))
			return true;
	return false;
}

enum verdict
dates_parse(const char *in, int32_t today, enum dates_look look, int32_t *day,
	    struct err *err)
{
	int32_t found = DAY_NONE, back;
	char s[64];

	make_plain(s, sizeof s, in ? in : "");
	if (!read_day(s, today, look == LOOK_BACK ? LOOK_BACK : LOOK_AHEAD, &found))
		return refuse(err, _("Write the date as 2026-11-20, 11/20 or T-3 "
				     "(three days ago)."));
	if (found == DAY_NONE)
		return refuse(err, _("There is no such day."));
	*day = found;
	if (look == LOOK_NEAR && read_day(s, today, LOOK_BACK, &back) &&
	    back != DAY_NONE && today - back < found - today)
		*day = back;
	return DONE;
}
