/* mask.c -- hides by pattern; when in doubt it hides more. */
#include "model/mask.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* head and tail characters stay, stars stand between; all stars where too short. */
static void
mask_middle(char *out, size_t size, const char *s, int head, int tail)
{
	int n = (int)utf8_count(s, strlen(s)), i;
	struct str masked = { 0 };
	uint32_t cp;
	size_t len;

	for (i = 0; *s; i++, s += len) {
		len = utf8_decode(s, strlen(s), &cp);
		if (n > head + tail && (i < head || i >= n - tail))
			str_addn(&masked, s, len);
		else
			str_addc(&masked, '*');
	}
	str_copy(out, size, str_text(&masked));
	str_release(&masked);
}

void
mask_phone(char *out, size_t size, const char *phone)
{
	size_t n = phone ? strlen(phone) : 0;

	if (n >= 10)
		mask_middle(out, size, phone, 3, 4);
	else if (n >= 7)
		mask_middle(out, size, phone, 1, 2);
	else /* 12315 is nobody's number */
		str_copy(out, size, phone);
}

void
mask_name(char *out, size_t size, const char *name)
{
	char first[8];
	size_t n;

	out[0] = '\0';
	if (str_empty(name))
		return;
	n = utf8_next(name, strlen(name), 0);
	if (n >= sizeof first)
		n = 0;
	memcpy(first, name, n);
	first[n] = '\0';
	str_format(out, size, "%s**", first);
}

void
mask_id(char *out, size_t size, const char *id)
{
	size_t n = id ? strlen(id) : 0;

	if (n == 18)
		mask_middle(out, size, id, 6, 4);
	else
		mask_middle(out, size, id ? id : "", 2, 2);
}

static bool
is_one_of(const char *s, size_t n, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) <= n &&
		    memcmp(s + n - strlen(*words), *words, strlen(*words)) == 0)
			return true;
	return false;
}

/* Does the prefix of n bytes end in the name of a county, or of a city? */
static bool
ends_in_county(const char *s, size_t n)
{
	static const char *const ends[] = { "区", "县", "旗", NULL };
	static const char *const other[] = { "自治区", "小区", "社区", "园区",
					     "校区",   "厂区", "库区", "景区",
					     "院区",   "街区", "地区", NULL };

	return is_one_of(s, n, ends) && !is_one_of(s, n, other);
}

static bool
ends_in_city(const char *s, size_t n)
{
	static const char *const ends[] = { "市", NULL };
	static const char *const other[] = { "超市", "夜市", "菜市", "门市",
					     "集市", "花市", "股市", NULL };

	return is_one_of(s, n, ends) && !is_one_of(s, n, other);
}

#define NAME_MAX 11 /* characters from one division's end to the end of the next */

/* Bytes of the address that only name its county, or its city where none is named.
 * A digit ends the divisions; so does a stretch longer than any name of one. */
static size_t
public_part(const char *s)
{
	size_t len = strlen(s), at = 0, city = 0;
	int cities = 0, run = 0;
	uint32_t cp;

	while (at < len && run++ < NAME_MAX) {
		at += utf8_decode(s + at, len - at, &cp);
		if (cp < 0x80 || (cp >= 0xFF01 && cp <= 0xFF5E))
			break;
		if (ends_in_county(s, at))
			return at;
		if (ends_in_city(s, at) && ++cities <= 2) {
			city = at;
			run = 0;
		} else if (cp == 0x7701 || cp == 0x5DDE ||
			   (cp == 0x533A && cities == 0)) { /* 省 州 自治区 */
			run = 0;
		}
	}
	return city;
}

void
mask_address(char *out, size_t size, const char *address)
{
	struct str masked = { 0 };

	out[0] = '\0';
	if (str_empty(address))
		return;
	str_addn(&masked, address, public_part(address));
	str_add(&masked, "***");
	str_copy(out, size, str_text(&masked));
	str_release(&masked);
}
