/* typed.c -- removes what input methods, copied pages and habits put between digits. */
#include "typed.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

bool
typed_is_filler(uint32_t cp)
{
	static const uint32_t fillers[] = {
		' ',  '\t',   '\n',   '-',    '.',    '_',    '/',    0xA0,
		0xB7, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x3002,
	};
	size_t i;

	for (i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (cp == fillers[i])
			return true;
	return utf8_class(cp) == UTF8_INVISIBLE;
}

size_t
typed_read(char s[IDNO_TEXT], const char *in)
{
	struct str plain = { 0 }, kept = { 0 };
	size_t at, n, count;
	uint32_t cp;

	utf8_narrow(&plain, in ? in : "", in ? strlen(in) : 0);
	for (at = 0; at < plain.len; at += n) {
		n = utf8_decode(plain.s + at, plain.len - at, &cp);
		if (typed_is_filler(cp))
			continue;
		if (cp >= 'a' && cp <= 'z')
			str_addc(&kept, (char)(cp - 'a' + 'A'));
		else
			str_addn(&kept, plain.s + at, n);
	}
	str_copy(s, IDNO_TEXT, str_text(&kept));
	count = utf8_count(str_text(&kept), kept.len);
	str_release(&plain);
	str_release(&kept);
	return count;
}
